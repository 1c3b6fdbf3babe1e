"""The growing files are renamed, as logrotate does, at any moment while runs go on."""

import collections
import json
import os
import random
import re
import signal
import subprocess

from district import HISTORY
from comparison import Difference, compare
from installation import GROWING, Installation
from kills import in_order_of_runs, start

NUMBERS = re.compile(rb"#(\d{6,})(?:\xe2\x80\x93#(\d{6,}))?")


class Rotation:
    def __init__(self, tools, rounds, seed):
        self.tools = tools
        self.rounds = rounds
        self.seed = seed
        self.renamed = 0
        self.hung_up = 0  # SIGHUPs that reached a running process
        self.failures = []
        twin = Installation(tools.work / "rotation-twin", tools)
        for step in HISTORY:
            twin.prepare(step)
            twin.expect(step)
        self.twin = in_order_of_runs(twin.shown())

    def run(self):
        for number in range(self.rounds):
            for signals in (False, True):
                dice = random.Random(f"{self.seed}-{number}-{signals}")
                installation = Installation(self.tools.work / "rotation", self.tools)
                try:
                    self.live(installation, dice, signals)
                except Difference as difference:
                    kept = installation.keep(f"rotation-{self.seed}-{number}-{signals:d}")
                    self.failures.append(
                        f"round {number} of --seed {self.seed}"
                        f" ({'with' if signals else 'without'} SIGHUP):\n{difference}"
                        f"\n{kept}")

    def live(self, installation, dice, signals):
        counts = dict.fromkeys(GROWING, 0)
        died = 0
        for step in HISTORY:
            installation.prepare(step)
            process = start(installation, step)
            while process.poll() is None:
                try:
                    process.wait(dice.random() * 0.006)
                    break
                except subprocess.TimeoutExpired:
                    self.rotate(installation, dice, counts)
                    if signals and is_at_work(installation, process):
                        process.send_signal(signal.SIGHUP)
                        self.hung_up += 1
            died += process.returncode == -signal.SIGHUP
            if process.returncode == -signal.SIGHUP:
                installation.expect(step)
            elif process.returncode != step.status:
                raise Difference(f"«{step.name}» ended with {process.returncode}")
            if dice.random() < 0.5:
                self.rotate(installation, dice, counts)
        shown = installation.shown()
        for name in GROWING:
            join(shown, name, counts[name])
        installation.check(shown)
        shown = in_order_of_runs(shown)
        for name in GROWING:
            self.check(name, shown[f"alerts/{name}"].text)
        compare(shown, self.twin)
        if died:
            raise Difference(f"{died} of {len(HISTORY)} processes died of SIGHUP")

    def rotate(self, installation, dice, counts):
        """Renames each file with a chance, to NAME.1, NAME.2 and so on in the order of time."""
        for name in GROWING:
            path = installation.alerts / name
            if dice.random() < 0.5:
                try:
                    os.rename(path, f"{path}.{counts[name] + 1}")
                except FileNotFoundError:
                    continue
                counts[name] += 1
                self.renamed += 1

    def check(self, name, text):
        """The lines are the twin's, none missing and none twice."""
        lines, wanted = text.splitlines(), self.twin[f"alerts/{name}"].text.splitlines()
        told = collections.Counter(lines)
        twice = [number(line) for line, times in told.items() if times > 1]
        missing = [number(line) for line in wanted if line not in told]
        if twice or missing:
            raise Difference(f"alerts/{name} and its pieces: twice {twice}; missing {missing}")


def is_at_work(installation, process):
    """Whether it holds the lock: a signal before its first line of code is no business of its."""
    try:
        return (installation.state / "lock").read_text().strip() == str(process.pid)
    except FileNotFoundError:
        return False


def join(shown, name, count):
    """Puts the pieces of a rotated file and the one that took its name together in their order."""
    current, text, last = f"alerts/{name}", b"", None
    for piece in [*(f"{current}.{number}" for number in range(1, count + 1)), current]:
        kept = shown.pop(piece, None)
        if not kept:
            continue
        if kept.text and not kept.text.endswith(b"\n"):
            raise Difference(f"{piece} ends within a line")
        text += b"".join(
            line for line in kept.text.splitlines(keepends=True)
            if b'"event":"snapshot"' not in line)
        last = kept
    if last:
        # Without news after the rotation the name itself comes back with the next event.
        shown[current] = last._replace(text=text)


def number(line):
    """The number of an event, or those of a group."""
    if line.startswith(b"{"):
        return json.loads(line)["seq"]
    return NUMBERS.search(line).group().decode()
