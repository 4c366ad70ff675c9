"""The shape of the tree: what lies where, and who may include whom."""
import pathlib
import re

import pytest

kRoot = pathlib.Path(__file__).resolve().parents[2]
kTopLevel = {"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md"} | {
    "kernel",
    "modules",
    "sdk",
    "conf",
    "tests",
    "packaging",
}
kModules = sorted(file.parent for file in (kRoot / "modules").glob("*/CMakeLists.txt"))
kReadmeSections = ["Name", "Description", "Options", "Services", "Metrics", "Examples"]
# <vector>, <sys/socket.h>: the standard library and the system's own headers.
kSystemHeader = re.compile(r"[a-z_0-9]+|(sys|netinet|net|arpa)/[a-z_]+\.h|(unistd|fcntl|poll|syslog|netdb|signal|time)\.h")
kMostLines = 400


def sources(*folders):
    return sorted(
        file
        for folder in folders
        for file in (kRoot / folder).rglob("*")
        if file.suffix in (".cpp", ".hpp", ".h") and "build" not in file.relative_to(kRoot).parts
    )


def includes(file):
    """(kind, path) of each #include: kind is < or a quote."""
    return re.findall(r'^\s*#\s*include\s*([<"])([^>"]+)', file.read_text(), re.MULTILINE)


def name(file):
    return str(file.relative_to(kRoot))


def test_the_top_level_is_fixed():
    assert {file.name for file in kRoot.iterdir() if not file.name.startswith(".")} - {"build"} == kTopLevel


def test_the_kernel_names_no_module():
    names = re.compile('"(' + "|".join(module.name for module in kModules) + ')"')
    code = {file: re.sub("//.*", "", file.read_text()) for file in sources("kernel")}
    assert [f"{name(file)}: {match[0]}" for file, text in code.items() for match in names.finditer(text)] == []


def test_the_kernel_includes_nothing_of_the_modules_or_tests():
    found = [(name(file), path) for file in sources("kernel", "sdk") for _, path in includes(file) if "modules/" in path]
    assert found == []


def test_boost_stays_in_the_parts_that_face_the_system():
    allowed = ("kernel/transport", "kernel/worker", "kernel/log", "kernel/loader", "kernel/options", "kernel/main", "kernel/server")
    found = [
        (name(file), path)
        for file in sources("kernel", "sdk", "modules")
        for _, path in includes(file)
        if path.startswith("boost/") and not name(file).startswith(allowed)
    ]
    assert found == []


@pytest.mark.parametrize("module", kModules, ids=lambda module: module.name)
def test_a_module_includes_only_the_sdk_and_its_own_files(module):
    found = []
    for file in sources(module):
        testing = "tests" in file.relative_to(module).parts
        for kind, path in includes(file):
            if kind == "<":
                right = path.startswith("zvoni/") or kSystemHeader.fullmatch(path)
                right = right or (testing and path.startswith(("gtest/", "gmock/")))
            else:
                # Tests may share what they play with, code may not.
                folders = [file.parent, module] + [other / "tests" for other in kModules if testing]
                right = ".." not in path and any((folder / path).exists() for folder in folders)
            if not right:
                found.append((name(file), path))
    assert found == []


@pytest.mark.parametrize("module", kModules, ids=lambda module: module.name)
def test_a_module_is_a_folder_with_all_its_parts(module):
    assert (module / "module.cpp").is_file()
    assert (module / "tests").is_dir()
    headings = re.findall(r"^## (.+)$", (module / "README.md").read_text(), re.MULTILINE)
    assert headings == kReadmeSections


def test_public_headers_include_only_the_standard_library():
    found = [
        (name(file), path)
        for file in sources("sdk/include")
        for kind, path in includes(file)
        if kind == '"' or not (path.startswith("zvoni/") or re.fullmatch("[a-z_0-9]+", path))
    ]
    assert found == []


def test_no_file_is_longer_than_a_reader_can_keep_in_mind():
    lengths = {name(file): len(file.read_text().splitlines()) for file in sources("kernel", "sdk", "modules", "tests")}
    assert {file: length for file, length in lengths.items() if length > kMostLines} == {}


def test_nothing_is_left_for_later():
    marks = re.compile(r'\b(TODO|FIXME|XXX)\b|DISABLED_|GTEST_SKIP\(\)(?! << "needs )|sleep_for|usleep\(')
    found = [
        f"{name(file)}: {match[0]}"
        for file in sources("kernel", "sdk", "modules", "tests")
        for match in marks.finditer(file.read_text())
    ]
    assert found == []
