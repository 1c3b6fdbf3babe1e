"""What was checked, one sentence a line."""

import contextlib
import time
import traceback

from waiting import Trouble, until

SHOWN_WHEN_OK, SHOWN_WHEN_FAILED = 160, 2000


def until_not(seconds, probe):
    """Whether something comes true within the time, which would be a fault."""
    try:
        return until("", seconds, probe)
    except Trouble:
        return False


class Report:
    def __init__(self, tell_more=lambda: ""):
        self.tell_more = tell_more  # what helps to understand a failure
        self.held = 0
        self.failed = []

    @contextlib.contextmanager
    def part(self, title):
        """A row of checks that need each other; what stops them does not stop the next part."""
        print(f"\n{title}", flush=True)
        before = len(self.failed)
        begun = time.monotonic()
        try:
            yield
        except (Trouble, OSError, LookupError, ValueError) as trouble:
            place = traceback.extract_tb(trouble.__traceback__)[1]
            self._tell(
                f"«{title}» goes on to its end", False,
                f"{place.name}, line {place.lineno}: {type(trouble).__name__}: {trouble}")
        if len(self.failed) > before:
            print("".join(f"  | {line}\n" for line in self.tell_more().splitlines()), end="")
        print(f"  ({time.monotonic() - begun:.0f} s)", flush=True)

    def check(self, sentence, holds, seen=""):
        """One sentence and whether it holds; `seen` is shown with it."""
        self._tell(sentence, bool(holds), str(seen))

    def equal(self, sentence, seen, expected):
        self._tell(
            sentence, seen == expected,
            f"{seen}" if seen == expected else f"{seen!r} instead of {expected!r}")

    def within(self, sentence, seconds, probe, seen=lambda: ""):
        """A sentence that comes true in time; returns the answer that made it true, or None."""
        begun = time.monotonic()
        try:
            answer = until(sentence, seconds, probe)
        except Trouble:
            self._tell(sentence, False, f"not within {seconds} s {seen()}")
            return None
        self._tell(sentence, True, f"{time.monotonic() - begun:.1f} s {seen()}".strip())
        return answer

    def _tell(self, sentence, holds, seen):
        if holds:
            self.held += 1
        else:
            self.failed.append(sentence)
        shown = " ⏎ ".join(seen.strip().splitlines())
        most = SHOWN_WHEN_OK if holds else SHOWN_WHEN_FAILED
        shown = shown if len(shown) <= most else shown[:most] + "…"
        print(f"  {'ok    ' if holds else 'FAILED'} {sentence}" + (f": {shown}" if shown else ""),
              flush=True)
