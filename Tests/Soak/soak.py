#!/usr/bin/env python3
"""Lets the service live through simulated days of faults and measures it; see README.md.

Exit status: 0 all figures are as they should be; 1 one is not, or it could not be tried.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import idle
import zones
from faults import Faults
from life import RESIDENT_BOUND_KB, Life

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent.parent / ".build" / "release" / "doisoat"
PARTS = ("zones", "polls", "life")


def options():
    parser = argparse.ArgumentParser(prog="Tests/Soak/run", description=__doc__)
    parser.add_argument("--hours", type=int, default=72, help="simulated (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the faults (%(default)s)")
    parser.add_argument(
        "--speed", type=int, default=1000, help="times as fast as the machine's (%(default)s)")
    parser.add_argument(
        "--fault", dest="only", choices=Faults.KINDS, action="append",
        help="only this one; may be repeated")
    parser.add_argument("--part", choices=PARTS, action="append", help="may be repeated")
    parser.add_argument("--program", default=str(BUILT))
    parser.add_argument("--clock", required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    chosen = options()
    os.umask(0o022)  # who is not root has to get everywhere
    if not os.access(chosen.program, os.X_OK):
        sys.exit(f"{chosen.program} is missing: swift build -c release")
    work = Path(tempfile.mkdtemp(prefix="doisoat-soak-"))
    work.chmod(0o755)
    chosen.clock = Path(shutil.copy(chosen.clock, work))
    chosen.clock.chmod(0o755)
    failures = []
    for part in chosen.part or PARTS:
        begun = time.monotonic()
        print(f"{part}", flush=True)
        failures += globals()[f"try_{part}"](chosen, work)
        print(f"  ({time.monotonic() - begun:.0f} s)\n", flush=True)
    if failures:
        print(f"{len(failures)} failure(s); kept in {work}")
        sys.exit(1)
    shutil.rmtree(work)
    print("the service lives on")


def try_life(chosen, work):
    life = Life(chosen, work)
    if not life.is_mounted:
        print("  NOT TRIED: A FULL DISK; A SMALL ONE CANNOT BE MOUNTED HERE")
    life.live()
    for (kind, line), (times, ends) in sorted(life.told.items()):
        print(f"  {kind:17} told {times} ×, over {ends} ×: {line[:120]}")
    return life.failures


def try_zones(chosen, work):
    faults, files, lines = zones.differences(chosen, work)
    print(f"  {len(zones.ZONES)} zones of the host, {lines} lines in {files} files and answers")
    return tell(faults)


def try_polls(chosen, work):
    faults = []
    for name, files, bound in (
        ("idle", 0, idle.IDLE_BOUND_MS), ("full", idle.OLD_FILES, idle.FULL_BOUND_MS),
    ):
        seen = idle.measured(chosen, work / name, files)
        print(f"  {files:6} old files: {seen.cost:.1f} ms of processor time a poll (bound {bound}),"
              f" {seen.wake_ups:.2f} wake-ups, {seen.figures.rss} KB resident")
        if seen.cost > bound:
            faults.append(f"a poll of {files} files takes {seen.cost:.1f} ms")
        if seen.wake_ups > idle.WAKE_UPS_BOUND:
            faults.append(f"it wakes {seen.wake_ups:.2f} times a poll")
        if seen.figures.rss > RESIDENT_BOUND_KB:
            faults.append(f"{seen.figures.rss} KB are resident, over {RESIDENT_BOUND_KB}")
    return tell(faults)


def tell(faults):
    for fault in faults:
        print(f"  FAILED  {fault}")
    return faults


if __name__ == "__main__":
    main()
