"""The package comes, is replaced, goes and comes again."""

import shutil

import exports
from service import ALERTS, SETTINGS, SPOOL, STATE, UNIT, UNITS, levels
from waiting import until

PACKAGE = "/var/cache/doisoat.deb"
MODES = {
    "/usr/bin/doisoat": "755 root:root",
    "/etc/doisoat": "755 root:root",
    SETTINGS: "644 root:root",
    "/etc/doisoat/units.yaml": "644 root:root",
    "/etc/doisoat/calendar.yaml": "644 root:root",
    "/etc/logrotate.d/doisoat": "644 root:root",
    STATE: "700 doisoat:doisoat",
    ALERTS: "755 doisoat:doisoat",
    SPOOL: "755 root:root",
    f"{SPOOL}/motcua-huyen": "2770 root:doisoat-inbox",
    f"{SPOOL}/qlvbdh": "2770 root:doisoat-inbox",
    f"{ALERTS}/health": "755 doisoat:motcua",
    f"{ALERTS}/health/run.json": "640 doisoat:motcua",
    f"{ALERTS}/health/service.json": "640 doisoat:motcua",
    f"{ALERTS}/health/doisoat.prom": "644 doisoat:doisoat",
}


def modes(container, paths):
    """Mode, owner and group of each path, as far as it is there."""
    out = container.run("stat", "-c", "%n %a %U:%G", *paths).out
    return dict(line.split(" ", 1) for line in out.splitlines())


def install(report, service, package):
    container = service.container
    with report.part("The package is installed"):
        shutil.copy(package, container.path(PACKAGE))
        before = service.cursor()
        done = apt(container, "install", PACKAGE)
        report.check("apt installs it", done.status == 0, done.said if done.status else "")
        if done.status:
            return False
        report.within(
            "the service says READY with the settings as installed and empty inboxes", 30,
            service.is_active)
        report.equal("it starts by itself at boot", service.property("UnitFileState"), "enabled")
        report.within(
            "its first run is done", 30, lambda: service.runs_ended() == 1,
            lambda: str(service.record().get("last_run", "")))
        report.check("systemctl status has a line of its own", service.property("StatusText"),
                     service.property("StatusText"))
        status = service.doisoat("status")
        report.check("`doisoat status` finds all well", status.status == 0, status.said)
        checked = service.doisoat("check")
        report.check("`doisoat check` finds the settings sound", checked.status == 0, checked.said)
        report.check(
            "nothing is restarted or fails", service.property("NRestarts") == "0"
            and not failed_units(container), failed_units(container))
        report.equal("journald knows the level of each line, and none is an error",
                     levels(service.said(before)), "")
        verified = container.run("systemd-analyze", "verify", "--man=no", *UNITS)
        report.equal("systemd has nothing to say about the units", verified.said, "")
        report.equal("modes, owners and groups are those of the plan",
                     difference(modes(container, MODES), MODES), "")
        service.shipped_settings = container.path(SETTINGS).read_text("utf-8")
    return True


def difference(found, expected):
    return "; ".join(
        f"{path} is {found.get(path)}, not {value}" for path, value in expected.items()
        if found.get(path) != value)


def failed_units(container):
    return container.run("systemctl", "--failed", "--plain", "--no-legend").out.strip()


def apt(container, *words):
    """apt without questions; what the package needs is there, so no other machine is asked."""
    return container.run(
        "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "-o", "Dpkg::Use-Pty=0",
        "--no-install-recommends", *words, seconds=300)


def exchange(report, service):
    """Upgrade, removal, purge and installation again."""
    container = service.container
    edited = "# edited by the office\n"
    with report.part("The package is installed over itself"):
        path = container.path(SETTINGS)
        service.settings()
        container.expect("systemctl", "restart", UNIT)
        service.deliver(exports.overdue(39))
        until("the delivery is told", 30, lambda: service.told(39) == ["opened"])
        service.wait_idle()
        path.write_text(path.read_text("utf-8") + edited, "utf-8")
        events = len(service.events())
        before = service.main_pid()
        done = container.run("dpkg", "--install", PACKAGE, seconds=300)
        report.check("dpkg installs it", done.status == 0, done.said if done.status else "")
        report.within(
            "the service runs the new program", 30,
            lambda: service.is_active() and service.main_pid() != before)
        report.check("edited settings are kept", edited in path.read_text("utf-8"))
        service.wait_idle()
        report.equal("nothing is told again", len(service.events()), events)
        report.equal("each event is told once", service.miscounted(), "")

    with report.part("The package is removed"):
        done = apt(container, "remove", "doisoat")
        report.check("apt removes it", done.status == 0, done.said if done.status else "")
        report.equal("no process of it is left", container.processes("doisoat"), [])
        listed = container.run("systemctl", "list-units", "--plain", "--no-legend", "doisoat*").out
        report.equal("no unit of it is left", listed.strip(), "")
        report.check("settings are kept", edited in path.read_text("utf-8"))
        report.check("alerts are kept", len(service.events()) == events)

    with report.part("The package is installed after its removal"):
        done = apt(container, "install", PACKAGE)
        report.check("apt installs it", done.status == 0, done.said if done.status else "")
        report.within("the service runs again", 30, service.is_active)
        service.wait_idle()
        report.check("with the edited settings", edited in path.read_text("utf-8"))
        report.equal("nothing is told again", len(service.events()), events)

    with report.part("The package is purged and installed anew"):
        service.deliver(exports.overdue(40))
        until("the delivery is told", 30, lambda: service.told(40) == ["opened"])
        service.wait_idle()
        told = service.alert_lines()
        done = apt(container, "purge", "doisoat")
        report.check("apt purges it", done.status == 0, done.said if done.status else "")
        report.check("settings are gone", not container.path("/etc/doisoat").exists())
        report.check("journal and archive are gone", not container.path(STATE).exists())
        kept = container.run("sh", "-c", "cat /var/backups/doisoat-alerts-*/alerts.log").out
        report.equal("alerts are kept, in /var/backups", kept.splitlines(), told)
        report.check("exports are left", list(container.path(SPOOL).rglob("*.xml")))
        done = apt(container, "install", PACKAGE)
        report.check("apt installs it", done.status == 0, done.said if done.status else "")
        report.within("the service says READY", 30, service.is_active)
        report.check("settings are those installed",
                     path.read_text("utf-8") == service.shipped_settings)
