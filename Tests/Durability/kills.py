"""Kills at any moment: histories are lived through while the process is killed again and again."""

import random
import re
import signal
import subprocess
import threading
import time

from district import HISTORY, PURGE
from installation import Difference, Installation, compare

RUN = re.compile(rb'"run":(\d+)')
LIST = re.compile(rb"lists/(\d+)-")
# Old exports are removed between the runs, too.
LIFE = [step for reconcile in HISTORY[:-1] for step in (reconcile, PURGE)]


class Kills:
    """Kills so many processes, in as many histories as that takes."""

    def __init__(self, tools, count, seed):
        self.tools = tools
        self.left = count
        self.seed = seed
        self.killed = 0
        self.in_a_row = 0
        self.purges = 0
        self.histories = 0
        self.failures = []
        self.mutex = threading.Lock()
        twin = Installation(tools.work / "kills-twin", tools)
        self.seconds = []
        for step in LIFE:
            twin.prepare(step)
            begun = time.monotonic()
            twin.expect(step)
            self.seconds.append(time.monotonic() - begun)
        self.twin = in_order_of_runs(twin.shown())

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
            dice = random.Random(f"{self.seed}-{number}")
            installation = Installation(self.tools.work / f"kills-{worker}", self.tools)
            try:
                for step, seconds in zip(LIFE, self.seconds):
                    installation.prepare(step)
                    self.live_through(installation, step, seconds, dice)
                shown = installation.shown()
                installation.check(shown)
                compare(in_order_of_runs(shown), self.twin)
            except Exception as error:
                kept = installation.keep(f"kills-{self.seed}-{number}")
                with self.mutex:
                    self.failures.append(
                        f"history {number} of --seed {self.seed}: {type(error).__name__}: {error}"
                        f"\n{kept}")

    def live_through(self, installation, step, seconds, dice):
        """Kills a command some times, also with `purge` waiting beside it, and lets it end once."""
        row = 0
        for _ in range(dice.choice((0, 1, 1, 2, 3))):
            beside = None
            if step is not PURGE and dice.random() < 0.2:
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
                    self.purges += step is PURGE
                    self.in_a_row = max(self.in_a_row, row)
            elif process.returncode != step.status:
                raise Difference(f"«{step.name}» ended with {process.returncode}")
            else:
                row = 0
        installation.expect(step)


def start(installation, step):
    return subprocess.Popen(
        installation.command(step), env=installation.environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def in_order_of_runs(shown):
    """The same tree with runs numbered by their order.

    A run that was killed after it had recorded everything is followed by one that only writes the
    files; that one takes a number, too.
    """
    lines = shown.get("alerts/alerts.jsonl")
    numbers = {}
    for number in RUN.findall(lines.text if lines else b""):
        numbers.setdefault(number, str(len(numbers) + 1).encode())

    def renumbered(match):
        return match.group().replace(match.group(1), numbers.get(match.group(1), b"?"))

    tree = {}
    for name, kept in shown.items():
        text = kept.text and LIST.sub(renumbered, RUN.sub(renumbered, kept.text))
        tree[LIST.sub(renumbered, name.encode()).decode()] = kept._replace(text=text)
    return tree
