"""Every fault at every durable step of every command of a history."""

import collections
import errno
import hashlib
import queue
import re
import signal
import threading
from typing import NamedTuple

from comparison import Difference, check_messages, compare
from installation import GROWING, Installation
from kills import in_order_of_runs
from rotation import join

NAMING = ("create", "mkdir", "rename", "unlink")
NEED_ROOM = ("create", "mkdir", "write", "copy")
TORN = ("torn-first", "torn-half", "torn-last", "torn-line")
ROTATIONS = ("rotate", "rotate-hup", "rotate-before")
KINDS = ("before", "next", "after", "torn", "ENOSPC", "EIO", "full", "lost", "rotate")
OLD = re.compile(r"^alerts/(units/\w+/)?(lists/|alerts\.(jsonl|log)-)")
ROTATED = re.compile(r"/alerts\.(jsonl|log)-")
NOT_ARCHIVED = "could not be copied into the archive"


class Trial(NamedTuple):
    number: int  # of the durable step; one more than there are: after the last
    operation: str
    path: str
    kind: str


def trials(steps, kinds, every, history):
    """The faults to try at the steps of one command, and behind the last of them.

    Dying after a step leaves what dying before the next one leaves, so that `after` is tried only
    when it is asked for. What is lost with the power changes with each sync and with each name.
    """
    published = [number for number, (_, path) in enumerate(steps, 1) if path.startswith("alerts")]
    row = [("", ""), *steps, ("end", ""), ("", "")]
    for number, here in enumerate(row[1:-1], 1):
        operation, path = here
        before, after = row[number - 1], row[number + 1]
        chosen = ["before"]
        if operation != "end":
            chosen.append("after")
        if published and number >= published[0]:
            chosen.append("next")
        if operation in ("write", "copy"):
            chosen += TORN if path.startswith("alerts") else ["torn-half"]
        # Of a row of writes to the journal the first and the last may fail each in its way, and
        # what dying between them leaves is rolled back.
        if before == here == after and number % history.row:
            continue
        if operation != "end" and not before == here == after:
            chosen.append("EIO")
            if operation in NEED_ROOM:
                chosen += ["ENOSPC", "full"]
        if operation in ("sync", "end"):
            chosen.append("lost-all")
        if before[0] in ("sync", *NAMING):
            chosen += ["lost-data", "lost-names"]
        if published and number >= published[0] and "/lists" not in path and (
                path.startswith("alerts") or before[0] == "sync"):
            chosen += ["rotate", "rotate-before"]
            if path.endswith(GROWING):
                chosen.append("rotate-hup")
        if not history.is_rotated_by_others:
            chosen = [kind for kind in chosen if kind not in ROTATIONS]
        is_alert = path.startswith("alerts") and not path.startswith("alerts/health")
        sample = history.alerts_sample if is_alert else history.state_sample
        if number % every or number % sample and not ROTATED.search(path):
            continue
        for kind in chosen:
            if kind in kinds or kind.split("-")[0] in kinds:
                yield Trial(number, operation, path, kind)


class Twin(NamedTuple):
    """One command of an undisturbed history: its steps, what it said and what it left."""

    steps: list
    errors: set  # what it and the commands before it said
    shown: dict
    archived: list  # paths of the exports in the order in which they were archived


def undisturbed(tools, history):
    """Lives through a history without a fault."""
    installation = Installation(tools.work / f"twin-{history.name}", tools)
    twins, said = [], set()
    for step in history.steps:
        installation.prepare(step)
        outcome, steps = installation.steps(step)
        if outcome.status != step.status:
            raise Difference(
                f"the twin's «{step.name}» ended with {outcome.status}: {outcome.errors}")
        names = {
            hashlib.sha256(text.encode()).hexdigest(): name
            for name, text in step.delivered.items()}
        archived = [
            names[path.rsplit("/", 1)[1]] for operation, path in steps
            if operation == "rename" and path.startswith("state/archive/")]
        shown = installation.shown()
        installation.check(shown)
        said = said | set(outcome.errors)
        twins.append(Twin(steps, said, shown, archived))
    return twins


class Matrix:
    def __init__(self, tools, history, twins, kinds, every):
        self.tools = tools
        self.history = history
        self.steps = history.steps
        self.twins = twins
        self.kinds = kinds
        self.every = every
        self.counts = collections.Counter()
        self.failures = []
        self.late = {}
        self.mutex = threading.Lock()

    def run(self, workers):
        """Tries all; each worker goes through the whole history in a folder of its own."""
        jobs = []
        for index, (step, twin) in enumerate(zip(self.steps, self.twins)):
            waiting = queue.SimpleQueue()
            # What `purge` removes from the alert directory the next run does not remove.
            has_next = all(other.publishes for other in self.steps[index:index + 2])
            for trial in trials(twin.steps, self.kinds, self.every, self.history):
                if trial.kind != "next" or has_next and index + 1 < len(self.steps):
                    waiting.put(trial)
            jobs.append(waiting)
        threads = [
            threading.Thread(target=self.work, args=(number, jobs)) for number in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def work(self, worker, jobs):
        try:
            folder = self.tools.work / f"matrix-{self.history.name}-{worker}"
            installation = Installation(folder, self.tools)
            for index, (step, waiting) in enumerate(zip(self.steps, jobs)):
                installation.prepare(step)
                installation.snapshot()
                while True:
                    try:
                        trial = waiting.get_nowait()
                    except queue.Empty:
                        break
                    self.attempt(installation, index, trial)
                    installation.restore()
                installation.expect(step)
        except Exception as error:
            with self.mutex:
                self.failures.append(f"worker {worker}: {type(error).__name__}: {error}")

    def attempt(self, installation, index, trial):
        step, twin = self.steps[index], self.twins[index]
        try:
            if trial.kind == "next":
                self.go_on(installation, index, trial)
            else:
                self.disturb(installation, index, trial)
        except Difference as difference:
            kept = installation.keep(f"{self.history.name}-{index}-{trial.number}-{trial.kind}")
            with self.mutex:
                self.failures.append(
                    f"«{step.name}», {trial.kind} at step {trial.number} of {len(twin.steps)}"
                    f" ({trial.operation} {trial.path}):\n{difference}\n{kept}")
        with self.mutex:
            self.counts[trial.operation, trial.kind] += 1

    def disturb(self, installation, index, trial):
        """One run with the fault, one without; then everything is as the twin has it."""
        step, twin = self.steps[index], self.twins[index]
        code = getattr(errno, trial.kind) if trial.kind.startswith("E") else 0
        told = installation.last_event() if step.completed_by else 0
        outcome = installation.run(
            step, kind="fail" if code else trial.kind, errno=code, number=trial.number)
        wanted = twin.shown
        if code or trial.kind == "full":
            if outcome.status not in (step.status, 2):
                raise Difference(f"it ended with {outcome.status}: {outcome.errors}")
            said = check_messages(outcome, twin.errors, limit=1 if code else 1 + len(twin.archived))
            if outcome.status == 2 and step.status != 2 and not said:
                raise Difference("it ended with 2 and said nothing")
            if code and any(NOT_ARCHIVED in line for line in said):
                wanted = self.late_twin(index, trial)
        elif trial.kind in ("rotate", "rotate-hup"):
            if outcome.status != step.status:
                raise Difference(f"it ended with {ended(outcome)}: {outcome.errors}")
        elif outcome.status != -signal.SIGKILL:
            raise Difference(f"it ended with {ended(outcome)} instead of dying: {outcome.errors}")
        again = installation.finish(step, told)
        check_messages(again, twin.errors, limit=0)
        shown = installation.shown()
        if trial.kind in ROTATIONS:
            for name in GROWING:
                join(shown, name, 1)
        if trial.operation == "unlink" or trial.kind.startswith("lost"):
            # A copy that was to be thrown away is in nobody's way: `purge` tries again.
            for path in [path for path in shown if path.startswith("state/archive/")]:
                if path not in wanted:
                    del shown[path]
        installation.check(shown)
        if self.is_still_to_go(trial, shown, wanted, installation.files, installation.alerts):
            # What the program could not remove, or what a loss of power brought back, goes when the
            # next run removes what is old by then.
            if index + 1 < len(self.steps):
                self.go_ahead(installation, index, in_order_of_runs)
        else:
            compare(shown, wanted)

    @staticmethod
    def is_still_to_go(trial, shown, wanted, before, alerts):
        """Whether nothing but old files is left over, each as it was before."""
        left = shown.keys() - wanted.keys()
        if not left or trial.operation != "unlink" and not trial.kind.startswith("lost"):
            return False
        return all(
            OLD.search(name) and before[alerts / name[len("alerts/"):]].text == shown[name].text
            for name in left)

    def go_on(self, installation, index, trial):
        """Dies when everything is recorded; the next command has news and tells the old as well."""
        outcome = installation.run(self.steps[index], kind="before", number=trial.number)
        if outcome.status != -signal.SIGKILL:
            raise Difference(f"it ended with {ended(outcome)} instead of dying: {outcome.errors}")
        self.go_ahead(installation, index)

    def go_ahead(self, installation, index, order=lambda shown: shown):
        """Gives the next command of the history, which leaves what its twin left."""
        with installation.ahead(self.steps[index + 1]):
            check_messages(
                installation.expect(self.steps[index + 1]), self.twins[index + 1].errors, limit=0)
        shown = installation.shown()
        installation.check(shown)
        compare(order(shown), order(self.twins[index + 1].shown))

    def late_twin(self, index, trial):
        """The history in which the export that could not be archived came after the first run."""
        twin = self.twins[index]
        begun = sum(
            1 for operation, path in twin.steps[:trial.number]
            if operation == "create" and path == "state/archive/incoming")
        missing = twin.archived[max(0, begun - 1)]
        with self.mutex:
            if (index, missing) in self.late:
                return self.late[index, missing]
            folder = self.tools.work / f"late-{self.history.name}-{index}-{begun}"
            installation = Installation(folder, self.tools)
            for step in self.steps[:index]:
                installation.prepare(step)
                installation.expect(step)
            installation.prepare(self.steps[index], without=missing)
            installation.run(self.steps[index])
            installation.write(missing, self.steps[index].delivered[missing])
            installation.expect(self.steps[index])
            self.late[index, missing] = installation.shown()
            return self.late[index, missing]


def ended(outcome):
    return signal.Signals(-outcome.status).name if outcome.status < 0 else outcome.status
