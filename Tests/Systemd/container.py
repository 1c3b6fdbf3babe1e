"""A root tree under a systemd of its own, booted by systemd-nspawn."""

import contextlib
import os
import shlex
import signal
import subprocess
from pathlib import Path
from typing import NamedTuple
from waiting import Trouble, until


BOOT_SECONDS = 60
COMMAND_SECONDS = 120
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "TERM": "dumb"}
CAP_SYS_RESOURCE = 1 << 24
CGROUPS = Path("/sys/fs/cgroup")


class Outcome(NamedTuple):
    status: int
    out: str
    errors: str

    @property
    def said(self):
        return (self.out + self.errors).strip()


class Process(NamedTuple):
    outer: int  # its number on this machine
    inner: int  # its number in there
    parent: int  # the number on this machine
    status: dict  # /proc/PID/status


class Container:
    def __init__(self, root, log):
        self.root = Path(root)
        self.log = Path(log)  # what the boot prints
        self.machine = f"doisoat-{os.getpid()}"
        self.nspawn = None
        self.pid = None  # of its first process, as this machine sees it
        self.cgroups = []

    def boot(self):
        """Starts it and waits until its systemd is done with starting."""
        if Path("/run/systemd/system").exists():
            where = []
        else:
            where = ["--keep-unit"]
            self._own_cgroups()
        with open(self.log, "ab") as told:
            self.nspawn = subprocess.Popen(
                ["systemd-nspawn", "-D", str(self.root), "--register=no", *where,
                 "--private-network", f"--machine={self.machine}", "--console=pipe", "--boot"],
                stdin=subprocess.DEVNULL, stdout=told, stderr=told, env=ENVIRONMENT,
                preexec_fn=self._enter_cgroups)
        try:
            self.pid = until("systemd-nspawn starts", BOOT_SECONDS, self._first_process)
            until("systemd has started the system", BOOT_SECONDS, self._is_up)
        except Trouble as trouble:
            self.kill()
            raise Trouble(f"{trouble}\n{self.log.read_text(errors='replace')[-3000:]}") from None

    def _first_process(self):
        """The child that is number 1 in there; systemd-nspawn has others for a while."""
        self._must_run()
        with open(f"/proc/{self.nspawn.pid}/task/{self.nspawn.pid}/children") as numbers:
            children = numbers.read().split()
        for child in children:
            try:
                status = Path(f"/proc/{child}/status").read_text()
            except OSError:
                continue
            if status.split("NSpid:")[1].split("\n")[0].split()[1:] == ["1"]:
                return int(child)
        return None

    def _must_run(self):
        if self.nspawn.poll() is not None:
            raise Trouble(f"systemd-nspawn ended with {self.nspawn.returncode}")

    def _is_up(self):
        self._must_run()
        return self.run("systemctl", "is-system-running").out.strip() in ("running", "degraded")

    def _own_cgroups(self):
        """Groups of its own where no systemd of this machine makes them: two containers must not
        take each other's services for theirs."""
        for hierarchy in (CGROUPS / "systemd", CGROUPS / "unified", CGROUPS):
            if (hierarchy / "cgroup.procs").exists():
                group = hierarchy / self.machine
                group.mkdir(exist_ok=True)
                self.cgroups.append(group)

    def _enter_cgroups(self):
        for group in self.cgroups:
            (group / "cgroup.procs").write_text("0")

    def command(self, *command, user=None):
        """What has to be run on this machine to run a command in there."""
        inner = ["runuser", "-u", user, "--", *command] if user else list(command)
        return ["nsenter", "-t", str(self.pid), "-a", "--", *inner]

    def run(self, *command, user=None, seconds=COMMAND_SECONDS):
        try:
            done = subprocess.run(
                self.command(*command, user=user), capture_output=True, timeout=seconds, cwd="/",
                env=ENVIRONMENT, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            raise Trouble(f"`{shlex.join(command)}` took more than {seconds} s") from None
        return Outcome(
            done.returncode, done.stdout.decode(errors="replace"),
            done.stderr.decode(errors="replace"))

    def expect(self, *command, user=None, seconds=COMMAND_SECONDS):
        """Runs what has to succeed; returns its results."""
        outcome = self.run(*command, user=user, seconds=seconds)
        if outcome.status:
            raise Trouble(f"`{shlex.join(command)}` ended with {outcome.status}: {outcome.said}")
        return outcome.out

    def outside(self, process, *command):
        """Runs a command as root with the files as one process in there sees them."""
        done = subprocess.run(
            ["nsenter", "-t", str(process), "-m", "-r", "--", *command], capture_output=True,
            timeout=COMMAND_SECONDS, env=ENVIRONMENT, stdin=subprocess.DEVNULL)
        return Outcome(
            done.returncode, done.stdout.decode(errors="replace"),
            done.stderr.decode(errors="replace"))

    def path(self, path):
        """A file in there, by the name it has on this machine."""
        return Path(f"/proc/{self.pid}/root{path}")

    def processes(self, program=None):
        """The processes in there, or those of this program, whatever they call themselves."""
        inside = os.readlink(f"/proc/{self.pid}/ns/pid")
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if not entry.name.isdigit() or os.readlink(entry / "ns/pid") != inside:
                    continue
                fields = dict(
                    line.split(":\t", 1) for line in (entry / "status").read_text().splitlines())
                numbers = fields["NSpid"].split()
                path = os.readlink(entry / "exe").removesuffix(" (deleted)")
                if program and Path(path).name.split(".")[0] != program:
                    continue
                found.append(Process(
                    int(entry.name), int(numbers[-1]), int(fields["PPid"]), fields))
            except (OSError, ValueError, KeyError):
                continue  # it has ended meanwhile
        return found

    def may_raise_limits(self):
        """Whether its systemd can give units what LimitNICE= and the like ask for."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return bool(int(status.split("CapEff:")[1].split()[0], 16) & CAP_SYS_RESOURCE)

    def power_off(self):
        """Shuts it down as a machine is shut down."""
        self.run("systemctl", "poweroff")
        try:
            self.nspawn.wait(BOOT_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Trouble(f"it did not shut down in {BOOT_SECONDS} s") from None
        self._forget()

    def kill(self):
        """Ends it at once, whatever state it is in."""
        if self.nspawn and self.nspawn.poll() is None:
            if self.pid:
                self._signal(self.pid)
            self.nspawn.terminate()
            try:
                self.nspawn.wait(10)
            except subprocess.TimeoutExpired:
                self.nspawn.kill()
                self.nspawn.wait()
        for group in self.cgroups:
            for procs in group.rglob("cgroup.procs"):
                for number in procs.read_text().split():
                    self._signal(int(number))
        self._forget()

    @staticmethod
    def _signal(process):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)

    def _forget(self):
        self.nspawn = self.pid = None
        for group in self.cgroups:
            until(f"{group} is empty", 10, lambda: self._removed(group))
        self.cgroups = []

    @staticmethod
    def _removed(group):
        for folder, _, _ in os.walk(group, topdown=False):
            with contextlib.suppress(OSError):  # a process is about to end
                os.rmdir(folder)
        return not group.exists()
