"""Waiting for what has to happen, never for time alone."""

import time

PAUSE_SECONDS = 0.02


class Trouble(Exception):
    """What keeps a test from going on."""


def until(what, seconds, probe):
    """Asks again and again; returns the first answer that is true."""
    end = time.monotonic() + seconds
    while True:
        answer = probe()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Trouble(f"not within {seconds} s: {what}")
        time.sleep(PAUSE_SECONDS)
