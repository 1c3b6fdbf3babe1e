"""The root tree that is booted: made once by debootstrap, used below a layer that goes away."""

import contextlib
import os
import platform
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

SYSTEM = ("systemd", "systemd-sysv", "dbus", "logrotate", "util-linux", "iproute2")


class Impossible(Exception):
    """Why the test cannot run on this machine."""


class Archive(NamedTuple):
    mirror: str
    suite: str


def archive():
    """The first archive of the machine's own apt sources that has a system of Debian or its kin."""
    release = platform.freedesktop_os_release()
    wanted = release.get("VERSION_CODENAME")
    form = "$(REPO_URI)|$(CODENAME)|$(COMPONENT)"
    done = subprocess.run(
        ["apt-get", "indextargets", "--format", form, "Created-By: Packages"],
        capture_output=True, text=True)
    for line in done.stdout.splitlines():
        mirror, suite, component = line.split("|")
        if suite == wanted and component == "main":
            return Archive(mirror, suite)
    raise Impossible(f"apt's sources name no archive for “{wanted}”")


def dependencies(package):
    """The names of the packages that a .deb needs, the first of alternatives."""
    done = subprocess.run(
        ["dpkg-deb", "--field", str(package), "Pre-Depends", "Depends"],
        capture_output=True, text=True, check=True)
    fields = re.sub(r"^(Pre-)?Depends:", ",", done.stdout, flags=re.M)
    names = {re.split(r"[\s(|:]", part.strip())[0] for part in fields.split(",")}
    return sorted(names - {""})


def base_tree(cache, package):
    """The tree with what the package needs, made when it is not there; takes two minutes then."""
    packages = sorted({*SYSTEM, *dependencies(package)})
    tree = cache / "tree"
    made_with = cache / "packages"
    if made_with.exists() and set(packages) <= set(made_with.read_text().split()):
        return tree
    source = archive()
    print(f"making a root tree of {source.suite}: {' '.join(packages)}", flush=True)
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(parents=True)
    log = cache / "debootstrap.log"
    with open(log, "w") as told:
        done = subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={','.join(packages)}",
             source.suite, str(tree), source.mirror], stdout=told, stderr=told)
    if done.returncode:
        raise Impossible("debootstrap failed:\n" + "\n".join(log.read_text().splitlines()[-20:]))
    made_with.write_text("\n".join(packages) + "\n")
    return tree


@contextlib.contextmanager
def throw_away(tree, cache):
    """A tree to write to: an overlay where the system has it, else a copy."""
    place = Path(tempfile.mkdtemp(prefix="try-", dir=cache))
    root = place / "root"
    for name in ("above", "work", "root"):
        (place / name).mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "overlay", "overlay", "-o",
         f"lowerdir={tree},upperdir={place / 'above'},workdir={place / 'work'}", str(root)],
        capture_output=True).returncode == 0
    if not mounted:
        subprocess.run(["cp", "-a", f"{tree}/.", str(root)], check=True)
    os.chmod(root, 0o755)
    try:
        yield root
    finally:
        if mounted:
            subprocess.run(["umount", str(root)], check=True)
        shutil.rmtree(place)
