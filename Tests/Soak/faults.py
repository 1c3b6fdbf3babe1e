"""What happens to a service in some months; each fault is begun, seen by runs, and ended."""

import datetime
import os
import re
import signal
import time

from service import soon
from waiting import Trouble

HOUR = 3600
DAY = 24 * HOUR
MONTH = 31 * DAY
BALLAST_LEFT = 8 << 10
# What the service logs after it has published its record.
LOG_SECONDS = 0.2
ERROR = re.compile("(^|: )error: ")
OVER = "a trouble is over trouble="


class Faults:
    """Each method whose name is in KINDS is one fault, from its begin to its end."""

    KINDS = (
        "broken_export", "settings_refused", "folder_removed", "permission_lost", "run_killed",
        "disk_full", "settings_linked", "hour_ahead", "hour_behind", "day_ahead", "day_behind",
        "month_ahead", "month_behind")

    def __init__(self, service, deliveries, clock):
        self.service = service
        self.installation = service.installation
        self.deliveries = deliveries
        self.clock = clock
        self.disk = None  # a small one, when one could be mounted
        self.links = 0

    def happen(self, kind):
        """One fault; returns the error lines that were told meanwhile, and those told to be over."""
        self.service.wait_idle()
        before = len(self.service.said())
        getattr(self, kind)()
        self.service.wait_idle()
        time.sleep(LOG_SECONDS)
        said = self.service.said()[before:]
        over = [line.removeprefix(OVER).strip('"') for line in said if line.startswith(OVER)]
        return [line for line in said if ERROR.search(line) and not line.startswith(OVER)], over

    def reconciled(self, change, what):
        """Does something that has to be answered by a run, and waits for it."""
        before = self.service.runs()
        change()
        self.service.wait_for_run(before, what)

    def refused(self):
        return self.installation.health("run")["exports"]["refused"]

    def troubles(self):
        return self.installation.health("run").get("trouble_count", 0)

    def outcome(self):
        return self.service.record()["last_run"]["outcome"]

    def told(self, rule, since):
        return [each["event"] for each in self.installation.events()
                if each["seq"] > since and each["rule"] == rule]

    def last(self):
        return max((each["seq"] for each in self.installation.events()), default=0)

    def expect(self, sentence, holds, seen=""):
        if not holds:
            raise Trouble(f"{sentence}: {seen}")

    def broken_export(self):
        """An export is cut in its midst; the next one is whole."""
        since = self.last()
        whole = self.deliveries.export()
        self.reconciled(lambda: self.deliveries.deliver(whole[:len(whole) // 2]), "the broken one")
        soon("a broken export is refused", lambda: self.refused() == 1)
        self.reconciled(self.touch, "another one")
        told = self.told("ING-01", since)
        self.expect("and told once", told in (["opened"], ["reopened"]), told)
        self.reconciled(self.deliveries.news, "the mended one")
        soon("then all are taken", lambda: self.refused() == 0)
        told = self.told("ING-01", since)
        self.expect("and that is told once", told[1:] == ["resolved"], told)

    def touch(self):
        """Something else comes, so that there is another run."""
        self.links += 1
        self.installation.write("inbox/thu/thu-1.csv", "Số,Mã hồ sơ\n" + "\n" * self.links,
                                modified=self.clock.now())

    def settings_refused(self):
        def faults():
            return len(self.service.record()["settings_faults"])
        self.installation.write_settings("quiet_secondz: 1\nrotat: 3\n")
        self.hang_up()
        soon("settings are refused", lambda: faults() == 2)
        self.reconciled(self.deliveries.news, "a delivery")
        self.expect("the older ones are in force", self.outcome() == "done", self.outcome())
        self.installation.write_settings()
        self.reconciled(self.hang_up, "the reload")
        self.expect("mended ones are taken", faults() == 0, faults())

    def hang_up(self):
        self.service.process.send_signal(signal.SIGHUP)

    def settings_linked(self):
        """The settings become a symbolic link to others, and a file again."""
        path = self.installation.settings_file
        target = self.installation.write("aside/doisoat.yaml", self.installation.settings())
        link = path.with_name("link")
        link.symlink_to(target)
        os.replace(link, path)
        self.reconciled(self.hang_up, "the reload of linked settings")
        refused = self.service.record().get("settings_refused_at")
        self.expect("linked settings are taken", not refused, self.service.record())
        self.reconciled(self.deliveries.news, "a delivery by linked settings")
        self.expect("runs go on", self.outcome() == "done", self.outcome())
        self.installation.write_settings()
        self.reconciled(self.hang_up, "the reload of the file")
        self.expect("the file is taken", self.outcome() == "done", self.outcome())

    def folder_removed(self):
        folder = self.installation.folder / "inbox" / "motcua"
        away = folder.with_name("away")
        self.reconciled(lambda: folder.rename(away), "without the folder")
        self.reconciled(self.touch, "another one without it")
        soon("a missing folder is a trouble", lambda: self.troubles() == 1)
        self.reconciled(lambda: away.rename(folder), "with the folder")
        soon("then there is none", lambda: self.troubles() == 0)

    def permission_lost(self):
        folder = self.installation.folder / "inbox" / "motcua"
        self.reconciled(lambda: folder.chmod(0), "without permission")
        self.reconciled(self.touch, "another one without it")
        soon("a closed folder is a trouble", lambda: self.troubles() == 1)
        self.reconciled(lambda: folder.chmod(0o755), "with permission")
        soon("then there is none", lambda: self.troubles() == 0)

    def run_killed(self):
        before = self.service.record()["runs"]["failed"]
        self.deliveries.news()
        soon("a run begins", self.service.children)
        for child in self.service.children():
            os.kill(child, signal.SIGKILL)
        soon("it is recorded as failed",
             lambda: self.service.record()["runs"]["failed"] == before + 1)
        done = self.service.record()["runs"]["done"]
        soon("it is tried again", lambda: self.service.record()["runs"]["done"] > done)
        self.expect("by itself", self.service.record()["last_run"]["reason"] in ("retry", "time"),
                    self.service.record()["last_run"])

    def disk_full(self):
        if not self.disk:
            return
        ballast = self.disk / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            try:
                while self.free() > BALLAST_LEFT:
                    file.write(bytes(min(1 << 20, self.free() - BALLAST_LEFT)))
            except OSError:
                pass
        said = len(self.service.said())
        self.deliveries.news()
        soon("a full disk is told",
             lambda: any("error" in line for line in self.service.said()[said:]))
        self.service_idle_on_full_disk()
        ballast.unlink()
        self.reconciled(self.deliveries.news, "a run with room")
        soon("all is done", lambda: self.outcome() == "done" and self.troubles() == 0)

    def service_idle_on_full_disk(self):
        """Its record may be old then; what is seen of it is its children."""
        soon("the run has ended", lambda: not self.service.children())

    def free(self):
        room = os.statvfs(self.disk)
        return room.f_bavail * room.f_frsize

    def jump(self, seconds):
        """The wall clock is elsewhere for one run, and right again for the next."""
        self.clock.jump(seconds)
        self.judged(f"with the clock off by {seconds} s")
        self.clock.jump(0)
        if self.judged("with the clock set right"):
            return
        # A person has to say which of the two was right.
        status, _, errors = self.installation.command("reconcile", "--believe-clock")
        self.expect("a person's word for the clock is taken", status == 0, errors)
        self.expect("then runs judge again", self.judged("after that"))

    def judged(self, when):
        """Whether a run judges; it must not when the clock is over a day before the last one."""
        last = datetime.datetime.fromisoformat(self.installation.health("run")["judged_at"])
        behind = (last - self.clock.now()).total_seconds()
        self.reconciled(self.deliveries.news, f"a run {when}")
        outcome = self.outcome()
        if abs(behind - DAY) > HOUR / 2:
            self.expect(f"the run {when} ends as it should",
                        outcome == ("failed" if behind > DAY else "done"), outcome)
        return outcome == "done"

    def hour_ahead(self):
        self.jump(HOUR)

    def hour_behind(self):
        self.jump(-HOUR)

    def day_ahead(self):
        self.jump(DAY)

    def day_behind(self):
        self.jump(-DAY)

    def month_ahead(self):
        self.jump(MONTH)

    def month_behind(self):
        self.jump(-MONTH)
