"""What the service takes while nothing happens, and what looking into a full inbox costs."""

import datetime
import os
import socket
import statistics
import time
from typing import NamedTuple

from district import dossiers
from life import SETTINGS, START
from service import Figures, Installation, Service
from simulated import Clock

OLD_FILES = 10_000
FULL_BOUND_MS = 50
IDLE_BOUND_MS = 15
WAKE_UPS_BOUND = 1.1
POLL_SECONDS = 60
SPEED = 400
WINDOWS = 5
WINDOW_POLLS = 8


class Idleness(NamedTuple):
    cost: float  # of a poll, in ms of the service's own processor time
    wake_ups: float  # how often it wakes by itself from poll to poll
    figures: Figures


def measured(chosen, folder, old_files):
    """Lets a service be idle over so many old exports."""
    folder.mkdir()
    clock = Clock(chosen.clock, folder, SPEED, START)
    with watchdog(folder / "notify") as heard:
        environment = {
            **clock.environment, "NOTIFY_SOCKET": str(folder / "notify"),
            # So long that it is fed whenever the service wakes, and makes it wake for nothing.
            "WATCHDOG_USEC": str(10 ** 12)}
        place = Installation(
            folder, chosen.program, environment,
            SETTINGS + f"poll_interval_seconds: {POLL_SECONDS}\nreconcile_at: [\"01:30\"]\n")
        deliver(place, old_files)
        service = Service(place)
        try:
            service.wait_idle()
            time.sleep(1)  # for what a run leaves to threads
            looks = [window(service, clock, heard) for _ in range(WINDOWS)]
            figures = service.figures()
            service.stop()
        finally:
            service.kill()
    costs, wake_ups = zip(*looks)
    return Idleness(statistics.median(costs), statistics.median(wake_ups), figures)


def deliver(place, count):
    """Exports of so many days, one a day, of which a run takes the newest."""
    for number in range(1, count + 1):
        day = START - datetime.timedelta(days=number)
        text = dossiers((f"T{number}", "returned", "IALE", "01-01", "01-20", "01-19"))
        place.write(f"inbox/motcua/motcua-{day:%Y%m%d}.xml", text, modified=day)


def window(service, clock, heard):
    """Cost and wake-ups by the poll over some polls."""
    told(heard)
    before, begun = service.processor_seconds(), clock.passed()
    wake_ups = 0
    for number in range(1, WINDOW_POLLS + 1):  # a socket keeps but a few datagrams
        clock.wait(begun + datetime.timedelta(seconds=number * POLL_SECONDS))
        wake_ups += told(heard).count(b"WATCHDOG=1")
    polls = (clock.passed() - begun).total_seconds() / POLL_SECONDS
    return (service.processor_seconds() - before) / polls * 1000, wake_ups / polls


def watchdog(path):
    """What systemd would listen at."""
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.setblocking(False)
    heard.bind(str(path))
    os.chmod(path, 0o666)
    return heard


def told(heard):
    """What was said since it was asked last."""
    said = []
    while True:
        try:
            said.append(heard.recv(4096))
        except BlockingIOError:
            return said
