"""The program's options, and how it refuses a broken configuration."""
import subprocess

import pytest

from kit.exchange import kConfigurations, kProgram

kModules = ["registrar", "forwarder", "record-route", "phrase-rewriter", "cdr-text", "cdr-syslog"]


def zvoni(*words):
    return subprocess.run([kProgram, *words], capture_output=True, text=True, timeout=20)


def test_version_names_the_program():
    done = zvoni("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("zvoni 0.1.0")


def test_help_lists_the_options():
    done = zvoni("--help")
    assert done.returncode == 0
    for option in ("--check", "--set", "--describe", "--list-modules", "--version", "--state-dir"):
        assert option in done.stdout


def test_list_modules_lists_them_all():
    done = zvoni("--list-modules")
    assert done.returncode == 0
    for module in kModules:
        assert module in done.stdout


@pytest.mark.parametrize("module", kModules)
def test_describe_tells_the_options_that_the_readme_tells(module):
    done = zvoni("--describe", module)
    assert done.returncode == 0, done.stderr
    readme = (kConfigurations.parent / "modules" / module / "README.md").read_text()
    rows = [line for line in readme.split("\n## ")[3].splitlines() if line.startswith("| `")]
    for row in rows:
        assert row.split("`")[1] in done.stdout


def test_describe_of_an_unknown_module_names_the_nearest():
    done = zvoni("--describe", "registar")
    assert done.returncode != 0
    assert "registrar" in done.stderr


@pytest.mark.parametrize("file", sorted(kConfigurations.glob("*.yaml")), ids=lambda file: file.name)
def test_shipped_configurations_are_right(file, tmp_path):
    done = zvoni("--check", "-c", file, "--state-dir", tmp_path)
    assert done.returncode == 0, done.stderr


kBroken = [
    ("lisen: []", "1:1", "listen"),
    ("listen:\n  - udp:127.0.0.1:70000", "2:5", "udp:127.0.0.1:70000"),
    ("workers: many", "1:10", "many"),
    ("modules:\n  registar:", "2:3", "registrar"),
    ("modules:\n  registrar: { max-expire: 1h }", "2:16", "max-expires"),
    ("modules:\n  registrar: { max-expires: soon }", "2:29", "soon"),
    ("modules:\n  phrase-rewriter: { language: sx }", "2:32", "sk"),
    ("modules:\n  forwarder:\n", "2:3", "location"),
    ("log: { level: loud }", "1:15", "info"),
    ("modules: [ registrar, [", "", ""),
    ("modules:\n  registrar:\n  registrar:", "3:3", "registrar"),
    ("listen: { udp: 5060 }", "1:9", "list"),
]


@pytest.mark.parametrize("text, place, word", kBroken, ids=[text.replace("\n", " ") for text, _, _ in kBroken])
def test_check_says_what_is_wrong_where(tmp_path, text, place, word):
    file = tmp_path / "broken.yaml"
    file.write_text(text)
    done = zvoni("--check", "-c", file, "--state-dir", tmp_path)
    assert done.returncode != 0
    assert f"broken.yaml:{place}" in done.stderr
    assert word in done.stderr


def test_a_missing_file_is_named(tmp_path):
    done = zvoni("--check", "-c", tmp_path / "nowhere.yaml", "--state-dir", tmp_path)
    assert done.returncode != 0
    assert "nowhere.yaml" in done.stderr


def test_set_overrides_the_file_and_is_checked_like_it(tmp_path):
    file = tmp_path / "zvoni.yaml"
    file.write_text("workers: 1\n")
    words = ["--check", "-c", file, "--state-dir", tmp_path, "--set"]
    assert zvoni(*words, "modules.registrar.max-expires=2h").returncode == 0
    wrong = zvoni(*words, "modules.registrar.max-expires=soon")
    assert wrong.returncode != 0
    assert "soon" in wrong.stderr


def test_an_unknown_option_is_refused():
    done = zvoni("--chek")
    assert done.returncode != 0
    assert "--chek" in done.stderr


def test_a_port_in_use_is_named(start_exchange, tmp_path):
    host, port = start_exchange().address()
    file = tmp_path / "same.yaml"
    file.write_text(f"listen: [ 'udp:{host}:{port}' ]\n")
    done = zvoni("-c", file, "--state-dir", tmp_path)
    assert done.returncode != 0
    assert str(port) in done.stderr
