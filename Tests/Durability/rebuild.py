"""The journal is lost or damaged, and made again from the alert files with faults on the way."""

import collections
import errno
import queue
import signal
import sqlite3
import threading

from district import Step
from comparison import Difference, check_messages, compare
from installation import Installation, keep, walk
from matrix import ended, trials

REBUILD = Step("rebuild", ("alerts", "rebuild"), clock="2021-08-01T08:00:00+07:00")
PAGE = 16384


def delete(journal):
    journal.unlink()


def damage(journal):
    """The second page, which the catalogue of tables leads to, is full of nonsense."""
    with open(journal, "r+b") as file:
        file.seek(PAGE)
        file.write(b"\xa5" * PAGE)


LOSSES = {"deleted": delete, "damaged": damage}


class Rebuild:
    def __init__(self, tools, history, kinds, every):
        self.tools = tools
        self.history = history
        self.kinds = kinds
        self.every = every
        self.steps = {}  # how many durable steps it has, by what was lost
        self.counts = collections.Counter()
        self.failures = []
        self.mutex = threading.Lock()

    def run(self, workers):
        for loss in LOSSES:
            waiting = queue.SimpleQueue()
            try:
                twin = Trials(self.tools, self.history, loss, "twin")
            except Difference as difference:
                self.failures.append(f"undisturbed rebuild of a {loss} journal:\n{difference}")
                continue
            self.steps[loss] = len(twin.durable)
            for trial in trials(twin.durable, self.kinds, self.every, self.history):
                if trial.kind != "next" and not trial.kind.startswith("rotate"):
                    waiting.put(trial)
            threads = [
                threading.Thread(target=self.work, args=(loss, number, waiting))
                for number in range(workers)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    def work(self, loss, worker, waiting):
        try:
            trials = Trials(self.tools, self.history, loss, worker)
            while True:
                try:
                    trial = waiting.get_nowait()
                except queue.Empty:
                    return
                self.attempt(trials, loss, trial)
        except Exception as error:
            with self.mutex:
                self.failures.append(f"worker {worker}: {type(error).__name__}: {error}")

    def attempt(self, trials, loss, trial):
        try:
            trials.attempt(trial)
        except Difference as difference:
            kept = trials.installation.keep(f"rebuild-{loss}-{trial.number}-{trial.kind}")
            with self.mutex:
                self.failures.append(
                    f"rebuild of a {loss} journal, {trial.kind} at step {trial.number} of"
                    f" {self.steps[loss]} ({trial.operation} {trial.path}):\n{difference}\n{kept}")
        with self.mutex:
            self.counts[trial.operation, trial.kind] += 1


class Trials:
    """The end of a history without its journal, and what a rebuild makes of it."""

    def __init__(self, tools, history, loss, worker):
        self.installation = Installation(tools.work / f"rebuild-{loss}-{worker}", tools)
        for step in history.steps:
            self.installation.prepare(step)
            self.installation.expect(step)
        self.again = history.steps[-1]
        self.journal = self.installation.state / "journal.sqlite"
        LOSSES[loss](self.journal)
        self.lost = self.contents()
        self.shown = self.installation.shown()
        self.installation.snapshot()
        self.refuses()
        outcome, self.durable = self.installation.steps(REBUILD)
        if outcome.status:
            raise Difference(f"it ended with {ended(outcome)}: {outcome.errors}")
        self.rebuilt = self.dump()
        self.go_on()
        self.installation.restore()

    def refuses(self):
        """Without its journal no run goes on, which would number everything anew."""
        outcome = self.installation.run(self.again)
        if outcome.status != 2 or not check_messages(outcome, ()):
            raise Difference(f"a run without its journal ended with {ended(outcome)}")
        if self.contents() != self.lost:
            raise Difference("a run without its journal made one")
        compare(self.installation.shown(), self.shown)

    def attempt(self, trial):
        code = getattr(errno, trial.kind) if trial.kind.startswith("E") else 0
        installation = self.installation
        installation.restore()
        outcome = installation.run(
            REBUILD, kind="fail" if code else trial.kind, errno=code, number=trial.number)
        if code or trial.kind == "full":
            if outcome.status not in (0, 2):
                raise Difference(f"it ended with {ended(outcome)}: {outcome.errors}")
            said = check_messages(outcome, ())
            if outcome.status == 2 and not said:
                raise Difference("it ended with 2 and said nothing")
        elif outcome.status != -signal.SIGKILL:
            raise Difference(f"it ended with {ended(outcome)} instead of dying: {outcome.errors}")
        compare(installation.shown(), self.shown)
        if self.is_old():
            self.refuses_still()
            outcome = installation.run(REBUILD)
            if outcome.status:
                raise Difference(f"it was refused afterwards: {outcome.errors}")
        if self.dump() != self.rebuilt:
            raise Difference("the journal is not the one that an undisturbed rebuild makes")
        self.go_on()

    def is_old(self):
        """Whether the journal is lost still, as it was or moved aside; false: it is there anew."""
        found = self.contents()
        if found == self.lost:
            return True
        if found is not None:
            return False
        aside = list(self.journal.parent.glob("journal.sqlite.damaged-*"))
        if [path.read_bytes() for path in aside] != [self.lost]:
            raise Difference(f"the damaged journal is gone; there are {aside}")
        return True

    def refuses_still(self):
        outcome = self.installation.run(self.again)
        if outcome.status != 2:
            raise Difference(f"a run after it ended with {ended(outcome)}")
        compare(self.installation.shown(), self.shown)

    def go_on(self):
        """The next run takes the exports anew and has nothing to tell."""
        self.installation.expect(self.again)
        shown = self.installation.shown()
        compare(shown, self.shown)
        self.installation.check(shown)
        aside = [] if self.lost is None else [self.lost]
        others = {
            path.name: keep(path).text for path in walk(self.installation.state)
            if path.name.startswith("journal.sqlite") and path != self.journal}
        if list(others.values()) != aside:
            raise Difference(f"beside the journal there is {sorted(others)}")

    def contents(self):
        return self.journal.read_bytes() if self.journal.exists() else None

    def dump(self):
        """Everything in the journal; which file is which is as it was."""
        journal = sqlite3.connect(f"file:{self.journal}?mode=ro", uri=True)
        try:
            return list(journal.iterdump())
        except sqlite3.DatabaseError as error:
            raise Difference(f"the journal is damaged: {error}") from None
        finally:
            journal.close()
