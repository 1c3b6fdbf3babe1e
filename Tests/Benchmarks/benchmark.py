#!/usr/bin/env python3
"""Measures `doisoat reconcile` against the bare cost of reading the same XML.

In paired rounds, each command once a round and in alternating order:
  R  doisoat reconcile, its exports already accepted by a first run
  X  xmllint --stream --noout over the same XML files
  C  sax_baseline over the same XML files: libxml2's push parser with empty callbacks
A ratio is taken within a round, because only commands that ran side by side met the same machine.

The exit status is 0 unless something could not be run; the figures are for people to judge.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent.parent / ".build" / "release" / "doisoat"

CPU_BOUND = 0.75  # R / X
WALL_BOUND = 0.45  # R / X
ACCEPTANCE_BOUND = 0.15  # acceptance / X, CPU
PEAK_BOUND_MB = 450  # at the size below
PEAK_BOUND_DOSSIERS = 1_000_000
GROWTH_BOUND = 1.3  # cost per dossier, largest size / smallest size

COULD_NOT_DO_ALL = 2  # reconcile's own status; what it did is still measured


class Failure(Exception):
    """Something could not be run."""


class Usage(NamedTuple):
    """What one command took."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, with the children it waited for
    peak_mb: float  # 10^6 bytes; never below what this script itself takes
    status: int


def keep_to_one_processor():
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def run(command, output=None, accepted=(0,), prepare=None):
    """Runs a command to its end; its standard output goes to the file `output`, or nowhere."""
    with tempfile.TemporaryFile() as errors, open(output or os.devnull, "wb") as out:
        begun = time.monotonic()
        try:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL, stdout=out, stderr=errors, preexec_fn=prepare)
        except OSError as error:
            raise Failure(f"{command[0]}: {error.strerror}") from error
        _, encoded, taken = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(encoded)
        if process.returncode not in accepted:
            errors.seek(0)
            words = errors.read().decode("utf-8", "replace").strip()
            line = " ".join(str(part) for part in command)
            raise Failure(f"{line[:200]}: exit status {process.returncode}\n{words[-2000:]}")
    return Usage(
        wall, taken.ru_utime + taken.ru_stime, taken.ru_maxrss * 1024 / 1e6, process.returncode)


def compile_baseline(folder):
    """Builds the C program and returns its path."""
    flags = subprocess.run(
        ["pkg-config", "--cflags", "--libs", "libxml-2.0"], capture_output=True, text=True)
    if flags.returncode != 0:
        raise Failure("pkg-config does not know libxml-2.0; install libxml2-dev")
    program = folder / "sax_baseline"
    run([os.environ.get("CC", "cc"), "-O2", "-o", program, HERE / "sax_baseline.c",
         *flags.stdout.split()])
    return program


class District:
    """A synthetic district of one size, and the commands that read it."""

    def __init__(self, doisoat, baseline, folder, dossiers):
        self.doisoat = doisoat
        self.dossiers = dossiers
        self.folder = folder / f"district-{dossiers}"
        self.json = folder / "reconcile.json"
        run([doisoat, "sample", "--out", self.folder, "--dossiers", dossiers])
        # Taken before the first run, which makes an archive that may hold more of them.
        self.files = sorted(self.folder.rglob("*.xml"))
        if not self.files:
            raise Failure(f"{self.folder}: the sample has no XML files")
        self.megabytes = sum(file.stat().st_size for file in self.files) / 1e6
        self.reconcile = [
            doisoat, "reconcile", "--config", self.folder / "doisoat.yaml",
            "--as-of", (self.folder / "as-of.txt").read_text().strip(), "--no-settle"]
        self.xmllint = ["xmllint", "--stream", "--noout", *self.files]
        self.baseline = [baseline, *self.files]

    def timed_run(self):
        """Reconciles once and returns what it took and what it says of its parts."""
        usage = run([*self.reconcile, "--format", "json"], self.json, (0, COULD_NOT_DO_ALL))
        if usage.status == COULD_NOT_DO_ALL:
            print("note: reconcile could not do all its work; what it refused is not measured")
        try:
            timings = json.loads(self.json.read_text()).get("timings") or {}
        except (ValueError, AttributeError):
            timings = {}
        return usage, timings

    def round(self, forward):
        """Runs each command once and returns what they took, by letter."""
        commands = [
            ("R", self.reconcile), ("R1", self.reconcile), ("X", self.xmllint),
            ("C", self.baseline)]
        taken = {}
        for letter, command in commands if forward else reversed(commands):
            accepted = (0, COULD_NOT_DO_ALL) if command is self.reconcile else (0,)
            prepare = keep_to_one_processor if letter == "R1" else None
            taken[letter] = run(command, accepted=accepted, prepare=prepare)
        return taken


def spread(values, digits=3):
    """Median, least and greatest, as text."""
    return (f"{statistics.median(values):8.{digits}f}"
            f"  ({min(values):.{digits}f}–{max(values):.{digits}f})")


def line(name, text, value=None, bound=None, unit=""):
    """Prints one figure, and how it stands to its bound if it has one."""
    verdict = ""
    if bound is not None:
        verdict = f"  bound ≤ {bound}{unit}: {'kept' if value <= bound else 'NOT KEPT'}"
    print(f"  {name:<34}{text}{unit}{verdict}")


def print_timings(timings):
    for name, value in timings.items():
        if isinstance(value, (int, float)):
            line(f"  {name}", f"{value:8.3f}")


def print_ratio(name, rounds, part, over, bound=None, of="R"):
    """Prints the ratio of reconcile to another command, taken within each round."""
    ratios = [getattr(one[of], part) / max(getattr(one[over], part), 1e-9) for one in rounds]
    line(name, spread(ratios), statistics.median(ratios), bound)


def measure(district, round_count):
    """Prints all figures of one size and returns the CPU seconds per dossier."""
    print(f"{district.dossiers:,} dossiers, {len(district.files)} XML files, "
          f"{district.megabytes:.1f} MB, {round_count} rounds")
    first, first_timings = district.timed_run()
    _, steady_timings = district.timed_run()
    rounds = [district.round(forward=number % 2 == 0) for number in range(round_count)]

    xmllint_cpu = statistics.median(one["X"].cpu for one in rounds)
    cpu = statistics.median(one["R1"].cpu for one in rounds)
    peak = max(one["R"].peak_mb for one in rounds)

    print(" first run (accepts every export)")
    line("wall", f"{first.wall:8.3f}", unit=" s")
    line("CPU", f"{first.cpu:8.3f}", unit=" s")
    line("peak memory", f"{first.peak_mb:8.1f}", unit=" MB")
    print_timings(first_timings)
    acceptance = first_timings.get("acceptance_cpu_seconds")
    if acceptance is None:
        line("acceptance, CPU / X", "not told by reconcile")
    else:
        ratio = acceptance / max(xmllint_cpu, 1e-9)
        line("acceptance, CPU / X", f"{ratio:8.3f}", ratio, ACCEPTANCE_BOUND)

    print(" steady state (every export known)")
    for letter, name in (("R", "reconcile"), ("R1", "reconcile, one processor"), ("X", "xmllint --stream"), ("C", "sax_baseline")):
        line(f"{letter:<2} {name}, wall", spread([one[letter].wall for one in rounds]), unit=" s")
        line(f"{letter:<2} {name}, CPU", spread([one[letter].cpu for one in rounds]), unit=" s")
    print_timings(steady_timings)
    print_ratio("CPU, R1 / X", rounds, "cpu", "X", CPU_BOUND, of="R1")
    print_ratio("CPU, R / X", rounds, "cpu", "X")
    print_ratio("wall, R / X", rounds, "wall", "X", WALL_BOUND)
    print_ratio("CPU, R1 / C", rounds, "cpu", "C", of="R1")
    print_ratio("wall, R / C", rounds, "wall", "C")
    peak_bound = PEAK_BOUND_MB if district.dossiers >= PEAK_BOUND_DOSSIERS else None
    line("peak memory", f"{peak:8.1f}", peak, peak_bound, " MB")
    line("CPU per dossier", f"{cpu / district.dossiers * 1e6:8.2f}", unit=" µs")
    return cpu / district.dossiers


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, nargs="+", default=[100_000], metavar="N",
                        help="sizes to measure (default: 100000)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N",
                        help="paired rounds for each size (default: 5)")
    parser.add_argument("--doisoat", default=BUILT, type=Path, metavar="PATH",
                        help="the program (default: .build/release/doisoat)")
    parser.add_argument("--work", type=Path, metavar="DIR",
                        help="an existing folder for the districts, which are removed afterwards")
    parser.add_argument("--smoke", action="store_true",
                        help="only prove that it runs: 500 dossiers, one round")
    options = parser.parse_args()
    if options.smoke:
        options.dossiers, options.rounds = [500], 1
    if options.rounds < 1 or min(options.dossiers) < 1:
        parser.error("sizes and rounds begin at 1")

    costs = {}
    folder = Path(tempfile.mkdtemp(prefix="doisoat-benchmark-", dir=options.work))
    try:
        baseline = compile_baseline(folder)
        for dossiers in sorted(set(options.dossiers)):
            district = District(options.doisoat, baseline, folder, dossiers)
            costs[dossiers] = measure(district, options.rounds)
            shutil.rmtree(district.folder)
    except (Failure, OSError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if options.smoke:
        print("It runs. The figures of so small a district say nothing.")
    if len(costs) > 1:
        small, large = min(costs), max(costs)
        growth = costs[large] / max(costs[small], 1e-12)
        print(f"{large:,} against {small:,} dossiers")
        line("CPU per dossier, large / small", f"{growth:8.3f}", growth, GROWTH_BOUND)
    return 0


if __name__ == "__main__":
    sys.exit(main())
