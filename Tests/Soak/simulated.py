"""Clocks that go faster than the machine's, for the service and for what is delivered to it."""

import datetime
import os
import time

ZONE = datetime.timezone(datetime.timedelta(hours=7))


class Clock:
    """All clocks of a process that is started with `environment` go `speed` times as fast."""

    def __init__(self, library, folder, speed, start):
        self.speed = speed
        self.start = start
        self.library = library
        self.ahead_file = folder / "ahead"
        self.ahead = 0
        self.since = time.monotonic_ns()
        self.jump(0)

    @property
    def environment(self):
        return {
            "LD_PRELOAD": str(self.library), "CLOCK_SPEED": str(self.speed),
            "CLOCK_SINCE": str(self.since),
            "CLOCK_SINCE_WALL": str(int(self.start.timestamp())),
            "CLOCK_AHEAD_FILE": str(self.ahead_file)}

    def jump(self, seconds):
        """Puts the wall clock forward, or back, so far from where it would be."""
        self.ahead = seconds
        new = self.ahead_file.with_suffix(".new")
        new.write_text(str(seconds))
        new.chmod(0o644)
        os.replace(new, self.ahead_file)

    def passed(self):
        """How long it has been going, whatever the wall clock was put to."""
        seconds = (time.monotonic_ns() - self.since) / 1e9 * self.speed
        return datetime.timedelta(seconds=seconds)

    def now(self):
        """What the wall clock shows."""
        return self.start + self.passed() + datetime.timedelta(seconds=self.ahead)

    def wait(self, passed):
        """Until it has been going so long."""
        left = (passed - self.passed()).total_seconds()
        if left > 0:
            time.sleep(left / self.speed)
