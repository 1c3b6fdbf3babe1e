"""The service under test: an installation of its own, its process, and what is seen of both."""

import json
import os
import re
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import district
import waiting
from waiting import Trouble

NOBODY = 65534
PATIENCE_SECONDS = 60
SAMPLES = 20
SAMPLE_PAUSE_SECONDS = 0.004


def soon(what, probe):
    """Waits until something comes true, and returns what it is."""
    return waiting.until(what, PATIENCE_SECONDS, probe)


class Figures(NamedTuple):
    """What a process holds, in KB and numbers; the least of some looks, for ticks come and go."""

    rss: int
    anonymous: int
    descriptors: int
    threads: int


class Installation:
    """Settings, inbox, state and alerts below one folder, owned by whoever the service runs as."""

    def __init__(self, folder, program, environment, settings=""):
        self.folder = Path(folder)
        self.program = program
        self.environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment}
        self.user = NOBODY if os.geteuid() == 0 else None
        self.settings_file = self.folder / "doisoat.yaml"
        self.var = self.folder / "var"
        self.alerts = self.var / "alerts"
        self.added = settings
        self.write("units.yaml", district.UNITS)
        self.write("calendar.yaml", district.CALENDAR)
        self.write_settings()
        for name in ("var", "inbox/motcua", "inbox/so-giay", "inbox/thu"):
            self.make(self.folder / name)

    def make(self, path):
        path.mkdir(parents=True, exist_ok=True)
        self.give(path)

    def give(self, path):
        if self.user is not None:
            os.chown(path, self.user, self.user)

    def write(self, name, text, modified=None):
        """Puts a whole file in place, as one that was written at that time."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_text(text, encoding="utf-8")
        self.give(new)
        if modified:
            os.utime(new, (modified.timestamp(), modified.timestamp()))
        os.replace(new, path)
        return path

    def settings(self, more=""):
        text = district.SETTINGS.format(
            state=self.var / "state", alerts=self.alerts, group_above=district.GROUP_ABOVE,
            group="")
        return text + self.added + more

    def write_settings(self, more=""):
        self.write("doisoat.yaml", self.settings(more))

    def start(self, *arguments, **options):
        """Starts the program; a path that its user may not pass is no hindrance."""
        number = os.open(self.program, os.O_RDONLY)
        try:
            return subprocess.Popen(
                ["doisoat", *arguments, "--config", str(self.settings_file)],
                executable=f"/proc/self/fd/{number}", pass_fds=[number], env=self.environment,
                stdin=subprocess.DEVNULL,
                **({} if self.user is None else
                   {"user": self.user, "group": self.user, "extra_groups": []}), **options)
        finally:
            os.close(number)

    def command(self, *arguments):
        """Runs a command to its end: its exit status, and what it says."""
        process = self.start(
            *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        out, errors = process.communicate(timeout=PATIENCE_SECONDS)
        return process.returncode, out, errors

    def events(self):
        """All events, also of files that were rotated; without snapshots."""
        names = sorted(self.alerts.glob("alerts.jsonl-*")) + [self.alerts / "alerts.jsonl"]
        lines = [line for name in names if name.exists() for line in name.read_text().splitlines()]
        return [each for each in map(json.loads, lines) if each["event"] != "snapshot"]

    def open(self):
        """What is open, without what only tells when and by which run."""
        lines = (self.alerts / "open.jsonl").read_text().splitlines()
        return sorted(
            (each["rule"], each.get("unit") or "", each["subject"]["kind"], each["subject"]["id"],
             each["severity"], each["message"]["vi"])
            for each in map(json.loads, lines))

    def health(self, name):
        """A record in health/; empty before the first."""
        try:
            return json.loads((self.alerts / "health" / f"{name}.json").read_text())
        except FileNotFoundError:
            return {}


class Service:
    """`doisoat run`, from its start to its end."""

    def __init__(self, installation, wait=True):
        self.installation = installation
        self.log = installation.folder / "service.log"
        with open(self.log, "wb") as log:
            self.process = installation.start("run", stdout=log, stderr=log)
        self.pid = self.process.pid
        if wait:
            soon("the first run ends", lambda: self.runs() > 0)

    def stop(self):
        self.process.terminate()
        return self.process.wait(PATIENCE_SECONDS)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def said(self):
        return self.log.read_text(errors="replace").splitlines()

    def record(self):
        if self.process.poll() is not None:
            raise Trouble(f"the service has ended with {self.process.returncode}: {self.said()[-3:]}")
        return self.installation.health("service")

    def runs(self):
        """How many have ended, and were recorded or were not."""
        return sum(self.record().get("runs", {}).values())

    def wait_for_run(self, after, what="a run"):
        soon(f"{what} ends", lambda: self.runs() > after)
        self.wait_idle()

    def wait_idle(self):
        soon("the service is idle", lambda: not self.record().get("running_since")
             and not self.children())

    def children(self):
        """The processes that it has started, the dead ones included."""
        found = []
        for task in self._tasks():
            try:
                found += Path(f"/proc/{self.pid}/task/{task}/children").read_text().split()
            except OSError:
                continue
        return [int(number) for number in found]

    def _tasks(self):
        try:
            return os.listdir(f"/proc/{self.pid}/task")
        except FileNotFoundError:
            return []

    def zombies(self):
        states = []
        for child in self.children():
            try:
                states.append(Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[0])
            except OSError:
                continue
        return states.count("Z")

    def figures(self):
        looks = []
        for _ in range(SAMPLES):
            status = Path(f"/proc/{self.pid}/status").read_text()
            looks.append((
                field(status, "VmRSS"), field(status, "RssAnon"),
                len(os.listdir(f"/proc/{self.pid}/fd")), len(self._tasks())))
            time.sleep(SAMPLE_PAUSE_SECONDS)
        return Figures(*map(min, zip(*looks)))

    def processor_seconds(self):
        """What it has used itself: its threads that have ended too, its children not."""
        return time.clock_gettime((~self.pid << 3) | 2)


def field(status, name):
    return int(re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE).group(1))
