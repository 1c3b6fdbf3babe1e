"""A district of few records whose alerts open, change, go stale, are answered and end."""

from typing import NamedTuple

GROUP_ABOVE = 3

SETTINGS = r"""version: 1
units: units.yaml
calendar: calendar.yaml
state_directory: {state}
alert_directory: {alerts}
{group}settle_seconds: 0
group_above: {group_above}
archive_retention_days: 1
feeds:
  - id: motcua
    holds: dossiers
    path: inbox/motcua/*.xml
    exported_at: "(?<yyyyMMdd>\\d{{8}})"
    max_loss_percent: 90
    record: HoSo
    fields:
      code: Ma
      status: TrangThai
      receiving_unit: Noi
      received_at: Nhan
      due_at: Hen
      finished_at: Xong
  - id: so-giay
    holds: paper_dossiers
    path: inbox/so-giay/so-giay*.csv
    exported_at: "(?<yyyyMMdd>\\d{{8}})"
    fields: auto
    defaults: {{unit: IALE, book: "01"}}
  - id: thu
    holds: apology_letters
    path: inbox/thu/*.csv
    mode: delta
    fields: auto
    defaults: {{unit: IALE}}
"""

UNITS = """version: 1
units:
  - {key: IALE, level: commune, name: Xã Ia Le}
  - {key: IARONG, level: commune, name: Xã Ia Rong}
"""

CALENDAR = """version: 1
years:
  2021:
    source: thử
    off:
      - {day: 2021-04-30, name: Ngày Chiến thắng}
"""


class Step(NamedTuple):
    """One command of a history, and what is delivered just before it."""

    name: str
    arguments: tuple  # after `doisoat`, without --config
    delivered: dict = {}  # path below the installation: text
    settings: str = ""  # added to the settings from here on
    status: int = 0  # of an undisturbed run
    publishes: bool = True  # whether it also tells what an interrupted run left
    clock: str = ""  # what the clock of the machine shows; "" for the true time
    # Of a command that, given twice, is remembered twice: one that changes nothing by itself and
    # tells what it left when it was interrupted.
    completed_by: tuple = ()


class History(NamedTuple):
    name: str
    steps: tuple
    # Every so many-th step in the alert directory and elsewhere is tried: what the rest do is much
    # the same, and `--all` tries them. What rotates is always tried.
    alerts_sample: int = 1
    state_sample: int = 1
    # Within a row of writes to one file every so many-th is tried.
    row: int = 8
    # Two that rotate the same files are one too many.
    is_rotated_by_others: bool = True


def dossiers(*records):
    """Each record: code, status, receiving unit, received, due, finished ("" for nothing)."""
    names = ("Ma", "TrangThai", "Noi", "Nhan", "Hen", "Xong")
    rows = []
    for record in records:
        cells = record[:3] + tuple(day and f"2021-{day}" for day in record[3:])
        fields = "".join(f"<{n}>{c}</{n}>" for n, c in zip(names, cells))
        rows.append(f"  <HoSo>{fields}</HoSo>\n")
    return "<DanhSach>\n" + "".join(rows) + "</DanhSach>\n"


def entries(*records):
    """Each entry of the paper register: number, code, received, returned."""
    rows = (f"{n},{code},2021-{got},{gone and '2021-' + gone},\n" for n, code, got, gone in records)
    return "STT,Mã hồ sơ,Nhận hồ sơ,Trả kết quả,Ký nhận\n" + "".join(rows)


def letters(*records):
    return "Số,Mã hồ sơ\n" + "".join(f"{number},{code}\n" for number, code in records)


def reconcile(day, hour="06:30", **rest):
    instant = f"2021-07-{day}T{hour}:00+07:00"
    arguments = ("reconcile", "--no-settle", "--as-of", instant)
    return Step(f"reconcile {day} {hour}", arguments, **rest)


def _late(count, unit="IALE", first=1, due="07-20", finished=""):
    state = "returned" if finished else "processing"
    return [
        (f"{unit[2]}{number}", state, unit, "07-01", due, finished)
        for number in range(first, first + count)
    ]


IN_TIME = ("T1", "returned", "IALE", "07-01", "07-20", "07-19")
REGISTER = [
    (1, "T1", "07-01", "07-19"), (2, "L1", "07-01", ""), (3, "L2", "07-01", ""),
    (4, "X1", "07-05", ""), (5, "X2", "07-05", ""), (6, "X3", "07-05", ""),
    (7, "X4", "07-05", ""), (8, "X5", "07-06", ""),
]


PURGE = Step("purge", ("purge",), publishes=False)

# Day by day: groups of alerts open while one export is refused; some end, one changes, the refused
# export comes whole, another is held; nothing is new; some begin again, a rule is switched off; old
# exports are purged. A new command of the program is a line here.
HISTORY = (
    reconcile(
        "28",
        delivered={
            "inbox/motcua/motcua-20210728.xml": dossiers(
                IN_TIME, *_late(5), *_late(2, "IARONG")),
            "inbox/so-giay/so-giay-20210728.csv": entries(*REGISTER),
            "inbox/thu/thu-1.csv": "",
        },
        status=2),
    reconcile(
        "29",
        delivered={
            "inbox/motcua/motcua-20210729.xml": dossiers(
                IN_TIME, *_late(1), *_late(1, first=2, due="07-21"),
                *_late(3, first=3, due="08-20"), *_late(1, "IARONG"),
                *_late(1, "IARONG", first=2, due=""), *_late(2, "IARONG", first=3)),
            "inbox/so-giay/so-giay-20210729.csv": entries(*REGISTER[:4]),
            "inbox/thu/thu-1.csv": letters((1, "L1")),
        },
        status=2),
    reconcile("29", "13:00", status=2),
    reconcile(
        "30",
        delivered={
            "inbox/motcua/motcua-20210730.xml": dossiers(
                IN_TIME, *_late(5), *_late(4, "IARONG", finished="07-29")),
            "inbox/so-giay/so-giay-20210730.csv": entries(*REGISTER),
        },
        settings="rules: {PAP-02: off}\n"),
    PURGE,
)


def answer(*arguments, at, after):
    """An answer to alerts, given when the clock of the machine showed `at`."""
    return Step(
        f"{arguments[0]} {at[8:16]}", ("alerts", *arguments, "--note", "đã gọi điện"),
        clock=at, completed_by=after.arguments)


_FIRST = reconcile(
    "27",
    delivered={
        "inbox/motcua/motcua-20210727.xml": dossiers(
            IN_TIME, *_late(5, due="07-19"), *_late(2, "IARONG")),
        "inbox/so-giay/so-giay-20210727.csv": entries(*REGISTER),
        "inbox/thu/thu-1.csv": letters((1, "R1")),
    },
    settings="""journal_retention_days: 1
remind_every_working_days: {critical: 1, high: 1, medium: 1, low: 1}
rotate: {every_days: 1, keep_days: 2}
""")
_SECOND = reconcile(
    "28",
    delivered={
        "inbox/motcua/motcua-20210728.xml": dossiers(
            IN_TIME, *_late(2, due="07-19"), *_late(3, first=3, due="08-20"),
            *_late(2, "IARONG")),
    })

# Alerts are acknowledged, some until a day, and snoozed; the first of these answers on the day of a
# run, the others before the next one. Who is not answered is reminded; answers end. Each day the
# program rotates its files itself, and on the third it removes the first. What ended two days ago
# is purged from the journal; then a file begins with a snapshot of what is left.
ANSWERED = (
    _FIRST,
    answer(
        "ack", "A000001", "A000006", "--by", "van-thu", "--until", "2021-07-28",
        at="2021-07-27T15:00:00+07:00", after=_FIRST),
    answer(
        "snooze", "3", "A000007", "--by", "lanh-dao", "--until", "2021-07-29",
        at="2021-07-28T06:00:00+07:00", after=_FIRST),
    _SECOND,
    answer(
        "ack", "A000002", "--by", "van-thu", at="2021-07-29T06:00:00+07:00", after=_SECOND),
    reconcile("29"),
    PURGE._replace(name="purge 30", clock="2021-07-30T02:00:00+07:00"),
    reconcile("30"),
    reconcile(
        "31",
        delivered={
            "inbox/motcua/motcua-20210731.xml": dossiers(
                IN_TIME, *_late(5), *_late(3, "IARONG")),
        }),
)

HISTORIES = (
    History("alerts", HISTORY, state_sample=2),
    History(
        "answers", ANSWERED, alerts_sample=7, state_sample=20, is_rotated_by_others=False),
)
