"""README.md as it stands against the program: what each names, the other knows; what README shows
happens.

    Tests/Guide/run DOISOAT

Every difference is printed; the exit status is 1 if there is one.
"""

import fnmatch
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import settings
from readme import ROOT, Readme, Untrue, compare, rows, without_code, words


def main():
    program = pathlib.Path(sys.argv[1]).resolve()

    def doisoat(*arguments):
        done = subprocess.run([program, *arguments], text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120)
        return done.returncode, done.stdout

    readme = Readme()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for what, check in [
                ("links", lambda: links(readme)),
                ("commands", lambda: commands(readme, doisoat)),
                ("rules", lambda: rules(readme, doisoat)),
                ("settings", lambda: settings.check(readme, doisoat, folder)),
                ("exit statuses and the sample's files", lambda: sample(readme, doisoat, folder)),
                ("the first feed", lambda: first_feed(readme, program, folder))]:
            try:
                differences = check()
            except Untrue as untrue:
                differences = untrue.args[0]
            print(f"{what}:", "not as README says" if differences else "as README says")
            for difference in differences:
                print(f"  {difference}")
            found += differences
    sys.exit(1 if found else 0)


def links(readme):
    """Every link leads to a heading or a file that is there."""
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
               for _, title in readme.headings}
    found = []
    for target in re.findall(r"\]\(([^)]+)\)", without_code(readme.text)):
        if target.startswith("#") and target[1:] not in anchors:
            found.append(f"README links to `{target}`, and no heading is called so")
        elif not target.startswith(("#", "https://")) and not (ROOT / target).exists():
            found.append(f"README links to `{target}`, and there is no such file")
    return found


def commands(readme, doisoat):
    """The block of commands, and every command that stands elsewhere."""
    known = leaves(json.loads(doisoat("--experimental-dump-help")[1])["command"])
    known.pop("help", None)
    section = readme.section("Commands and exit statuses")
    found, named = [], set()
    for line in readme.block("commands"):
        typed = re.split(r"\s{2,}", line.removeprefix("doisoat "))[0]
        command = longest(re.sub(r"\[([a-z]+)\]", r"\1", typed), known)
        if not command:
            found.append(f"README names `doisoat {typed}`, which the program does not know")
            continue
        named.add(command)
        found += options(typed, command, known)
        found += [f"README does not name `--{option}` of `doisoat {command}`"
                  for option in known[command]
                  if f"--{option}" not in typed and f"`--{option}" not in section]
    found += [f"README does not name `doisoat {command}`"
              for command in known if command not in named]
    for typed in readme.commands():
        command = longest(typed, known)
        if not command:
            found.append(f"README tells to type `doisoat {typed}`, which is no command")
        else:
            found += options(typed, command, known)
    return found


def options(typed, command, known):
    """Options of a command line that the command does not have, and choices that are not its."""
    found = []
    for option, choices in re.findall(r"--([a-z-]+)(?:[ =]([a-z]+(?:\|[a-z]+)+))?", typed):
        if option not in known[command]:
            found.append(f"README gives `doisoat {command}` the option `--{option}`,"
                         " which it does not have")
        elif choices:
            found += compare(choices.split("|"), known[command][option] or [],
                             f"for `{command} --{option}` the word")
    return found


def leaves(command, path=()):
    """Each command that does something, its default subcommand as itself, with its options."""
    below = [each for each in command.get("subcommands", []) if each.get("shouldDisplay", True)]
    if below:
        return {name: options for each in below
                for name, options in leaves(each, (*path, each["commandName"])).items()}
    return {" ".join(path): {
        name["name"]: argument.get("allValues") for argument in command.get("arguments", [])
        if argument["shouldDisplay"] for name in argument.get("names", [])}}


def longest(typed, known):
    """The command that a line begins with; `alerts` and `rules` alone mean their list."""
    own = [command for command in known if f"{typed} ".startswith(f"{command} ")]
    if own:
        return max(own, key=len)
    first = typed.split()[0]
    return f"{first} list" if f"{first} list" in known and not re.match(
        rf"{first} [a-z]", typed) else None


def rules(readme, doisoat):
    shown = {line[0].strip("`"): line[1:]
             for line in rows(readme.section("The rules"), "rule")}
    texts = {language: dict(rule(line) for line in
                            doisoat("rules", "--language", language)[1].splitlines() if line)
             for language in ("en", "vi")}
    found = compare(shown, texts["en"], "the rule")
    for id, (severity, title) in texts["en"].items():
        known = [severity.lower(), title, texts["vi"][id][1]]
        if id in shown and shown[id] != known:
            found.append(f"README says of {id} {shown[id]}, the program {known}")
    return found


def rule(line):
    id, severity, title = re.split(r"\s{2,}", line.strip(), maxsplit=2)
    return id, (severity, title)


def sample(readme, doisoat, folder):
    """Each exit status is had, and the files are those that README names."""
    place = folder / "sample"
    doisoat("sample", "--out", place)
    told = ["--config", place / "doisoat.yaml", "--as-of", (place / "as-of.txt").read_text().strip()]
    (folder / "refused.yaml").write_text("version: 2\n", "utf-8")
    statuses = {
        0: doisoat("reconcile", *told)[0],
        1: doisoat("reconcile", *told, "--fail-on", "low")[0],
        64: doisoat("reconcile", "--no-such-option")[0],
        78: doisoat("check", "--config", folder / "refused.yaml")[0],
    }
    found = files(readme, place / "alerts") + picture(readme, place / "alerts")
    os.rename(place / "inbox" / "motcua-huyen", place / "inbox" / "gone")
    statuses[2] = doisoat("reconcile", *told)[0]
    found += [f"what should end with {status} ended with {seen}"
              for status, seen in statuses.items() if status != seen]
    named = [line[0] for line in
             rows(readme.introduction("Commands and exit statuses"), "exit status")]
    return found + compare(named, map(str, statuses), "the exit status")


def files(readme, alerts):
    named = [word for line in rows(readme.introduction("The files"), "in `alert_directory`")
             for word in words(line[0])]
    patterns = {name: re.sub(r"<\w+>", "*", name) + "*" * name.endswith("/") for name in named}
    seen = {str(file.relative_to(alerts)) for file in alerts.rglob("*") if file.is_file()}
    found = [f"README names the file `{name}`, and a run over the sample makes none"
             for name, pattern in patterns.items() if not fnmatch.filter(seen, pattern)]
    found += [f"README does not name the file `{file}`" for file in sorted(seen)
              if not any(fnmatch.fnmatchcase(file, each) for each in patterns.values())]
    health = rows(readme.section("Watching it"), "file")
    made = {line[0].strip("`") for line in health if line[1] != "`doisoat run`"}
    return found + compare(made, {file.name for file in (alerts / "health").iterdir()},
                           "in `health/` the file")


def picture(readme, alerts):
    lines = (alerts / "alerts.log").read_text("utf-8").splitlines()
    return [f"README shows this line, which is not in alerts.log of the sample: {line}"
            for line in readme.block("picture") if line not in lines]


def first_feed(readme, program, folder):
    """The commands do what the section shows: its other blocks stand in what they print."""
    clone = folder / "clone"
    (clone / ".build" / "release").mkdir(parents=True)
    (clone / ".build" / "release" / "doisoat").symlink_to(program)
    (clone / "Config").symlink_to(ROOT / "Config")
    script = "\n".join(readme.block("first feed"))
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=clone, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    said = done.stdout.replace(str(clone), "…")
    found = []
    if done.returncode != 0:
        found.append(f"the commands end with {done.returncode}: {said}")
    section = readme.introduction("Connect your first feed")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", section, re.M | re.S)
    shown = [block for language, block in blocks if not language]
    if not shown:
        found.append("README shows nothing of what the commands print")
    printed = said.splitlines()
    for line in "".join(shown).splitlines():
        if line.strip() not in ("", "…") and line not in printed:
            found.append(f"README shows this line, which the commands do not print: {line}")
    return found + ([f"they printed:\n{said}"] if found and done.returncode == 0 else [])


if __name__ == "__main__":
    main()
