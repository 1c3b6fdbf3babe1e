"""What the service cannot do, and what other people can."""

import os

import exports
from installing import difference, modes
from service import ALERTS, SPOOL, STAFF, STATE, STRANGER
from watching import catch_run, let_go

CAPABILITIES = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
LISTENING = 0x10000  # among the flags in /proc/net/unix
ALERT_FILES = {
    f"{ALERTS}/alerts.log": "640 doisoat:motcua",
    f"{ALERTS}/alerts.jsonl": "640 doisoat:motcua",
    f"{ALERTS}/open.csv": "640 doisoat:motcua",
    f"{ALERTS}/open.jsonl": "640 doisoat:motcua",
    f"{STATE}/journal.sqlite": "600 doisoat:doisoat",
}


def confined(report, service):
    container = service.container
    with report.part("The service can do nothing else"):
        service.wait_idle()
        service.deliver(exports.overdue(5))
        run = catch_run(service)
        try:
            for name, process in (("the service", service.main()), ("its run", run)):
                status = process.status
                held = {each for each in CAPABILITIES if int(status[each], 16)}
                report.equal(f"{name} has no capability", held, set())
                report.equal(f"{name} can gain no privileges", status["NoNewPrivs"], "1")
                report.equal(f"{name} has its system calls filtered", status["Seccomp"], "2")
                report.check(f"{name} is not root", "0" not in status["Uid"].split(), status["Uid"])
                report.equal(f"{name} sees no network but its own lo", devices(process), ["lo"])
                report.equal(f"{name} listens to nobody", listening(process), [])
        finally:
            let_go(run)
        main = service.main()
        report.check(
            "its network is not the machine's",
            network(main.outer) != network(container.pid))
        writable = [
            folder for folder in ("/etc", "/etc/doisoat", "/usr", "/var", SPOOL, exports.FOLDER,
                                  "/home", "/root", "/var/log", "/var/lib", STATE, ALERTS, "/tmp")
            if can_write(container, main, folder)]
        report.equal("even root could write only there, seen from it", writable,
                     [STATE, ALERTS, "/tmp"])
        service.wait_idle()


def network(number):
    """Which network a process on this machine is in."""
    return os.readlink(f"/proc/{number}/ns/net")


def devices(process):
    with open(f"/proc/{process.outer}/net/dev") as lines:
        return [line.split(":")[0].strip() for line in lines if ":" in line]


def listening(process):
    """Sockets at which anybody could knock in the process's own network, and on its own."""
    found = []
    for name in ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "packet"):
        try:
            with open(f"/proc/{process.outer}/net/{name}") as lines:
                rows = lines.read().splitlines()[1:]
        except FileNotFoundError:
            continue
        found += [name for _ in rows]
    with open(f"/proc/{process.outer}/net/unix") as lines:
        rows = [line.split() for line in lines.read().splitlines()[1:]]
    return found + [f"unix {row[7:]}" for row in rows if int(row[3], 16) & LISTENING]


def can_write(container, process, folder):
    """Whether root could make a file in a folder as the process sees it."""
    name = f"{folder}/.writable"
    made = container.outside(process.outer, "touch", name)
    if made.status == 0:
        container.outside(process.outer, "rm", name)
    return made.status == 0


def beside(report, service):
    """People and commands beside the running service."""
    container = service.container
    with report.part("Commands and people beside the service"):
        container.run("useradd", "-m", "-G", "motcua", STAFF)
        container.run("useradd", "-m", STRANGER)
        before = service.main_pid()
        service.deliver(exports.overdue(10))
        done = service.doisoat("reconcile")
        report.check("`sudo -u doisoat doisoat reconcile` does its work", done.status == 0,
                     done.said if done.status else done.out.splitlines()[0])
        report.equal("and tells at once", service.told(10), ["opened"])
        service.wait_idle()
        report.equal("the service tells nothing twice", service.miscounted(), "")
        report.equal("and goes on", service.main_pid(), before)
        report.equal(
            "alert files belong to the service and are for the alert group",
            difference(modes(container, ALERT_FILES), ALERT_FILES), "")

        second = service.doisoat("run", seconds=20)
        report.check("a second `doisoat run` refuses to begin", second.status == 2, second.said)
        report.equal("and disturbs nothing", service.main_pid(), before)

        for words in (("status",), ("alerts",)):
            outcome = service.doisoat(*words, user=STAFF)
            report.check(f"staff can ask `doisoat {' '.join(words)}`", outcome.status == 0,
                         outcome.said.splitlines()[-1] if outcome.said else "")
        readable = {
            (STAFF, f"{ALERTS}/alerts.log"): True,
            (STAFF, f"{ALERTS}/health/run.json"): True,
            (STAFF, f"{STATE}/journal.sqlite"): False,
            (STAFF, exports.FOLDER): False,
            (STRANGER, f"{ALERTS}/alerts.log"): False,
            (STRANGER, f"{ALERTS}/alerts.jsonl"): False,
            (STRANGER, f"{ALERTS}/health/doisoat.prom"): True,
        }
        found = {
            (user, path): container.run("test", "-r", path, user=user).status == 0
            for user, path in readable}
        report.equal("who may read what", {k for k in found if found[k] != readable[k]}, set())
        refused = service.doisoat("reconcile", user=STAFF)
        report.check("who is not the service cannot reconcile", refused.status == 2, refused.said)
