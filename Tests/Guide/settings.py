"""The settings in README.md against those that the program knows: it names them when it refuses one.
"""

import re

from readme import ROOT, compare, rows, words

WRONG = "zzzzzzzz"
SETTINGS = f"""\
version: 1
{WRONG}: 1
units: units.yaml
calendar: calendar.yaml
rotate: {{{WRONG}: 1}}
run_limits: {{{WRONG}: 1}}
remind_every_working_days: {{{WRONG}: 1}}
rules: {{DOS-04: {{{WRONG}: 1}}}}
feeds:
  - {{id: a, holds: {WRONG}, path: a/*.xml}}
  - id: b
    {WRONG}: 1
    holds: dossiers
    path: b/*.xml
    fields: {{code: A}}
    nested: {{dossier_files: {{{WRONG}: 1, record: A}}}}
    defaults: {{status: {WRONG}, channel_in: {WRONG}, channel_out: {WRONG}, result_signed: {WRONG}}}
  - id: c
    holds: documents
    path: c/*.xml
    fields: {{number: A}}
    defaults: {{direction: {WRONG}, signing_mode: {WRONG}, signed: {WRONG}}}
  - {{id: d, holds: dossier_files, path: d/*.xml, fields: {{dossier_code: A}}, defaults: {{role: {WRONG}}}}}
"""
UNITS = f"""\
version: 1
units:
  - {{key: A, name: A, level: {WRONG}, {WRONG}: 1, codes: {{{WRONG}: 1}}}}
"""
CALENDAR = f"""\
version: 1
years:
  2021: {{{WRONG}: 1, off: [{{{WRONG}: 1, day: 2021-01-01}}]}}
"""


def check(readme, doisoat, folder):
    known = refusals(doisoat, folder, SETTINGS)
    found = []

    def table(title, head, what):
        """What a table explains by key: exactly the keys that the program knows."""
        lines = rows(readme.introduction(title), head)
        named = {word: line for line in lines for word in words(line[0])}
        found.extend(compare(named, known[what], f"in `{title}` the key"))
        return {key: " ".join(line[1:]) for key, line in named.items()}

    def inside(row, what, of):
        """The keys of a mapping stand where README explains it; in its example are no others."""
        found.extend(f"README does not name `{key}` where it explains `{of}`"
                     for key in known[what] if not re.search(rf"\b{key}\b", row))
        mapping = re.search(r"`\{([^`]*)\}`", row)
        named = re.findall(r"(\w+): ", re.sub(r"\{.*", "", mapping[1])) if mapping else []
        found.extend(f"README names `{key}` in `{of}`, which the program does not know"
                     for key in named if key not in known[what])

    top = table("Settings", "key", "key in the settings")
    feed = table("A feed", "key", "key in a feed")
    table("Units and calendar", "key of a unit", "key in a unit")
    for key in ["rotate", "run_limits"]:
        inside(top[key], f"key in `{key}`", key)
    key = "remind_every_working_days"
    inside(top[key], f"key in {key}", key)
    inside(top["rules"], "key in rule DOS-04", "rules")
    inside(feed["nested"].replace("dossier_files: {", "", 1), "key in a nested list", "nested")
    calendar = readme.introduction("Units and calendar")
    for what in ["key in a year", "key in a day"]:
        inside(re.sub(r"`\{[^`]*`", lambda each: each[0].replace("`", ""), calendar), what,
               "calendar.yaml")
    return found + fields(readme, doisoat, folder, known) + vocabulary(readme, known)


def fields(readme, doisoat, folder, known):
    """Kinds of records and their fields."""
    lines = {words(line[0])[0]: words(line[1] + line[2])
             for line in rows(readme.introduction("What a feed holds"), "`holds`")}
    kinds = known["holds"]
    feeds = "".join(f"  - {{id: {kind}, holds: {kind}, path: {kind}/*.csv, fields: {{{WRONG}: A}}}}\n"
                    for kind in kinds)
    head = f"version: 1\nunits: {ROOT}/Config/units.yaml\ncalendar: {ROOT}/Config/calendar.yaml\n"
    refused = refusals(doisoat, folder, head + "feeds:\n" + feeds)
    found = compare(lines, kinds, "as something a feed holds")
    for kind in filter(lines.get, kinds):
        found += compare(lines[kind], refused[f"field of {kind}"], f"for {kind} the field")
    return found


def vocabulary(readme, known):
    """The words that a field may have."""
    found = []
    for line in rows(readme.introduction("What a feed holds"), "field"):
        for field in words(line[0]):
            # Other spellings of yes and no are labels, which the program does not list.
            named = words(line[1].split(", also")[0])
            found += compare(named, known[field], f"for `{field}` the word")
    level = rows(readme.introduction("Units and calendar"), "key of a unit")
    named = next(words(line[1]) for line in level if words(line[0]) == ["level"])
    return found + compare(named, known["level"], "for `level` the word")


def refusals(doisoat, folder, settings):
    """What the program knows instead of each wrong word, by what it is."""
    (folder / "units.yaml").write_text(UNITS, "utf-8")
    (folder / "calendar.yaml").write_text(CALENDAR, "utf-8")
    (folder / "wrong.yaml").write_text(settings, "utf-8")
    status, said = doisoat("check", "--config", folder / "wrong.yaml")
    assert status == 78, f"wrong settings were not refused: {said}"
    known = {}
    for pattern, kind in [
            (rf"error: unknown key `{WRONG}` in (.+?); known are (.+)", "key in {}"),
            (rf"error: (\w+) have no field `{WRONG}`; known are (.+)", "field of {}"),
            (rf"error: `{WRONG}` is no (\w+); known are (.+)", "{}")]:
        for what, list in re.findall(pattern, said):
            known[kind.format(what)] = list.split(", ")
    return known
