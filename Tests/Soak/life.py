"""Simulated days of the service, and what is held against them in the end."""

import collections
import datetime
import itertools
import os
import random
import re
import shutil
import statistics
import subprocess

from deliveries import Deliveries
from faults import Faults
from service import Installation, Service
from simulated import ZONE, Clock
from waiting import Trouble

START = datetime.datetime(2021, 7, 26, 2, tzinfo=ZONE)
HOUR = datetime.timedelta(hours=1)
DISK = 48 << 20
FLAT = 0.05
RESIDENT_BOUND_KB = 25 * 1024
# What is read or made once stays; memory is flat after so many hours, or half of fewer than 24.
WARM_UP_HOURS = 12
# Runs take real time, which simulated time makes a thousandfold of.
SETTINGS = "run_limits: {minutes: 1440, megabytes: 4096}\n"
# What the service tells itself, and not for a run; new settings that are taken are told so.
BY_SERVICE = re.compile(r"doisoat\.yaml:|health/|service\.json")
LOGGED = re.compile(r"\S+ \| #(\d+)(?:–#(\d+))?")


class Life:
    def __init__(self, chosen, work):
        self.chosen = chosen
        self.work = work
        self.dice = random.Random(chosen.seed)
        self.disk = work / "district" / "var"
        self.disk.mkdir(parents=True)
        self.is_mounted = mount(self.disk)
        self.clock = Clock(chosen.clock, work, chosen.speed, START)
        self.installation = Installation(
            work / "district", chosen.program, self.clock.environment, SETTINGS)
        self.deliveries = Deliveries(self.installation, self.clock, self.dice)
        self.samples = []
        self.told = {}  # how often the last fault of a kind made an error told, and to be over
        self.failures = []

    def live(self):
        self.deliveries.night()
        service = Service(self.installation)
        try:
            faults = Faults(service, self.deliveries, self.clock)
            faults.disk = self.disk if self.is_mounted else None
            for hour, kind in enumerate(self.kinds(), 1):
                self.hour(hour, kind, service, faults)
            faults.reconciled(self.deliveries.news, "the last run")
            self.measure()
            self.compare(service)
        except Trouble as fault:
            self.failures.append(str(fault))
        finally:
            service.kill()
            if self.is_mounted:
                shutil.copytree(self.disk, self.work / "var")
                subprocess.run(["umount", "-l", str(self.disk)], check=False)

    def kinds(self):
        """A fault for each hour; each of them once before any comes again."""
        kinds = list(self.chosen.only or Faults.KINDS)
        rounds = (self.dice.sample(kinds, len(kinds)) for _ in itertools.count())
        return itertools.islice(itertools.chain.from_iterable(rounds), self.chosen.hours)

    def hour(self, hour, kind, service, faults):
        day = self.deliveries.day()
        try:
            self.judge(kind, *faults.happen(kind))
        except Trouble as fault:
            self.clock.jump(0)
            self.fail(f"{kind}: {fault}")
        self.clock.wait(hour * HOUR)
        if self.deliveries.day() > day or hour == 1:
            faults.reconciled(self.deliveries.night, "the exports of a night")
        service.wait_idle()
        figures = service.figures()
        self.samples.append(figures)
        print(f"  {START + self.clock.passed():%d/%m %H:%M} {kind:17}"
              f"{figures.rss:6} KB resident, {figures.anonymous:5} KB its own,"
              f" {figures.descriptors} descriptors, {figures.threads} threads,"
              f" {service.runs()} runs", flush=True)

    def judge(self, kind, told, over):
        """Each error is told once when it begins; if a run told it, once when it is over."""
        for line, count in collections.Counter(map(shape, told)).items():
            ends = list(map(shape, over)).count(line)
            self.told[kind, line] = count, ends
            if count != 1 or ends != (0 if BY_SERVICE.search(line) else 1):
                self.fail(f"{kind}: told {count} times, {ends} times to be over: {line}")

    def measure(self):
        warm_up = min(WARM_UP_HOURS, len(self.samples) // 2)
        samples = self.samples[warm_up:]
        third = max(1, len(samples) // 3)
        for name, meaning in (("rss", "resident"), ("anonymous", "its own")):
            first, last = (
                statistics.median(getattr(each, name) for each in part)
                for part in (samples[:third], samples[-third:]))
            growth = last / first - 1
            self.check(f"memory, {meaning}, of the first and the last third:"
                       f" {first:.0f} → {last:.0f} KB, {growth:+.1%}", abs(growth) <= FLAT)
        most = max(each.rss for each in self.samples)
        self.check(f"never more than {most} KB are resident", most <= RESIDENT_BOUND_KB)
        for name in ("descriptors", "threads"):
            seen = {getattr(each, name) for each in samples}
            self.check(f"{name} are the same each hour: {sorted(seen)}", len(seen) == 1)

    def compare(self, service):
        self.check("no dead child is left", service.zombies() == 0)
        status, out, _ = self.installation.command("status")
        self.check("`doisoat status` finds all well", status == 0, out)
        self.check("SIGTERM ends it with 0", service.stop() == 0)
        numbers = [each["seq"] for each in self.installation.events()]
        self.check(f"{len(numbers)} events are told once, in their order",
                   numbers == list(range(1, len(numbers) + 1)), numbers)
        logged = []
        for line in (self.installation.alerts / "alerts.log").read_text().splitlines():
            first, last = LOGGED.match(line).groups()
            logged += range(int(first), int(last or first) + 1)
        self.check("alerts.log has the same", logged == numbers, logged)
        ours, twin = set(self.installation.open()), self.undisturbed()
        self.check(f"what is open ({len(twin)} alerts) is what an undisturbed run finds",
                   ours == twin, sorted(ours ^ twin))

    def undisturbed(self):
        folder = self.work / "twin"
        folder.mkdir()
        twin = Installation(folder, self.chosen.program, {}, SETTINGS)
        shutil.copytree(self.installation.folder / "inbox", folder / "inbox", dirs_exist_ok=True)
        instant = self.installation.health("run")["judged_at"]
        status, _, errors = twin.command("reconcile", "--no-settle", "--as-of", instant)
        if status != 0:
            raise Trouble(f"an undisturbed run ends with {status}: {errors}")
        return set(twin.open())

    def check(self, sentence, holds, seen=""):
        if holds:
            print(f"  ok      {sentence}")
        else:
            self.fail(f"{sentence}: {seen}")

    def fail(self, sentence):
        print(f"  FAILED  {sentence}", flush=True)
        self.failures.append(sentence)


def shape(line):
    """A line without the numbers and paths in it."""
    return re.sub(r"\d+", "#", re.sub(r"/\S*/", "…/", line))


def mount(folder):
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)], capture_output=True)
    return done.returncode == 0
