"""README.md in pieces: sections, tables, code."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Readme:
    def __init__(self):
        self.text = (ROOT / "README.md").read_text("utf-8")
        self.headings = re.findall(r"^(#+) (.+)$", without_code(self.text), re.M)

    def section(self, title):
        """The text below a heading, up to the next one of its level or above."""
        found = re.search(rf"^(#+) {re.escape(title)}\n", self.text, re.M)
        if not found:
            raise Untrue([f"README has no heading `{title}`"])
        rest = self.text[found.end():]
        end = re.search(rf"^#{{1,{len(found[1])}}} ", blanked(rest), re.M)
        return rest[:end.start()] if end else rest

    def introduction(self, title):
        """The text below a heading, up to the next one of any level."""
        text = self.section(title)
        end = re.search(r"^#+ ", blanked(text), re.M)
        return text[:end.start()] if end else text

    def block(self, mark):
        """The lines of the code blocks below `<!-- mark -->`, one after the other."""
        found = re.findall(rf"^<!-- {mark} -->\n```\w*\n(.*?)^```$", self.text, re.M | re.S)
        if not found:
            raise Untrue([f"README has no code block below `<!-- {mark} -->`"])
        return "".join(found).splitlines()

    def commands(self):
        """What is typed after `doisoat`, in every code span and shell block."""
        code = re.findall(r"`([^`\n]+)`", without_code(self.text))
        for block in re.findall(r"^```sh\n(.*?)^```$", self.text, re.M | re.S):
            code += block.splitlines()
        # Not the package or the user of that name.
        typed = (r"(?:^|&& |\|\| |; |\| |sudo -u doisoat |release/)doisoat ([a-z-].*?)"
                 r"(?=$| && | \|\| |; | # )")
        return [found for line in code for found in re.findall(typed, line)]


class Untrue(Exception):
    """What README says and the program does not do, or the other way round."""


def rows(text, head):
    """The cells of a table, which begins with a cell `head`."""
    found = re.search(rf"^\| {re.escape(head)} \|.*\n\|[-| ]+\n((?:\|.*\n?)*)", text, re.M)
    if not found:
        raise Untrue([f"README has no table that begins with `{head}` where one should be"])
    # A bar inside a cell is written as `\|`.
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in found[1].splitlines()]


def words(cell):
    """The words of a cell that stand in code."""
    return re.findall(r"`([^`]+)`", cell)


def without_code(text):
    return re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)


def blanked(text):
    """The same, as long as before."""
    return re.sub(r"^```.*?^```$", lambda code: re.sub(r"[^\n]", " ", code[0]), text,
                  flags=re.M | re.S)


def compare(named, known, what):
    """What stands in README only, and what in the program only."""
    named, known = set(named), set(known)
    return ([f"README names {what} `{each}`, which the program does not know"
             for each in sorted(named - known)]
            + [f"README does not name {what} `{each}`" for each in sorted(known - named)])
