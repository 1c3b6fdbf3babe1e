"""A folder with settings, inbox, state and alerts, and the release binary run on it."""

import contextlib
import datetime
import grp
import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import district
from comparison import Difference, check_numbers

GROWING = ("alerts.jsonl", "alerts.log", "units/IALE/alerts.log", "units/IARONG/alerts.log")
HEALTH = (("health",), (".health.new",))
KNOWN_BY_INODE = ("alerts.jsonl", "alerts.log")
TIMEOUT_SECONDS = 120
KEPT_FAILURES = 20

class Outcome(NamedTuple):
    status: int  # negative: the signal that ended it
    errors: list  # lines, without the path of the installation


class Kept(NamedTuple):
    """A file or folder as it was."""

    mode: int
    group: int
    inode: int
    text: bytes  # None: a folder


def group_to_give():
    """A group that files can be given to and do not have by themselves; None without one."""
    if os.geteuid() == 0:
        numbers = [entry.gr_gid for entry in grp.getgrall() if entry.gr_gid]
    else:
        numbers = [number for number in os.getgroups() if number != os.getegid()]
    for number in numbers:
        try:
            return grp.getgrgid(number).gr_name
        except KeyError:
            continue
    return None


class Installation:
    def __init__(self, folder, tools, state="var/state", alerts="var/alerts"):
        self.folder = Path(folder).resolve()
        self.tools = tools
        self.state = self.folder / state
        self.alerts = self.folder / alerts
        self.added_settings = ""
        self.files = {}
        shutil.rmtree(self.folder, ignore_errors=True)
        self.written = self.folder / "var"
        for part in (self.folder / "vault", self.written):
            part.mkdir(parents=True)
        self.write("units.yaml", district.UNITS)
        self.write("calendar.yaml", district.CALENDAR)
        self.write_settings()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def write_settings(self):
        group = group_to_give()
        self.write(
            "doisoat.yaml",
            district.SETTINGS.format(
                state=self.state, alerts=self.alerts, group_above=district.GROUP_ABOVE,
                group=f"alert_group: {group}\n" if group else "") + self.added_settings)

    def prepare(self, step, without=None):
        """Delivers what comes before a command, but for one path."""
        for name, text in step.delivered.items():
            if name != without:
                self.write(name, text)
        if step.settings:
            self.added_settings += step.settings
            self.write_settings()

    @contextlib.contextmanager
    def ahead(self, step):
        """What comes before a command, taken away again: other files as they were, to the time."""
        settings = self.added_settings
        names = [*step.delivered, "doisoat.yaml"]
        before = {}
        for name in names:
            path = self.folder / name
            before[path] = (path.read_bytes(), path.stat().st_mtime_ns) if path.exists() else None
        self.prepare(step)
        try:
            yield
        finally:
            self.added_settings = settings
            for path, kept in before.items():
                if kept is None:
                    path.unlink()
                else:
                    path.write_bytes(kept[0])
                    os.utime(path, ns=(kept[1], kept[1]))

    def command(self, step):
        return [self.tools.program, *step.arguments, "--config", str(self.folder / "doisoat.yaml")]

    def run(self, step, **fault):
        """Runs a command to its end, with a fault when one is given."""
        try:
            done = subprocess.run(
                self.command(step), capture_output=True, timeout=TIMEOUT_SECONDS,
                env=self.environment(step, **fault))
        except subprocess.TimeoutExpired:
            raise Difference(f"«{step.name}» did not end in {TIMEOUT_SECONDS} s") from None
        errors = done.stderr.decode(errors="replace").replace(str(self.folder), "")
        return Outcome(done.returncode, errors.splitlines())

    def keep(self, name, *others):
        """Leaves a copy for people to look at, of the first failures; says where."""
        kept = self.tools.kept / name
        if sum(1 for _ in self.tools.kept.iterdir()) >= KEPT_FAILURES:
            return "not kept: there are enough of them"
        for folder in (self.folder, *others):
            shutil.copytree(folder, kept, dirs_exist_ok=True)
        return f"kept in {kept}"

    def environment(self, step, kind=None, number=0, log=None, errno=0):
        """What the process sees; only with a fault or a log of its steps is it watched."""
        environment = dict(self.tools.environment)
        if step.clock:
            seconds = datetime.datetime.fromisoformat(step.clock).timestamp()
            environment.update(LD_PRELOAD=self.tools.faults, CLOCK_STANDS_AT=str(int(seconds)))
        if kind is None and log is None:
            return environment
        environment.update(
            LD_PRELOAD=self.tools.faults,
            FAULTS_BELOW=str(self.written), FAULTS_VAULT=str(self.folder / "vault"),
            FAULTS_ROTATE=":".join(str(self.alerts / name) for name in GROWING))
        if kind:
            environment.update(FAULTS_KIND=kind, FAULTS_STEP=str(number), FAULTS_ERRNO=str(errno))
        if log:
            environment["FAULTS_LOG"] = str(log)
        return environment

    def steps(self, step):
        """The durable steps of a command, which is run: operation and path of each."""
        log = self.folder / "steps.log"
        log.unlink(missing_ok=True)
        outcome = self.run(step, log=log)
        lines = log.read_text().splitlines() if log.exists() else []
        steps = [line.split(" ", 2)[1:] for line in lines]
        return outcome, [(what, path.replace(f"{self.written}/", "")) for what, path in steps]

    def expect(self, step):
        """Runs a command that nothing disturbs."""
        outcome = self.run(step)
        if outcome.status != step.status:
            raise Difference(
                f"«{step.name}» ended with {outcome.status} instead of {step.status}: "
                + " / ".join(outcome.errors))
        return outcome

    def finish(self, step, told_before):
        """Runs a command again, so that nothing is left undone; one that was interrupted when its
        answer was remembered is not repeated, for that would be a second answer."""
        if step.completed_by and self.last_event() > told_before:
            return self.expect(step._replace(arguments=step.completed_by, clock=""))
        return self.expect(step)

    def last_event(self):
        """The number of the last event in the journal, of which only a copy is opened: what a death
        left half done is for the program to mend."""
        names = [self.state / name for name in ("journal.sqlite", "journal.sqlite-journal")]
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            for name in names:
                if name.exists():
                    shutil.copy(name, folder)
            journal = sqlite3.connect(f"{folder}/journal.sqlite")
            try:
                return journal.execute("SELECT max(seq) FROM event").fetchone()[0] or 0
            finally:
                journal.close()

    def shown(self):
        """What people and the next run rely on: names, modes, groups and bytes."""
        tree = {}
        for label, root in (
            ("alerts", self.alerts), ("state/archive", self.state / "archive"),
            ("state/quarantine", self.state / "quarantine"),
        ):
            for path in walk(root):
                # It tells when runs began and ended, and answers do not write it.
                if label == "alerts" and path.relative_to(root).parts[:1] in HEALTH:
                    continue
                kept = keep(path)
                # Which folder of the archive is made or left empty says nothing.
                if label != "state/archive" or kept.text is not None:
                    tree[label + str(path)[len(str(root)):]] = kept
        for path in self.written.iterdir():
            if path not in (self.state, self.alerts):
                tree[path.name] = keep(path)
        return tree

    def check(self, shown):
        """What holds without a twin: numbers without a gap, a whole journal, nothing left over."""
        check_numbers(shown)
        if (self.state / "journal.sqlite-journal").exists():
            raise Difference("state/journal.sqlite-journal is left over")
        if (self.state / "journal.sqlite").exists():
            journal = sqlite3.connect(f"file:{self.state}/journal.sqlite?mode=ro", uri=True)
            found = journal.execute("PRAGMA integrity_check").fetchall()
            found += journal.execute("PRAGMA foreign_key_check").fetchall()
            journal.close()
            if found != [("ok",)]:
                raise Difference(f"the journal is damaged: {found[:3]}")

    def snapshot(self):
        self.files = {path: keep(path) for path in walk(self.written)}

    def restore(self):
        """Puts state and alerts back, each in the same file as before: the journal knows them."""
        there = {path: path.lstat() for path in walk(self.written)}
        inodes = {status.st_ino: path for path, status in there.items()}
        for path, kept in self.files.items():
            moved = inodes.get(kept.inode) if path.name in KNOWN_BY_INODE else None
            if moved and moved != path and path.parent.is_dir():
                os.replace(moved, path)
        for path in sorted(walk(self.written), reverse=True):
            if path not in self.files:
                path.rmdir() if path.is_dir() else path.unlink()
        for path, kept in self.files.items():
            put_back(path, kept)
            if path.name in KNOWN_BY_INODE and path.lstat().st_ino != kept.inode:
                raise RuntimeError(f"{path} is another file than before")
        for path in (self.folder / "vault").iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def walk(root):
    """A folder, unless it is missing, and everything below it."""
    if root.exists():
        yield root
    for folder, folders, files in os.walk(root):
        for name in folders + files:
            yield Path(folder, name)


def keep(path):
    status = path.lstat()
    text = None if path.is_dir() else path.read_bytes()
    return Kept(status.st_mode & 0o7777, status.st_gid, status.st_ino, text)


def put_back(path, kept):
    if kept.text is None:
        path.mkdir(exist_ok=True)
    elif not path.exists() or path.read_bytes() != kept.text:
        with open(path, "r+b" if path.exists() else "xb") as file:
            file.write(kept.text)
            file.truncate()
    status = path.lstat()
    if status.st_gid != kept.group:
        os.chown(path, -1, kept.group)
    if status.st_mode & 0o7777 != kept.mode:
        path.chmod(kept.mode)
