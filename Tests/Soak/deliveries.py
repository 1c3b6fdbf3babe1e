"""What a small district delivers as its days go by: full exports, each with changed records."""

import datetime

from district import dossiers, entries

UNITS = ("IALE", "IARONG")
AGE_DAYS = 12  # of the oldest dossiers on the first day
PER_DAY = 6
TERM_DAYS = 4


class Deliveries:
    def __init__(self, installation, clock, dice):
        self.installation = installation
        self.clock = clock
        self.dice = dice
        self.first = clock.start.date() - datetime.timedelta(days=AGE_DAYS)
        self.finished = {}  # code of a dossier: the day
        self.made = 0

    def day(self):
        """Of the exports: the clock may have been put elsewhere, but not the people who export."""
        return (self.clock.start + self.clock.passed()).date()

    def name(self, kind="motcua"):
        ending = {"motcua": "xml", "so-giay": "csv"}[kind]
        return f"inbox/{kind}/{kind}-{self.day():%Y%m%d}.{ending}"

    def work(self):
        """Some of the open dossiers are finished."""
        for code, received in self._all():
            if code not in self.finished and self.dice.random() < 0.05:
                self.finished[code] = max(received, self.day())

    def night(self):
        """Every system exports what it has."""
        self.work()
        rows = [
            (number, code, f"{received:%m-%d}", self._day(code))
            for number, (code, received) in enumerate(self._all(), 1) if number % 9]
        self.deliver(entries(*rows), "so-giay")
        return self.deliver(self.export())

    def export(self):
        self.made += 1
        return dossiers(*(
            (code, "returned" if code in self.finished else "processing",
             UNITS[number % len(UNITS)], f"{received:%m-%d}",
             f"{received + datetime.timedelta(days=TERM_DAYS):%m-%d}", self._day(code))
            for number, (code, received) in enumerate(self._all()))
        ) + f"<!-- {self.made} -->\n"

    def deliver(self, text, kind="motcua"):
        return self.installation.write(self.name(kind), text, modified=self.clock.now())

    def news(self):
        """The desk's system exports once more."""
        self.work()
        return self.deliver(self.export())

    def _all(self):
        days = (self.day() - self.first).days
        return [
            (f"H{day:03}{number:02}", self.first + datetime.timedelta(days=day))
            for day in range(days) for number in range(PER_DAY)]

    def _day(self, code):
        day = self.finished.get(code)
        return f"{day:%m-%d}" if day else ""
