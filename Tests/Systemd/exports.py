"""Exports in the layout of the installed settings, made for the day on which they are delivered."""

import datetime
import re

ZONE = datetime.timezone(datetime.timedelta(hours=7))
# What must be found nowhere outside of the exports and the archive.
PERSON = "Rơ Châm H'Yuin"
FOLDER = "/var/spool/doisoat/motcua-huyen"

_RECORD = """<HoSo><MaHoSo>{code}</MaHoSo>\
<MaTTHC>1.004227</MaTTHC><TenTTHC>Đăng ký biến động</TenTTHC>\
<ChuHoSo>{person}</ChuHoSo><NgayTiepNhan>{received}</NgayTiepNhan><NgayHenTra>{due}</NgayHenTra>\
{finished}<TrangThaiHoSo>{status}</TrangThaiHoSo><DonViXuLy>Chi nhánh VPĐKĐĐ</DonViXuLy>\
<KenhThucHien>1</KenhThucHien></HoSo>
"""


def today():
    return datetime.datetime.now(ZONE).date()


def code(number):
    """The code of a dossier that came three weeks ago."""
    return f"000.00.21.H21-{today() - datetime.timedelta(days=21):%y%m%d}-{number:04}"


def dossier(number, due_in_days, finished=False):
    """A dossier by its number, due so many days from today, before today when negative."""
    day = datetime.timedelta(days=1)

    def at(date, hour):
        return f"{date:%Y%m%d}{hour:02}0000"

    return {number: _RECORD.format(
        code=code(number), person=PERSON, received=at(today() - 21 * day, 8),
        due=at(today() + due_in_days * day, 16), status="9" if finished else "4",
        finished=f"<NgayKetThucXuLy>{at(today() - 15 * day, 9)}</NgayKetThucXuLy>"
        if finished else "")}


def export(records):
    return "<DanhSachHoSo>\n" + "".join(records) + "</DanhSachHoSo>\n"


def overdue(*numbers):
    """Dossiers by their numbers, each of which gives one alert."""
    return {number: text for each in numbers for number, text in dossier(each, -10).items()}


def in_time(count, first):
    """Many short records of dossiers without an alert, so that a run takes time and memory."""
    text = dossier(0, -10, finished=True)[0]
    text = re.sub("<(MaTTHC|TenTTHC|ChuHoSo|KenhThucHien)>.*?</\\1>", "", text)
    before, after = text.split(code(0))
    start = code(0).removesuffix("0000")
    return [f"{before}{start}{number:07}{after}" for number in range(first, first + count)]
