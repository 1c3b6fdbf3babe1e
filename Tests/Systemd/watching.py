"""Deliveries, times of day and settings."""

import contextlib
import datetime
import os
import shutil
import signal
import time
from pathlib import Path

import exports
from report import until_not
from service import ALERTS, CLOCK, SETTINGS_FAULT, SPOOL, STATE, UNIT, levels
from waiting import Trouble, until


def catch_run(service, seconds=30):
    """The process of the next run, stopped where it is."""
    main = service.main()

    def run():
        for task in os.listdir(f"/proc/{main.outer}/task"):
            with contextlib.suppress(OSError):  # the thread or the process has ended meanwhile
                with open(f"/proc/{main.outer}/task/{task}/children") as numbers:
                    for number in numbers.read().split():
                        if b"reconcile" in Path(f"/proc/{number}/cmdline").read_bytes():
                            return int(number)
        return None

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        number = run()
        if number:
            os.kill(number, signal.SIGSTOP)
            return next(each for each in service.container.processes() if each.outer == number)
    raise Trouble(f"no run begins within {seconds} s")


def let_go(process):
    try:
        os.kill(process.outer, signal.SIGCONT)
    except ProcessLookupError:
        pass


def delivered(report, service):
    container = service.container
    with report.part("An export is delivered"):
        service.wait_idle()
        before = service.cursor()
        service.deliver(exports.overdue(1, 2))
        report.within(
            "an overdue dossier is an alert soon after", 10,
            lambda: service.told(1) == ["opened"])
        service.wait_idle()
        line = [each for each in service.alert_lines() if exports.code(1) in each]
        report.check("as one line of alerts.log", len(line) == 1, line)
        report.equal("the same line is in its unit's file",
                     [each for each in service.alert_lines("units/VPDKDD/")
                      if exports.code(1) in each], line)
        report.equal("the run was for the delivery",
                     service.record().get("last_run", {}).get("reason"), "deliveries")
        service.deliver(exports.dossier(1, -10, finished=True))
        report.within(
            "a finished one ends its alert", 30, lambda: service.told(1)[1:] == ["resolved"])
        report.equal("the other stays as it was", service.told(2), ["opened"])
        report.equal("each event is told once", service.miscounted(), "")
        service.wait_idle()
        report.check("systemctl status tells it", service.property("StatusText"),
                     service.property("StatusText"))
        report.equal("journald knows the level of each line, and none is an error",
                     levels(service.said(before)), "")
        report.equal("no person is named in the journal or in a file for others",
                     container.run("sh", "-c", f"""
            journalctl -q -o cat | grep -F "{exports.PERSON}"
            grep -rlF "{exports.PERSON}" {ALERTS}""").out, "")


def reloaded(report, service):
    container = service.container
    with report.part("New settings"):
        service.settings()
        service.deliver(exports.overdue(20))
        until("the alert is there", 30, lambda: service.told(20)[-1:] == ["opened"])
        service.wait_idle()
        main = service.main_pid()

        before = service.cursor()
        service.settings(rules="{DOS-08: off}")
        container.expect("systemctl", "reload", UNIT)
        report.within("are in force after a reload", 10,
                      lambda: service.told(20)[-1:] == ["withdrawn"])
        service.wait_idle()
        report.check("the journal says so", service.said(before),
                     [line for _, line in service.said(before)])
        service.settings()
        container.expect("systemctl", "reload", UNIT)
        report.within("and so are the old ones when they come back", 10,
                      lambda: service.told(20)[-1:] in (["opened"], ["reopened"]))
        service.wait_idle()

        before = service.cursor()
        service.settings(rules="{DOS-08: off}", group_above="many", quiet_secondz="1")
        container.run("systemctl", "reload", UNIT)
        report.within("refused settings are told with each fault and its place", 15,
                      lambda: len(faults(service, before)) == 2,
                      lambda: str(faults(service, before)))
        report.check("as errors", all(p <= 3 for p, _ in faults(service, before)))
        service.deliver(exports.overdue(21))
        report.within("and the older ones stay in force for new deliveries", 30,
                      lambda: service.told(21) == ["opened"])
        service.wait_idle()
        report.check("for old ones as well", service.told(20)[-1] != "withdrawn", service.told(20))
        status = service.doisoat("status")
        report.equal("`doisoat status` asks for attention", status.status, 1)
        report.check("systemctl status tells it", service.is_active(),
                     service.property("StatusText"))
        service.settings()
        container.expect("systemctl", "reload", UNIT)
        report.within("mended ones are taken, and all is well", 15,
                      lambda: service.doisoat("status").status == 0)
        report.equal("the service was never interrupted", service.main_pid(), main)
        report.equal("each event is told once", service.miscounted(), "")

    with report.part("A start with refused settings"):
        before = service.cursor()
        service.settings(quiet_secondz="1")
        container.run("systemctl", "restart", UNIT)
        report.equal("ends with 78", service.property("ExecMainStatus"), "78")
        report.equal("and is told with its place", len(faults(service, before)), 1)
        report.equal("systemd does not try again",
                     [service.property("ActiveState"), service.property("NRestarts")],
                     ["failed", "0"])
        service.settings()
        report.equal("mended ones start", container.run("systemctl", "start", UNIT).status, 0)
        service.wait_idle()


def lost(report, service):
    """What is mended without anybody touching the service."""
    container = service.container
    folder = container.path(exports.FOLDER)
    with report.part("An inbox vanishes, and returns"):
        service.wait_idle()
        main = service.main_pid()
        before = service.cursor()
        folder.rename(f"{folder}.away")
        report.within("`doisoat status` asks for attention", 20,
                      lambda: service.doisoat("status").status == 1)
        report.check("the journal tells it once",
                     not until_not(5, lambda: len(errors(service, before)) > 1)
                     and len(errors(service, before)) == 1, errors(service, before))
        container.path(f"{exports.FOLDER}.away").rename(folder)
        service.deliver(exports.overdue(30))
        report.within("then deliveries are told again", 30,
                      lambda: service.told(30) == ["opened"])
        report.within("and all is well", 20, lambda: service.doisoat("status").status == 0)
        report.equal("the service was never interrupted", service.main_pid(), main)
        report.equal("each event is told once", service.miscounted(), "")

    with report.part("The disk of the journal is full, and has room again"):
        container.expect("systemctl", "stop", UNIT)
        container.expect("sh", "-c", f"""
            cp -a {STATE} /var/cache/aside && mount -t tmpfs -o size=64m tmpfs {STATE}
            cp -a /var/cache/aside/. {STATE}""")
        container.expect("systemctl", "start", UNIT)
        service.wait_idle()
        main = service.main_pid()
        container.run("sh", "-c", f"cat /dev/zero > {STATE}/.ballast")
        before = service.cursor()
        service.deliver(exports.overdue(31))
        report.within("`doisoat status` asks for attention", 20,
                      lambda: service.doisoat("status").status == 1)
        service.wait_idle()
        report.check("the journal says why", errors(service, before), errors(service, before))
        container.expect("rm", f"{STATE}/.ballast")
        service.deliver(exports.overdue(32))
        report.within("then the deliveries are told", 30,
                      lambda: service.told(31) == service.told(32) == ["opened"])
        report.within("and all is well", 20, lambda: service.doisoat("status").status == 0)
        report.equal("the service was never interrupted", service.main_pid(), main)
        report.equal("each event is told once", service.miscounted(), "")
        container.expect("systemctl", "stop", UNIT)
        container.expect("sh", "-c", f"""
            rm -rf /var/cache/aside && cp -a {STATE} /var/cache/aside && umount {STATE}
            rm -rf {STATE} && mv /var/cache/aside {STATE}""")
        container.expect("systemctl", "start", UNIT)


def errors(service, since):
    return [line for priority, line in service.said(since) if priority <= 3]


def faults(service, since):
    return [each for each in service.said(since) if SETTINGS_FAULT.search(each[1])]


def on_time(report, service, clock):
    """A term passes without any delivery; the service's clock is put forward to see it."""
    container = service.container
    with report.part("A term passes while nobody delivers anything"):
        container.path(CLOCK).mkdir()
        shutil.copy(clock, container.path(f"{CLOCK}/clock.so"))
        service.drop_in("clock", f"[Service]\nEnvironment=LD_PRELOAD={CLOCK}/clock.so"
                                 f" CLOCK_AHEAD_FILE={CLOCK}/ahead\n")
        service.settings(reconcile_at='["06:30"]')
        container.expect("systemctl", "restart", UNIT)
        service.wait_idle()
        service.deliver(exports.dossier(70, due_in_days=1))
        until("the delivery is reconciled", 30,
              lambda: service.record()["last_run"]["reason"] == "deliveries")
        service.wait_idle()
        report.equal("a dossier in its term is no alert", service.told(70), [])
        now = datetime.datetime.now(exports.ZONE)
        then = datetime.datetime.combine(
            exports.today() + datetime.timedelta(days=2), datetime.time(6, 29, 57), exports.ZONE)
        container.path(f"{CLOCK}/.ahead").write_text(str(int((then - now).total_seconds())))
        container.path(f"{CLOCK}/.ahead").rename(container.path(f"{CLOCK}/ahead"))
        report.within("after 06:30 of a later day it is one", 30,
                      lambda: service.told(70) == ["opened"])
        service.wait_idle()
        report.equal("by a run for the time of day",
                     service.record().get("last_run", {}).get("reason"), "time")
        report.equal("each event is told once", service.miscounted(), "")
        container.expect("systemctl", "stop", UNIT)
        service.drop_in("clock", None)
        # The journal is now ahead of the true clock; the parts that follow begin with a new one.
        container.expect("sh", "-c", f"rm -rf {STATE}/* {ALERTS}/* {SPOOL}/*/*")
        service.dossiers.clear()
        container.expect("systemctl", "start", UNIT)
