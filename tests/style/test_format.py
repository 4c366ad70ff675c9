"""Formatting and lint, with the settings at the top of the tree."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess

import pytest
from test_tree import kRoot, name, sources

kBuild = pathlib.Path(os.environ.get("ZVONI_BUILD", kRoot / "build/release"))


def needs(program):
    if not shutil.which(program):
        pytest.skip(f"{program} is not to be had here: Debian 12 checks this")


def test_sources_are_formatted():
    needs("clang-format-14")
    files = sources("kernel", "sdk", "modules", "tests")
    done = subprocess.run(["clang-format-14", "--dry-run", "--Werror", *files], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]


def test_scripts_pass_shellcheck():
    needs("shellcheck")
    scripts = ["tests/run", "packaging/run", "packaging/dependencies", ".ci/run"]
    done = subprocess.run(["shellcheck", "-x", *scripts], cwd=kRoot, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_sources_pass_clang_tidy():
    """A file is looked at again only after it, a header or the settings have changed."""
    needs("clang-tidy-14")
    stamps = kBuild / "tidy"
    folders = ("kernel", "sdk", "modules")
    shared = [file for file in sources(*folders) if file.suffix == ".hpp"] + [kRoot / ".clang-tidy"]
    newest = max(file.stat().st_mtime for file in shared)

    def check(file):
        stamp = stamps / name(file)
        changed = max(newest, file.stat().st_mtime)
        if stamp.exists() and stamp.stat().st_mtime > changed:
            return ""
        done = subprocess.run(["clang-tidy-14", "--quiet", "-p", kBuild, file], capture_output=True, text=True)
        if done.returncode != 0:
            return done.stdout
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
        return ""

    files = [file for file in sources(*folders) if file.suffix == ".cpp" and "tests" not in file.parts]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = "".join(pool.map(check, files))
    assert complaints == "", complaints[-8000:]
