"""Deaths, hangs, bounds, ends and beginnings."""

import os
import random
import signal
import time

import exports
from report import until_not
from service import UNIT
from watching import catch_run, let_go
from waiting import until

STOP_SECONDS = 5
MANY = 150_000  # dossiers of an export over which a run sits for a second or two
TOO_MANY = 2_000_000  # for the least memory that settings may allow


def killed(report, service, kills, seed):
    with report.part("The service is killed"):
        service.settings()
        service.container.expect("systemctl", "reload-or-restart", UNIT)
        service.deliver(exports.overdue(100))
        until("the alert is there", 30, lambda: service.told(100) == ["opened"])
        service.wait_idle()
        events = len(service.events())
        before = service.main()
        os.kill(before.outer, signal.SIGKILL)
        report.within(
            "by itself: systemd starts it again", 30,
            lambda: service.is_active() and service.main_pid() != before.inner)
        service.wait_idle()
        report.equal("nothing is told again", len(service.events()), events)

        service.drop_in("soon", "[Unit]\nStartLimitIntervalSec=0\n[Service]\nRestartSec=100ms\n")
        chance = random.Random(seed)
        at_work = 0
        for turn in range(kills):
            service.deliver(exports.overdue(101 + turn))
            main = service.main()
            if turn % 4:
                let_go(catch_run(service))
                time.sleep(chance.uniform(0, 0.2))  # the moment of the kill, no proof of anything
            else:
                time.sleep(chance.uniform(0, 1.5))
            at_work += bool(service.runs())
            os.kill(main.outer, signal.SIGKILL)
            until("systemd starts it again", 30, lambda: service.main_pid() not in (0, main.inner)
                  and service.is_active())
        last = 100 + kills
        report.within(
            f"{kills} times at random moments (--seed {seed}), {at_work} of them in the midst of a"
            " run: the last delivery is told", 60, lambda: service.told(last) == ["opened"])
        service.wait_idle()
        told = [service.told(number) for number in range(100, last + 1)]
        report.equal("each alert is opened once", told, [["opened"]] * len(told))
        report.equal("each event is told once", service.miscounted(), "")
        stale = {each.inner for each in service.container.processes("doisoat")}
        report.equal("no process of a killed one is left", stale, {service.main_pid()})
        service.drop_in("soon", None)


def run_killed(report, service):
    with report.part("A run is killed"):
        service.wait_idle()
        main = service.main_pid()
        before = service.record()["runs"]["failed"]
        service.deliver(exports.overdue(200))
        os.kill(catch_run(service).outer, signal.SIGKILL)
        report.within("the service records it", 15,
                      lambda: service.record()["runs"]["failed"] == before + 1,
                      lambda: str(service.record().get("last_run")))
        status = service.doisoat("status")
        report.equal("`doisoat status` asks for attention", status.status, 1)
        service.deliver(exports.overdue(201))
        report.within("and the next delivery is told", 30, lambda: service.told(201) == ["opened"])
        service.wait_idle()
        report.equal("the service was never interrupted", service.main_pid(), main)
        report.equal("each event is told once", service.miscounted(), "")


def hung(report, service):
    with report.part("The service hangs"):
        service.drop_in("watchdog", "[Service]\nWatchdogSec=3\nRestartSec=100ms\n")
        service.container.expect("systemctl", "restart", UNIT)
        service.wait_idle()
        events = len(service.events())
        main = service.main()
        since = service.cursor()
        report.check("it is fed while it works",
                     not until_not(10, lambda: service.main_pid() != main.inner), "10 s")
        os.kill(main.outer, signal.SIGSTOP)
        report.within("the watchdog lets systemd start it again", 30,
                      lambda: service.main_pid() not in (0, main.inner) and service.is_active())
        report.check(
            "systemd tells why", any("atchdog" in str(each["MESSAGE"])
                                     for each in service.journal(since)))
        service.wait_idle()
        report.equal("nothing is told again", len(service.events()), events)
        service.drop_in("watchdog", None)
        service.container.expect("systemctl", "restart", UNIT)
        service.wait_idle()


def bounded(report, service):
    container = service.container
    with report.part("A run takes too much"):
        service.wait_idle()
        main = service.main_pid()
        service.settings(run_limits="{megabytes: 256}")
        container.expect("systemctl", "reload", UNIT)
        file = service.deliver(exports.overdue(300), exports.in_time(TOO_MANY, 1_000_000))
        report.within("memory: it is ended, and recorded so", 60,
                      lambda: outcome(service) == "out_of_memory", lambda: shown(service))
        status = service.doisoat("status")
        report.equal("`doisoat status` asks for attention", status.status, 1)
        file.unlink()
        service.wait_idle(60)
        service.settings(run_limits="{minutes: 1}")
        container.expect("systemctl", "reload", UNIT)
        run = catch_run(service)
        report.within("time: a run that stands still is ended, and recorded so", 90,
                      lambda: outcome(service) == "timed_out", lambda: shown(service))
        report.check("it is gone", run.outer not in {each.outer for each in container.processes()})
        service.settings()
        container.expect("systemctl", "reload", UNIT)
        service.deliver({})
        report.within("with enough of both the next one is done", 60,
                      lambda: service.told(300) == ["opened"] and outcome(service) == "done",
                      lambda: shown(service))
        report.equal("the service was never interrupted", service.main_pid(), main)
        report.equal("each event is told once", service.miscounted(), "")
        memory = int(service.main().status["VmRSS"].split()[0])
        report.check("after all that the service itself is small", memory < 25 << 10,
                     f"{memory / 1024:.1f} MB resident")


def outcome(service):
    return service.record().get("last_run", {}).get("outcome")


def shown(service):
    return str(service.record().get("last_run"))


def stopped(report, service):
    container = service.container
    with report.part("The service is stopped"):
        service.wait_idle()
        stop(report, service, "while it waits")
        container.expect("systemctl", "start", UNIT)
        service.wait_idle(60)
        service.deliver(exports.overdue(310), exports.in_time(MANY, 2_000_000))
        run = catch_run(service)
        let_go(run)
        until("the run is under way", 30, lambda: processor_seconds(run) > 0.3)
        stop(report, service, "in the midst of a run")
        container.expect("systemctl", "start", UNIT)
        service.wait_idle(90)
        service.deliver(exports.overdue(311))
        run = catch_run(service)
        stop(report, service, "while a run hangs")
        report.check("the hanging run is gone",
                     run.outer not in {each.outer for each in container.processes()})
        container.expect("systemctl", "start", UNIT)
        report.within("what was interrupted is told after the next start", 60,
                      lambda: service.told(311) == ["opened"])
        service.wait_idle(60)
        report.equal("each event is told once", service.miscounted(), "")


def processor_seconds(process):
    """How long a process has worked (proc(5))."""
    with open(f"/proc/{process.outer}/stat") as line:
        user, system = line.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def stop(report, service, when):
    begun = time.monotonic()
    service.systemctl("stop", UNIT)
    seconds = time.monotonic() - begun
    ended = [service.property(name) for name in ("Result", "ExecMainCode", "ExecMainStatus")]
    report.check(f"{when}: it takes at most {STOP_SECONDS} s", seconds <= STOP_SECONDS,
                 f"{seconds:.1f} s")
    report.equal(f"{when}: it ends with 0", ended, ["success", "1", "0"])
    report.equal(f"{when}: no process is left", service.container.processes("doisoat"), [])


def booted_again(report, service):
    container = service.container
    with report.part("The machine is shut down and booted"):
        service.wait_idle(60)
        events = len(service.events())
        container.power_off()
        container.boot()
        report.within("the service runs again", 30, service.is_active)
        service.wait_idle(60)
        report.equal("nothing is told again", len(service.events()), events)
        report.equal("each event is told once", service.miscounted(), "")


def by_timer(report, service):
    container = service.container
    once = "doisoat-reconcile.service"
    timer = "doisoat-reconcile.timer"
    with report.part("A timer in place of the service"):
        container.expect("systemctl", "disable", "--now", UNIT)
        container.expect("systemctl", "enable", "--now", timer)
        report.check("the timer knows its next time",
                     service.property("NextElapseUSecRealtime", timer),
                     service.property("NextElapseUSecRealtime", timer))
        service.deliver(exports.overdue(320))
        done = container.run("systemctl", "start", once)
        report.check("its unit does one run", done.status == 0, done.said)
        report.equal("which succeeds", service.property("Result", once), "success")
        report.equal("and tells", service.told(320), ["opened"])
        report.equal("each event is told once", service.miscounted(), "")
        container.expect("systemctl", "disable", "--now", timer)
        container.expect("systemctl", "enable", "--now", UNIT)
        report.within("the service goes on where it left off", 30, service.is_active)
        service.wait_idle(60)
        report.equal("nothing is told again", service.miscounted(), "")
