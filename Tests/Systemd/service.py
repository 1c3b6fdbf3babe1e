"""doisoat as it is installed in a container: its unit, journal, settings, inbox and alert files."""

import json
import os
import re

import exports
from waiting import Trouble, until

UNIT = "doisoat.service"
UNITS = (UNIT, "doisoat-reconcile.service", "doisoat-reconcile.timer")
SETTINGS = "/etc/doisoat/doisoat.yaml"
STATE = "/var/lib/doisoat"
ALERTS = "/var/log/doisoat"
SPOOL = "/var/spool/doisoat"
CLOCK = "/var/cache/doisoat-clock"  # the preloaded clock and the file that sets it
STAFF, STRANGER = "canbo", "nguoila"  # a member of the alert group, and nobody of ours

# The words of the program on which this test leans.
SETTINGS_FAULT = re.compile(r"/etc/doisoat/doisoat\.yaml:\d+:\d+: error: ")
# A delivery is told at once, and one that lacks most of the one before is no fault.
# What libraries write to stderr by themselves where the unit's limits are not to be had, as in a
# container that may not raise them; elsewhere it is a fault.
LIBRARIES = re.compile("^Failed to")
QUICK = {"settle_seconds": "0", "quiet_seconds": "1", "poll_interval_seconds": "1"}


class Service:
    def __init__(self, container):
        self.container = container
        self.deliveries = 0
        self.dossiers = {}  # number: record, of all that were delivered
        self.shipped_settings = None  # as the package brings them

    def systemctl(self, *words):
        return self.container.run("systemctl", *words)

    def property(self, name, unit=UNIT):
        return self.systemctl("show", "--value", "-p", name, unit).out.strip()

    def is_active(self):
        return self.property("ActiveState") == "active" and self.property("SubState") == "running"

    def main_pid(self):
        """The service's number in there; 0 when it does not run."""
        return int(self.property("MainPID") or 0)

    def main(self):
        """The service's own process."""
        number = self.main_pid()
        found = [each for each in self.container.processes() if each.inner == number]
        if not number or not found:
            raise Trouble("the service does not run")
        return found[0]

    def runs(self):
        """The processes that reconcile for the service now."""
        number = self.main().outer
        return [each for each in self.container.processes("doisoat") if each.parent == number]

    def doisoat(self, *words, user="doisoat", seconds=120):
        return self.container.run("doisoat", *words, user=user, seconds=seconds)

    def drop_in(self, name, text):
        """A drop-in for the unit; None takes it away."""
        folder = self.container.path(f"/etc/systemd/system/{UNIT}.d")
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{name}.conf"
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text)
        self.container.expect("systemctl", "daemon-reload")

    # Settings

    def settings(self, **changed):
        """Writes the installed settings with some keys changed."""
        path = self.container.path(SETTINGS)
        text = self.shipped_settings
        for key, value in {**QUICK, **changed}.items():
            line = f"{key}: {value}"
            text, found = re.subn(rf"^{key}:.*$", line, text, flags=re.M)
            if not found:
                text = text.replace("\nfeeds:", f"\n{line}\n\nfeeds:", 1)
        text = text.replace("holds: dossiers\n", "holds: dossiers\n    max_loss_percent: 100\n", 1)
        path.write_text(text, "utf-8")

    # What happens

    def deliver(self, dossiers, besides=()):
        """Puts an export of all dossiers so far and of these into the inbox at once, as who copies
        under another name and renames; what is in it besides will not be in the next one."""
        self.dossiers.update(dossiers)
        self.deliveries += 1
        name = f"motcua-huyen-{exports.today():%Y%m%d}-{self.deliveries:03}.xml"
        folder = self.container.path(exports.FOLDER)
        hidden = folder / f".{name}"
        hidden.write_text(exports.export([*self.dossiers.values(), *besides]), "utf-8")
        os.chown(hidden, 0, folder.stat().st_gid)
        hidden.chmod(0o640)
        return hidden.rename(folder / name)

    def cursor(self):
        """Where the unit's journal ends now."""
        out = self.container.run("journalctl", "-n", "0", "--show-cursor").out
        return out.split("-- cursor: ")[1].strip()

    def journal(self, since=None, unit=UNIT):
        """The entries of the unit's journal, after a cursor."""
        after = ["--after-cursor", since] if since else []
        out = self.container.run("journalctl", "-u", unit, "-o", "json", "-q", *after).out
        return [json.loads(line) for line in out.splitlines()]

    def said(self, since=None):
        """What the program itself wrote into the journal: priority and text."""
        lines = [
            (int(each["PRIORITY"]), text(each["MESSAGE"])) for each in self.journal(since)
            if each.get("_COMM") == "doisoat" or each.get("SYSLOG_IDENTIFIER") == "doisoat"]
        if self.container.may_raise_limits():
            return lines
        return [each for each in lines if not LIBRARIES.search(each[1])]

    def record(self, name="service"):
        """What the service tells in health/, {} without it."""
        try:
            return json.loads(self.container.path(f"{ALERTS}/health/{name}.json").read_text())
        except (OSError, ValueError):
            return {}

    def runs_ended(self):
        runs = self.record().get("runs", {})
        return runs.get("done", 0) + runs.get("failed", 0)

    def wait_idle(self, seconds=30):
        """Until the service runs and has nothing to do."""
        def idle():
            record = self.record()
            return (
                record.get("pid") == self.main_pid() and "running_since" not in record
                and "last_run" in record and not self.runs())
        until("the service has reconciled what there was", seconds, idle)

    # Alert files

    def alert_lines(self, part=""):
        path = self.container.path(f"{ALERTS}/{part}alerts.log")
        return path.read_text("utf-8").splitlines() if path.exists() else []

    def events(self):
        path = self.container.path(f"{ALERTS}/alerts.jsonl")
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return [each for each in map(json.loads, lines) if each["event"] != "snapshot"]

    def told(self, number):
        """What is told of a dossier, event by event."""
        return [
            each["event"] for each in self.events()
            if each["subject"]["id"] == exports.code(number) and each["rule"] == "DOS-08"]

    def miscounted(self):
        """What is wrong with the numbers of the events; "" when each is told once."""
        numbers = [each["seq"] for each in self.events()]
        if numbers != list(range(1, len(numbers) + 1)):
            return f"alerts.jsonl counts {numbers}"
        shown = []
        for line in self.alert_lines():
            first, last = re.match(r"\S+ \| #(\d+)(?:–#(\d+))?", line).groups()
            shown += range(int(first), int(last or first) + 1)
        return "" if shown == numbers else f"alerts.log counts {shown}, not {numbers}"


def levels(said):
    """Lines that are errors, or whose level nobody understood; "" when all is well."""
    if not said:
        return "the service says nothing"
    odd = [f"{priority}: {line}" for priority, line in said
           if not 3 < priority < 7 or line.startswith("<") or LIBRARIES.search(line)]
    return "; ".join(odd)


def text(message):
    """A message of the journal, which gives bytes where it is not sure of their meaning."""
    return message if isinstance(message, str) else bytes(message).decode(errors="replace")
