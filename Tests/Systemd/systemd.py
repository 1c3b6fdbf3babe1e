#!/usr/bin/env python3
"""Installs the Debian package in a container under a real systemd and tries what can happen there;
see README.md.

Exit status: 0 every sentence held, or it cannot be tried on this machine, which is said loudly;
1 a sentence did not hold.
"""

import argparse
import glob
import os
import shutil
import sys
import time
from pathlib import Path

import confinement
import installing
import supervising
import watching
from container import Container
from report import Report
from service import UNIT, Service
from tree import Impossible, base_tree, throw_away
from waiting import Trouble

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent.parent / ".build"
NEEDED = ("systemd-nspawn", "debootstrap", "nsenter", "dpkg-deb")


def parts(report, service, chosen):
    """What is tried, in this order, each by its name."""
    return {
        "delivered": lambda: watching.delivered(report, service),
        "confined": lambda: confinement.confined(report, service),
        "beside": lambda: confinement.beside(report, service),
        "reloaded": lambda: watching.reloaded(report, service),
        "lost": lambda: watching.lost(report, service),
        "killed": lambda: supervising.killed(report, service, chosen.kills, chosen.seed),
        "run-killed": lambda: supervising.run_killed(report, service),
        "hung": lambda: supervising.hung(report, service),
        "bounded": lambda: supervising.bounded(report, service),
        "stopped": lambda: supervising.stopped(report, service),
        "booted": lambda: supervising.booted_again(report, service),
        "timer": lambda: supervising.by_timer(report, service),
        "on-time": lambda: watching.on_time(report, service, chosen.clock),
        "exchanged": lambda: installing.exchange(report, service),
    }


def options():
    parser = argparse.ArgumentParser(prog="Tests/Systemd/run", description=__doc__)
    parser.add_argument("package", nargs="?", help="the .deb (default: the newest in .build)")
    parser.add_argument("--only", choices=parts(None, None, None), action="append",
                        help="after the installation, only this part; may be repeated")
    parser.add_argument("--kills", type=int, default=12, help="of the service (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments (%(default)s)")
    parser.add_argument("--keep", action="store_true",
                        help="leave the container running at the end, and say how to enter it")
    parser.add_argument("--cache", default=str(BUILT / "systemd-root"),
                        help="where the root tree is kept (%(default)s)")
    parser.add_argument("--clock", required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    chosen = options()
    begun = time.monotonic()
    try:
        failed = run(chosen)
    except Impossible as reason:
        line = "=" * 100
        print(f"\n{line}\nNOT RUN: the test under a real systemd: {reason}\n{line}")
        sys.exit(0)
    print(f"{time.monotonic() - begun:.0f} s")
    sys.exit(1 if failed else 0)


def run(chosen):
    if os.geteuid() != 0:
        raise Impossible("only root can boot a container")
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        raise Impossible("these programs are missing: " + ", ".join(missing))
    found = [chosen.package] if chosen.package else glob.glob(str(BUILT / "doisoat_*.deb"))
    if not found:
        sys.exit("there is no package: see README.md")
    package = max(found, key=os.path.getmtime)
    cache = Path(chosen.cache).resolve()
    tree = base_tree(cache, package)
    with throw_away(tree, cache) as root:
        container = Container(root, root.parent / "boot.log")
        try:
            try:
                container.boot()
            except Trouble as trouble:
                raise Impossible(f"systemd does not boot in a container: {trouble}") from None
            return try_all(chosen, container, package)
        finally:
            container.kill()


def try_all(chosen, container, package):
    service = Service(container)
    report = Report(lambda: container.run("journalctl", "-q", "-u", UNIT, "-n", "12").out)
    version = container.expect("systemctl", "--version").split("\n")[0]
    print(f"{os.path.basename(package)} under {version}")
    installed = installing.install(report, service, package)
    if installed:
        service.settings()
        container.expect("systemctl", "restart", UNIT)
    for name, part in parts(report, service, chosen).items():
        if installed and (not chosen.only or name in chosen.only):
            part()
    print(f"\n{report.held} sentences held, {len(report.failed)} did not")
    for sentence in report.failed:
        print(f"FAILED {sentence}")
    if chosen.keep:
        print(f"left for looking: nsenter -t {container.pid} -a bash; Enter ends it")
        input()
    return report.failed


if __name__ == "__main__":
    main()
