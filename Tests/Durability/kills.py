"""Kills at any moment: histories are lived through while the process is killed again and again."""

import random
import re
import signal
import subprocess
import threading
import time

from district import ANSWERED, HISTORY, PURGE
from comparison import Difference, compare
from installation import Installation

RUN = re.compile(rb'"(?:opening_)?run":(\d+)')
# An answer names the last run, also one that told nothing; so does a snapshot just before it.
ANSWER = re.compile(rb'("event":"(?:acknowledged|snoozed|snapshot)",.*?"run":)\d+')
LIST = re.compile(rb"lists/(\d+)-")
# Old exports are removed between the runs, too; where answers are given, when it is time to.
LIVES = (
    [step for reconcile in HISTORY[:-1] for step in (reconcile, PURGE)],
    list(ANSWERED),
)


class Kills:
    """Kills so many processes, in as many histories as that takes."""

    def __init__(self, tools, count, seed):
        self.tools = tools
        self.left = count
        self.seed = seed
        self.killed = 0
        self.in_a_row = 0
        self.purges = 0
        self.answers = 0
        self.histories = 0
        self.failures = []
        self.mutex = threading.Lock()
        self.seconds = []
        self.twins = []
        for number, life in enumerate(LIVES):
            twin = Installation(tools.work / f"kills-twin-{number}", tools)
            self.seconds.append([])
            for step in life:
                twin.prepare(step)
                begun = time.monotonic()
                twin.expect(step)
                self.seconds[-1].append(time.monotonic() - begun)
            self.twins.append(in_order_of_runs(twin.shown()))

    def run(self, workers):
        threads = [threading.Thread(target=self.work, args=(n,)) for n in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def work(self, worker):
        while True:
            with self.mutex:
                if self.left <= 0:
                    return
                self.histories += 1
                number = self.histories
            life = number % len(LIVES)
            dice = random.Random(f"{self.seed}-{number}")
            installation = Installation(self.tools.work / f"kills-{worker}", self.tools)
            try:
                for step, seconds in zip(LIVES[life], self.seconds[life]):
                    installation.prepare(step)
                    self.live_through(installation, step, seconds, dice, life)
                shown = installation.shown()
                installation.check(shown)
                compare(in_order_of_runs(shown), self.twins[life])
            except Exception as error:
                kept = installation.keep(f"kills-{self.seed}-{number}")
                with self.mutex:
                    self.failures.append(
                        f"history {number} of --seed {self.seed}: {type(error).__name__}: {error}"
                        f"\n{kept}")

    def live_through(self, installation, step, seconds, dice, life):
        """Kills a command some times, also with `purge` waiting beside it, and lets it end once."""
        row = 0
        told = installation.last_event() if step.completed_by else 0
        for _ in range(dice.choice((0, 1, 1, 2, 3))):
            beside = None
            if PURGE in LIVES[life] and step is not PURGE and dice.random() < 0.2:
                beside = start(installation, PURGE)
            process = start(installation, step)
            try:
                process.wait(dice.random() * seconds * 1.2)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            process.wait()
            if beside and beside.wait() != PURGE.status:
                raise Difference(f"purge beside «{step.name}» ended with {beside.returncode}")
            if process.returncode == -signal.SIGKILL:
                row += 1
                with self.mutex:
                    self.killed += 1
                    self.left -= 1
                    self.purges += step.arguments == PURGE.arguments
                    self.answers += bool(step.completed_by)
                    self.in_a_row = max(self.in_a_row, row)
            elif process.returncode != step.status:
                raise Difference(f"«{step.name}» ended with {process.returncode}")
            else:
                row = 0
            if step.completed_by and installation.last_event() > told:
                # Half of the times nobody looks after it: the next command tells it.
                if dice.random() < 0.5:
                    installation.finish(step, told)
                return
        installation.expect(step)


def start(installation, step):
    return subprocess.Popen(
        installation.command(step), env=installation.environment(step),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def in_order_of_runs(shown):
    """The same tree with runs numbered by their order.

    A run that was killed after it had recorded everything is followed by one that only writes the
    files; that one takes a number, too.
    """
    shown = {
        name: kept._replace(text=kept.text and ANSWER.sub(rb"\1-", kept.text))
        for name, kept in shown.items()}
    found = {
        int(number) for name, kept in shown.items() if kept.text
        for number in RUN.findall(kept.text) + LIST.findall(kept.text + name.encode())}
    numbers = {number: str(place).encode() for place, number in enumerate(sorted(found), 1)}

    def renumbered(match):
        return match.group().replace(match.group(1), numbers[int(match.group(1))])

    tree = {}
    for name, kept in shown.items():
        text = kept.text and LIST.sub(renumbered, RUN.sub(renumbered, kept.text))
        tree[LIST.sub(renumbered, name.encode()).decode()] = kept._replace(text=text)
    return tree
