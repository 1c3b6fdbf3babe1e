"""A disk that is really full: a small one is mounted, filled, run on, freed and run on again."""

import os
import shutil
import subprocess
import tempfile

from comparison import Difference, check_messages, compare
from installation import Installation
from kills import in_order_of_runs

SIZE = 4 << 20
# What stays free: nothing; too little for the journal; for the alert files; more than enough.
LEFT = (0, 4 << 10, 16 << 10, 48 << 10, 96 << 10, 256 << 10)


class FullDisk:
    def __init__(self, tools, twins):
        self.tools = tools
        self.twins = twins  # histories, and what each command of an undisturbed one left
        self.runs = 0
        self.refused = 0
        self.failures = []
        self.impossible = None

    def run(self):
        if not shutil.which("mount"):
            self.impossible = "there is no mount command"
            return
        mounted = []
        try:
            for place in ("state and alerts", "alerts alone"):
                disk = tempfile.mkdtemp(prefix="disk-", dir=self.tools.work)
                done = subprocess.run(
                    ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk],
                    capture_output=True, text=True)
                if done.returncode:
                    self.impossible = done.stderr.strip()
                    return
                mounted.append(disk)
                for history, twins in self.twins:
                    for left in LEFT:
                        self.try_with(disk, place, left, history, twins)
        finally:
            for disk in mounted:
                subprocess.run(["umount", "-l", disk], check=False)

    def try_with(self, disk, place, left, history, twins):
        for name in os.listdir(disk):
            path = os.path.join(disk, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
        alone = place == "alerts alone"
        installation = Installation(
            self.tools.work / "disk", self.tools, alerts=f"{disk}/alerts",
            state="state" if alone else f"{disk}/state")
        for step, twin in zip(history.steps, twins):
            try:
                installation.prepare(step)
                self.one(installation, disk, step, left, twin.errors)
                shown = installation.shown()
                installation.check(shown)
                compare(in_order_of_runs(shown), in_order_of_runs(twin.shown))
            except Difference as difference:
                name = f"disk-{history.name}-{place.replace(' ', '-')}-{left}"
                kept = installation.keep(name, disk)
                self.failures.append(
                    f"«{step.name}», {place} on a disk with {left} bytes left:\n{difference}"
                    f"\n{kept}")
                return

    def one(self, installation, disk, step, left, said):
        filler = os.path.join(disk, "filler")
        fill(filler, disk, left)
        told = installation.last_event() if step.completed_by else 0
        outcome = installation.run(step)
        os.unlink(filler)
        self.runs += 1
        if outcome.status not in (step.status, 2):
            raise Difference(f"it ended with {outcome.status}: {outcome.errors}")
        # Each export that has no room in the archive is told, and then the journal.
        unusual = check_messages(outcome, said, limit=1 + len(step.delivered))
        self.refused += bool(unusual)
        if outcome.status == 2 and step.status != 2 and not unusual:
            raise Difference("it ended with 2 and said nothing")
        if not step.completed_by or outcome.status != step.status:
            check_messages(installation.finish(step, told), said, limit=0)


def fill(path, disk, left):
    with open(path, "wb", buffering=0) as file:
        page = os.statvfs(disk).f_frsize
        while True:
            free = os.statvfs(disk)
            free = free.f_bavail * free.f_frsize - left
            if free < page:
                return
            try:
                file.write(bytes(min(free, 1 << 20)))
            except OSError:
                return
