"""What is held against an undisturbed twin: bytes, modes, numbers of events, messages."""

import json
import os
import re

# What only a programmer can read has no place in a message.
NOT_PLAIN = re.compile(
    r"SQL|SELECT|INSERT|UPDATE |PRAGMA|GRDB|Fatal|NSCocoa|Error Domain|\.swift|Optional\(")
COMPLETED = re.compile(r"\d+ event\(s\) of an interrupted run were completed")


class Difference(Exception):
    """What should be the same is not: the first line says what, the rest where."""


def lines_files(shown):
    """The names of the files that the program rotated, as time goes, and of the one that grows."""
    rotated = sorted(name for name in shown if name.startswith("alerts/alerts.jsonl-"))
    return rotated + [name for name in ("alerts/alerts.jsonl",) if name in shown]


def check_numbers(shown):
    """Each number once, rising by one; snapshots in a rotated file are passed over."""
    names = lines_files(shown)
    events = [json.loads(line) for name in names for line in shown[name].text.splitlines()]
    numbers = [event["seq"] for event in events if event["event"] != "snapshot"]
    # The first of the files that the program rotated may have been kept long enough.
    first = numbers[0] if numbers and len(names) > 1 else 1
    if numbers != list(range(first, first + len(numbers))):
        raise Difference(f"the numbers in alerts.jsonl are {numbers}")


def compare(found, wanted):
    """Raises when two trees (see `Installation.shown`) are not the same."""
    faults = []
    for name in sorted(found.keys() | wanted.keys()):
        ours, twin = found.get(name), wanted.get(name)
        if not ours or not twin:
            faults.append(f"{name} is {'missing' if twin else 'left over'}")
        elif ours.text != twin.text:
            faults.append(f"{name} has other bytes than the twin's ({where(ours.text, twin.text)})")
        elif (ours.mode, ours.group) != (twin.mode, twin.group):
            faults.append(
                f"{name} has mode {ours.mode:o} and group {ours.group}"
                f" instead of {twin.mode:o} and {twin.group}")
    if faults:
        raise Difference("\n".join(faults))


def where(ours, twin):
    if ours is None or twin is None:
        return "one is a folder"
    same = os.path.commonprefix([ours, twin])
    line = same.count(b"\n") + 1
    return f"line {line}; {len(ours)} bytes instead of {len(twin)}"


def check_messages(outcome, usual, limit=1):
    """One plain line beside what is said anyway, and beside what was completed."""
    unusual = [line for line in outcome.errors
               if line not in usual and not COMPLETED.fullmatch(line)]
    if len(unusual) > limit:
        raise Difference(f"{len(unusual)} messages: " + " / ".join(unusual))
    for line in unusual:
        if NOT_PLAIN.search(line):
            raise Difference(f"not a plain message: {line}")
    return unusual
