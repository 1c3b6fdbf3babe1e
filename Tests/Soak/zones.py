"""The zone of Viet Nam is kept, whatever the host's zone is."""

import datetime
import os
import re
import shutil

from district import IN_TIME, dossiers, entries
from service import Installation, Service, soon
from simulated import ZONE

ZONES = ("Asia/Ho_Chi_Minh", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "", None)
# Another day than in America and in India; the service's first run is then.
BEGIN = datetime.datetime(2021, 7, 28, 0, 30, tzinfo=ZONE)
LATER = "2021-07-29T06:30:00+07:00"
# What tells of one process and how long it took.
PASSING = re.compile(
    r"\"(pid|process_start|seconds)\"|doisoat_last_run_duration_seconds|^run ended|^retention has")
DOSSIERS = dossiers(
    IN_TIME, ("L1", "processing", "IALE", "07-01", "07-27", ""),
    ("L2", "processing", "IALE", "07-01", "07-28", ""),
    ("L3", "returned", "IARONG", "07-01", "07-20", "07-22"))


def shown(zone, folder, chosen):
    """Every line that the service, a run and two commands leave or say under a zone."""
    folder.mkdir()
    environment = {
        "LD_PRELOAD": str(chosen.clock), "CLOCK_STANDS_AT": str(int(BEGIN.timestamp()))}
    if zone is not None:
        environment["TZ"] = zone
    place = Installation(folder, chosen.program, environment)
    place.write("inbox/motcua/motcua-20210727.xml", DOSSIERS, modified=BEGIN)
    place.write("inbox/so-giay/so-giay-20210727.csv",
                entries((1, "T1", "07-01", "07-19"), (2, "L1", "07-01", "")), modified=BEGIN)
    service = Service(place, wait=False)
    try:
        soon("retention has ended, which follows the first run",
             lambda: any("retention has ended" in line for line in service.said()))
        service.stop()
    finally:
        service.kill()
    said = service.log.read_text().replace(str(folder), "")
    texts = {"what the service said": said}
    for command in (("reconcile", "--as-of", LATER), ("alerts",), ("status",)):
        texts[command[0]] = "\n".join(place.command(*command)[1:]).replace(str(folder), "")
    for root, _, names in os.walk(place.alerts):
        for name in names:
            with open(os.path.join(root, name), encoding="utf-8") as file:
                texts[os.path.relpath(os.path.join(root, name), folder)] = file.read()
    shutil.rmtree(folder)
    return {name: [line for line in text.splitlines() if not PASSING.search(line)]
            for name, text in texts.items()}


def differences(chosen, work):
    """What is not the same under each zone, a line each, and how many files and lines there are."""
    first = shown(ZONES[0], work / "zone", chosen)
    faults = []
    for zone in ZONES[1:]:
        other = shown(zone, work / "zone", chosen)
        for name in sorted(first.keys() | other.keys()):
            if first.get(name) != other.get(name):
                pairs = zip(first.get(name) or ["missing"], other.get(name) or ["missing"])
                pair = next((pair for pair in pairs if pair[0] != pair[1]), "other lines")
                faults.append(f"{name} under TZ={zone}: {pair}")
    return faults, len(first), sum(map(len, first.values()))
