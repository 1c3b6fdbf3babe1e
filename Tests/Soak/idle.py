"""What the service takes while nothing happens, and what looking into a full inbox costs."""

import datetime
import statistics
import time

from district import dossiers
from life import START, SETTINGS
from service import Installation, Service
from simulated import Clock

OLD_FILES = 10_000
POLL_BOUND_MS = 50
IDLE_BOUND_MS = 15
RESIDENT_BOUND_KB = 25 * 1024
POLL_SECONDS = 60
SPEED = 200
WINDOWS = 7
WINDOW_POLLS = 8


def measured(chosen, folder, old_files):
    """Processor time of the service per poll, in ms, and what it holds."""
    folder.mkdir()
    clock = Clock(chosen.clock, folder, SPEED, START)
    place = Installation(
        folder, chosen.program, clock.environment,
        SETTINGS + f"poll_interval_seconds: {POLL_SECONDS}\nreconcile_at: [\"01:00\"]\n")
    for number in range(old_files):
        day = START.date() - datetime.timedelta(days=1 + number)
        text = dossiers((f"T{number}", "returned", "IALE", "01-01", "01-20", "01-19"))
        place.write(f"inbox/motcua/motcua-{day:%Y%m%d}.xml", text,
                    modified=START - datetime.timedelta(days=1, seconds=number))
    service = Service(place)
    try:
        service.wait_idle()
        time.sleep(1)
        costs = []
        for _ in range(WINDOWS):
            before, begun = service.processor_seconds(), clock.passed()
            clock.wait(begun + datetime.timedelta(seconds=WINDOW_POLLS * POLL_SECONDS))
            polls = (clock.passed() - begun).total_seconds() / POLL_SECONDS
            costs.append((service.processor_seconds() - before) / polls * 1000)
        figures, runs = service.figures(), service.runs()
        service.stop()
    finally:
        service.kill()
    return statistics.median(costs), figures, runs
