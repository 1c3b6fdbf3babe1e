#!/usr/bin/env python3
"""Disturbs the release binary in every way that must not matter; see README.md.

Exit status: 0 nothing was lost, doubled or left over; 1 something was, or it could not be tried.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from disk import FullDisk
from district import HISTORIES
from comparison import Difference
from kills import Kills
from matrix import KINDS, Matrix, undisturbed
from rebuild import Rebuild
from rotation import Rotation

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent.parent / ".build" / "release" / "doisoat"
SCENARIOS = ("matrix", "rebuild", "random", "disk", "rotation")
SHOWN_FAILURES = 20


class Tools(NamedTuple):
    program: str
    faults: str  # the shared object made of Faults/*.c
    work: Path
    kept: Path  # where the folders of failures stay
    environment: dict


def options():
    parser = argparse.ArgumentParser(prog="Tests/Durability/run", description=__doc__)
    parser.add_argument("--only", choices=SCENARIOS, action="append", help="may be repeated")
    parser.add_argument("--history", help="only this one; of the matrix and of full disks")
    parser.add_argument("--kills", type=int, default=50, help="of the random ones (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="of rotation (%(default)s)")
    parser.add_argument("--all", action="store_true", help="every step of every history")
    parser.add_argument("--every", type=int, default=1, help="try only every so many-th step")
    parser.add_argument(
        "--kinds", default=",".join(kind for kind in KINDS if kind != "after"),
        help="faults of the matrix (%(default)s); " + ", ".join(KINDS))
    parser.add_argument("--workers", type=int, default=min(2, len(os.sched_getaffinity(0))))
    parser.add_argument("--program", default=str(BUILT))
    parser.add_argument("--faults", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--work", help="a folder to work in (default: in memory if possible)")
    return parser.parse_args()


def main():
    chosen = options()
    os.umask(0o077)  # modes have to come out right under any mask
    if not os.access(chosen.program, os.X_OK):
        sys.exit(f"{chosen.program} is missing: swift build -c release")
    place = chosen.work or ("/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    work = Path(tempfile.mkdtemp(prefix="doisoat-durability-", dir=place))
    tools = Tools(
        os.path.abspath(chosen.program), chosen.faults, work, work / "kept",
        {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"})
    tools.kept.mkdir()
    failures = []
    try:
        histories = [each for each in HISTORIES if chosen.history in (None, each.name)]
        if chosen.all:
            histories = [
                each._replace(alerts_sample=1, state_sample=1, row=1) for each in histories]
        twins = [(history, undisturbed(tools, history)) for history in histories]
        for name in chosen.only or SCENARIOS:
            begun = time.monotonic()
            failed = globals()[f"try_{name}"](tools, chosen, twins)
            seconds = time.monotonic() - begun
            print(f"{name}: {len(failed)} failure(s), {seconds:.0f} s\n", flush=True)
            failures += failed
    except Difference as difference:
        failures.append(f"undisturbed:\n{difference}")
    tell(failures)
    if not failures:
        shutil.rmtree(work)
    sys.exit(1 if failures else 0)


def try_matrix(tools, chosen, twins):
    failures = []
    for history, its_twins in twins:
        matrix = Matrix(tools, history, its_twins, chosen.kinds.split(","), chosen.every)
        begun = time.monotonic()
        matrix.run(chosen.workers)
        print(f"matrix «{history.name}»: faults by operation, each followed by a run without\n")
        faults = show(matrix.counts)
        steps = " + ".join(str(len(twin.steps)) for twin in its_twins)
        print(
            f"\n{steps} durable steps in {len(its_twins)} commands, {faults} faults,"
            f" {time.monotonic() - begun:.0f} s\n", flush=True)
        failures += matrix.failures
    return failures


def try_rebuild(tools, chosen, _):
    history = HISTORIES[-1]._replace(alerts_sample=1, state_sample=1 if chosen.all else 6)
    rebuild = Rebuild(tools, history, chosen.kinds.split(","), chosen.every)
    rebuild.run(chosen.workers)
    print("rebuild: faults by operation, each followed by a rebuild and a run without\n")
    faults = show(rebuild.counts)
    steps = ", ".join(f"{count} ({loss})" for loss, count in rebuild.steps.items())
    print(f"\n{steps} durable steps, {faults} faults")
    return rebuild.failures


def show(counts):
    """Prints the faults by operation and kind; returns how many there are."""
    operations = sorted({operation for operation, _ in counts})
    kinds = sorted({kind for _, kind in counts}, key=lambda kind: kind.lower())
    width = max(map(len, kinds), default=0) + 1
    print(f"{'':9}" + "".join(f"{kind:>{width}}" for kind in kinds))
    for operation in operations:
        row = "".join(f"{counts[operation, kind] or '·':>{width}}" for kind in kinds)
        print(f"{operation:9}{row}")
    sums = [sum(counts[operation, kind] for operation in operations) for kind in kinds]
    print(f"{'together':9}" + "".join(f"{count:>{width}}" for count in sums))
    return sum(sums)


def try_random(tools, chosen, _):
    kills = Kills(tools, chosen.kills, chosen.seed)
    kills.run(chosen.workers)
    print(
        f"random: {kills.killed} kills in {kills.histories} histories (--seed {chosen.seed}),"
        f" up to {kills.in_a_row} in a row, {kills.purges} of them of purge,"
        f" {kills.answers} of an answer")
    return kills.failures


def try_disk(tools, _, twins):
    disk = FullDisk(tools, twins)
    disk.run()
    if disk.impossible:
        print(f"disk: NOT TRIED, A SMALL DISK CANNOT BE MOUNTED HERE ({disk.impossible})")
    else:
        print(f"disk: {disk.runs} runs on a full disk, {disk.refused} of them said so")
    return disk.failures


def try_rotation(tools, chosen, _):
    rotation = Rotation(tools, chosen.rounds, chosen.seed)
    rotation.run()
    print(
        f"rotation: {rotation.renamed} files renamed under way, {rotation.hung_up} SIGHUPs to a"
        f" process at work (--seed {chosen.seed})")
    return rotation.failures


def tell(failures):
    for failure in failures[:SHOWN_FAILURES]:
        print(f"FAILED {failure}\n")
    if len(failures) > SHOWN_FAILURES:
        print(f"… and {len(failures) - SHOWN_FAILURES} more")
    print(f"{len(failures)} failure(s)" if failures else "alerts survived everything")


if __name__ == "__main__":
    main()
