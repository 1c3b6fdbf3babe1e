#!/usr/bin/env python3
"""What other programs do with the alert files: lnav shows them, logrotate rotates them, promtool
checks the metrics beside them.

    check.py DOISOAT ALERT_DIRECTORY

DOISOAT is the program, ALERT_DIRECTORY one that it has written. A program that is not installed is
told loudly; what can be looked at without it is.
"""

import getpass
import grp
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "Config"
LEVELS = {"critical": "NGHIÊM TRỌNG", "error": "CAO", "warning": "TRUNG BÌNH", "info": "THẤP"}


def main():
    doisoat, alerts = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    check_format(alerts)
    for name, check in [("lnav", lambda: check_lnav(alerts)),
                        ("logrotate", lambda: check_logrotate(doisoat)),
                        ("promtool", lambda: check_metrics(doisoat))]:
        if shutil.which(name):
            check()
        else:
            print(f"NOT CHECKED: {name} is not installed")


def check_format(alerts):
    """The format's own sample lines and all real ones have its ten fields."""
    log = json.loads((CONFIG / "doisoat.lnav.json").read_text("utf-8"))["doisoat_log"]
    patterns = [re.compile(each["pattern"].replace("(?<", "(?P<")) for each in log["regex"].values()]
    levels = {level: re.compile(pattern) for level, pattern in log["level"].items()}

    def level(line):
        match = next(filter(None, (pattern.match(line) for pattern in patterns)), None)
        assert match, f"no pattern of the format matches: {line}"
        word = match["severity"]
        return next((level for level, pattern in levels.items() if pattern.match(word)), None)

    for sample in log["sample"]:
        assert level(sample["line"]) == sample["level"], sample["line"]
    lines = (alerts / "alerts.log").read_text("utf-8").splitlines()
    for line in lines:
        assert LEVELS[level(line)] == line.split(" | ")[3].strip(), line
    assert lines, "the sample has no alerts"
    print(f"lnav's format matches {len(lines)} lines of alerts.log")


def check_lnav(alerts):
    with tempfile.TemporaryDirectory() as home:
        def lnav(*arguments):
            done = subprocess.run(
                ["lnav", *arguments], env={**os.environ, "HOME": home, "LC_ALL": "C.UTF-8"},
                text=True, capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
            said = done.stdout + done.stderr
            assert done.returncode == 0 and "error" not in done.stderr, said
            return done.stdout

        lnav("-i", str(CONFIG / "doisoat.lnav.json"))
        lnav("-C")
        for table, name in [("doisoat_log", "alerts.log"), ("doisoat_jsonl", "alerts.jsonl")]:
            file = alerts / name
            count = len(file.read_text("utf-8").splitlines())
            query = f";SELECT count(*) || ' lines' AS n FROM {table} WHERE log_level <> 'unknown'"
            shown = lnav("-n", "-c", query, str(file))
            assert f"{count} lines" in shown, f"lnav reads {shown.strip()} of {count} in {name}"
    print("lnav reads alerts.log and alerts.jsonl")


def check_logrotate(doisoat):
    """Two rotations between three runs: nothing is lost, nothing told twice."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        os.chmod(folder, 0o755)
        run(doisoat, "sample", "--out", folder, "--dossiers", "400")
        alerts = folder / "alerts"
        me = f"{getpass.getuser()} {grp.getgrgid(os.getgid()).gr_name}"
        rules = (CONFIG / "doisoat.logrotate").read_text("utf-8")
        rules = rules.replace("/var/log/doisoat", str(alerts)).replace("doisoat motcua", me)
        (folder / "rules").write_text(rules, "utf-8")

        def rotate(*arguments):
            said = run("logrotate", *arguments, "-s", folder / "status", folder / "rules")
            assert "error" not in said, said

        def reconcile(day):
            run(doisoat, "reconcile", "--config", folder / "doisoat.yaml",
                "--as-of", f"{day}T13:00:00+07:00")

        reconcile("2021-07-28")
        rotate("-d")
        for turn, day in enumerate(["2021-08-03", "2021-08-09"]):
            rotate("-f")
            # As if the rotation had been in an earlier month: two of one day have one name.
            for file in [*alerts.glob("**/*.log-20[2-9]*"), *alerts.glob("**/*.jsonl-20[2-9]*")]:
                if not file.name.endswith(".gz"):
                    os.rename(file, re.sub(r"-\d{8}$", f"-2000010{turn + 1}", str(file)))
            reconcile(day)
        assert list(alerts.glob("alerts.log-*.gz")), "the older one is compressed"
        assert [f for f in alerts.glob("alerts.log-*") if f.suffix != ".gz"], "the newer one is not"

        lines = [json.loads(line) for line in history(alerts / "alerts.jsonl")]
        # What was open at the head of a new file is no news: it repeats a number.
        events = [line["seq"] for line in lines if line["event"] != "snapshot"]
        assert events == list(range(1, len(events) + 1)), "seqs of alerts.jsonl"
        told = [seqs(line) for line in history(alerts / "alerts.log")]
        assert [seq for each in told for seq in each] == events, "seqs of alerts.log"
        for unit in (alerts / "units").iterdir():
            own = [seq for line in history(unit / "alerts.log") for seq in seqs(line)]
            assert own and own == sorted(set(own)), unit
    print(f"logrotate rotates: {len(events)} events over three files, each once")


def check_metrics(doisoat):
    """The metrics of a run beside a service."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        run(doisoat, "sample", "--out", folder, "--dossiers", "400")
        health = folder / "alerts" / "health"
        health.mkdir(parents=True)
        (health / "service.json").write_text(json.dumps({
            "version": 1, "pid": 1, "process_start": 1, "started_at": "2021-07-28T06:00:00+07:00",
            "settings_loaded_at": "2021-07-28T06:00:00+07:00", "settings_faults": [],
            "runs": {"done": 1, "failed": 0}, "missed_times": 2}), "utf-8")
        run(doisoat, "reconcile", "--config", folder / "doisoat.yaml",
            "--as-of", "2021-07-28T13:00:00+07:00")
        metrics = (health / "doisoat.prom").read_text("utf-8")
    done = subprocess.run(
        ["promtool", "check", "metrics"], input=metrics, text=True, capture_output=True)
    assert done.returncode == 0 and not done.stdout + done.stderr, done.stdout + done.stderr
    values = [line for line in metrics.splitlines() if not line.startswith("#")]
    assert "doisoat_missed_times_total 2" in values and len(values) > 40, metrics
    print(f"promtool has nothing to say about {len(values)} values of doisoat.prom")


def history(file):
    """The lines of a file and of those it was rotated to, oldest first."""
    lines = []
    for part in [*sorted(file.parent.glob(file.name + "-*")), file]:
        if part.exists():
            opened = gzip.open if part.suffix == ".gz" else open
            with opened(part, "rt", encoding="utf-8") as text:
                lines += text.read().splitlines()
    return lines


def seqs(line):
    first, last = re.match(r"\S+ \| #(\d+)(?:–#(\d+))?", line).groups()
    return range(int(first), int(last or first) + 1)


def run(*command):
    done = subprocess.run([*map(str, command)], text=True, capture_output=True, timeout=600)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


main()
