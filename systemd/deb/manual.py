#!/usr/bin/env python3
"""Manual pages from what the program says of its commands.

    doisoat --experimental-dump-help | manual.py VERSION FOLDER

A page for `doisoat` and one for each of its commands, whose subcommands are sections of it.
"""

import itertools
import json
import pathlib
import re
import sys

FILES = [
    ("/etc/doisoat/doisoat.yaml", "the settings; units.yaml and calendar.yaml lie beside it"),
    ("/var/spool/doisoat", "the inbox: exports arrive here, and are never changed"),
    ("/var/log/doisoat", "the alert files"),
    ("/var/lib/doisoat", "the journal and the archive of exports"),
]
ENVIRONMENT = [
    ("DOISOAT_CONFIG", "the settings file where --config names none"),
    ("STATE_DIRECTORY", "where the journal is, unless the settings say it (systemd sets it)"),
    ("LOGS_DIRECTORY", "where the alert files are, unless the settings say it (systemd sets it)"),
]
STATUSES = [
    ("0", "done"),
    ("1", "done, and an open alert reaches --fail-on; or a rule test failed"),
    ("2", "could not do all its work"),
    ("64", "usage"),
    ("78", "settings refused; every fault is listed"),
]

# Of commands whose statuses mean something of their own.
OWN_STATUSES = {
    "run": [
        ("0", "it was asked to end (SIGTERM, SIGINT)"),
        ("2", "the state directory cannot be used, or another service is at work on it"),
        ("78", "settings refused at the start; every fault is listed"),
    ],
    "status": [
        ("0", "healthy"),
        ("1", "needs attention"),
        ("2", "not running, or what is published cannot be read"),
        ("78", "settings refused, and no service is at work by older ones"),
    ],
}


def main():
    version, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    program = json.load(sys.stdin)["command"]
    commands = [each for each in shown(program["subcommands"]) if each["commandName"] != "help"]
    folder.mkdir(parents=True)
    for command in [program, *commands]:
        path = [program["commandName"]] + [command["commandName"]] * (command is not program)
        others = [[program["commandName"], each["commandName"]] for each in commands]
        others = [each for each in [path[:1], *others] if each != path]
        text = page(command, path, version, others, whole=command is not program)
        (folder / f"{'-'.join(path)}.1").write_text(text, "utf-8")


def page(command, path, version, others, whole):
    name = "-".join(path)
    lines = [f'.TH {name.upper()} 1 "" "doisoat {version}" "Đối Soát"',
             ".nh", ".ad l", ".SH NAME", f"{plain(name)} \\- {plain(phrase(command['abstract']))}",
             ".SH SYNOPSIS", *synopsis(command, path)]
    if command.get("discussion"):
        lines += [".SH DESCRIPTION", *paragraphs(command["discussion"])]
    subcommands = [each for each in shown(command.get("subcommands", []))
                   if each["commandName"] != "help"]
    if whole:
        lines += options(command)
        if path[-1] in OWN_STATUSES:
            lines += listed("EXIT STATUS", OWN_STATUSES[path[-1]])
        for each in subcommands:
            lines += [f".SH {plain(each['commandName'].upper())}", *paragraphs(each["abstract"]), ".PP",
                      *synopsis(each, [*path, each["commandName"]]), ".PP",
                      *paragraphs(each.get("discussion", "")), *options(each, ".SS Options")]
    else:
        lines += [".SH COMMANDS"]
        for each in subcommands:
            lines += item(f"\\fB{plain(each['commandName'])}\\fR", each["abstract"])
        lines += listed("FILES", FILES) + listed("ENVIRONMENT", ENVIRONMENT)
        lines += listed("EXIT STATUS", STATUSES)
    lines += [".SH SEE ALSO", ", ".join(f"\\fB{plain('-'.join(each))}\\fR(1)" for each in others)]
    return "\n".join(lines) + "\n"


def shown(items):
    return [each for each in items if each.get("shouldDisplay", True)]


def phrase(sentence):
    """An abstract as NAME wants it: without its full stop."""
    return sentence.rstrip(".")


def plain(text):
    """Text that troff takes literally: minus signs to be copied, no control line."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def paragraphs(text):
    lines = []
    for paragraph in filter(None, text.split("\n\n")):
        lines += [".PP"] * bool(lines)
        lines += [plain(line) for line in paragraph.split("\n")]
    return lines


def item(head, text):
    return [".TP", head, *paragraphs(text)]


def listed(title, entries):
    return [f".SH {title}"] + [
        line for head, text in entries for line in item(f"\\fB{plain(head)}\\fR", text)]


def spelled(argument):
    """An argument as it is typed."""
    value = f"\\fI{plain(argument['valueName']).upper()}\\fR"
    if argument["kind"] == "positional":
        return value
    names = [("--" if each["kind"] == "long" else "-") + each["name"]
             for each in argument["names"]]
    head = ", ".join(f"\\fB{plain(each)}\\fR" for each in names)
    return head + (f" {value}" if argument["kind"] == "option" else "")


def synopsis(command, path):
    words = [f"\\fB{plain(' '.join(path))}\\fR"]
    for argument in own(command):
        word = spelled(argument) + "…" * argument["isRepeating"]
        words.append(f"[{word}]" if argument["isOptional"] else word)
    if shown(command.get("subcommands", [])):
        words.append("\\fICOMMAND\\fR …")
    return [" ".join(words)]


def own(command):
    """Its arguments but those that every command has."""
    return [each for each in shown(command.get("arguments", []))
            if each["valueName"] not in ("help", "version")]


def options(command, title=".SH OPTIONS"):
    """Each with its text; a flag and its opposite, which share one, together."""
    lines = []
    for text, arguments in itertools.groupby(own(command), lambda each: each.get("abstract", "")):
        arguments = list(arguments)
        values, usual = arguments[0].get("allValues"), arguments[0].get("defaultValue")
        text = re.sub(r"\s+", " ", text).strip()
        if values and not all(each in text for each in values):
            text += f" One of {', '.join(values)}."
        if usual:
            text = f"{phrase(text)} (default: {usual})."
        lines += item(", ".join(map(spelled, arguments)), text)
    return [title, *lines] if lines else []


if __name__ == "__main__":
    main()
