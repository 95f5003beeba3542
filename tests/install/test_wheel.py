"""The wheel: exactly the four packages and their data, and all that the command needs."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("pipeline", "schemas", "ingest", "reports")
SAMPLE, SAMPLE_IN_WHEEL = "data/sample/returns", "pipeline/sample/returns"
REBUILT = "165 published figures: 162 the same, 3 the study's own slips, 0 different."
NOT_OURS = ("__pycache__", ".pyc", ".DS_Store")


def _built(kind: str, tree: Path, to: Path) -> Path:
    """What hatchling builds of a tree."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(to)],
        cwd=tree,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (built,) = to.iterdir()
    return built


def _kept(*folders: str) -> set[str]:
    """The files of folders that git keeps; without git, as in the archive of the source, those that
    are there."""
    if (ROOT / ".git").exists():
        git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders]
        listed = subprocess.run(git, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        names = [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]
    else:
        found = (path for folder in folders for path in (ROOT / folder).rglob("*"))
        names = [path.relative_to(ROOT).as_posix() for path in found if path.is_file()]
    return {name for name in names if not any(other in name for other in NOT_OURS)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def _in_wheel(wheel: Path) -> set[str]:
    with ZipFile(wheel) as package:
        return {name for name in package.namelist() if ".dist-info/" not in name}


def test_the_wheel_holds_exactly_the_four_packages_and_their_data(wheel: Path) -> None:
    sample = {name.replace(SAMPLE, SAMPLE_IN_WHEEL, 1) for name in _kept(SAMPLE)}
    assert _in_wheel(wheel) == _kept(*PACKAGES) | sample


def test_beside_them_the_wheel_holds_only_what_tells_of_it(wheel: Path) -> None:
    with ZipFile(wheel) as package:
        told = {name for name in package.namelist() if ".dist-info/" in name}
    assert {Path(name).name for name in told} == {"METADATA", "WHEEL", "RECORD", "entry_points.txt"}


def test_what_lies_in_a_folder_by_mistake_gets_into_no_wheel(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for folder in PACKAGES:
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / SAMPLE, tree / SAMPLE)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tree / name)
    clean = _in_wheel(_built("wheel", tree, tmp_path / "clean"))
    for name in (
        "pipeline/lscb-store/sealed/0a/records.parquet",
        "pipeline/returns.csv",
        "ingest/return of June.xlsx",
        "schemas/reference/Book1.xlsx",
        "schemas/~$notes.docx",
        "reports/templates/page.html.bak",
        "reports/.DS_Store",
        "tests/test_it.py",
        "bench/stages.py",
        "docs/guide.md",
        "out/publish/tables.csv",
    ):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(b"by mistake")
    assert _in_wheel(_built("wheel", tree, tmp_path / "again")) == clean


def test_the_archive_of_the_source_holds_what_the_tests_need_and_nothing_made(
    tmp_path: Path,
) -> None:
    with tarfile.open(_built("sdist", ROOT, tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for needed in ("Makefile", "SECURITY.md", "requirements.lock", "tests/conftest.py", SAMPLE):
        assert any(name == needed or name.startswith(f"{needed}/") for name in names), needed
    tops = {name.partition("/")[0] for name in names}
    assert tops.isdisjoint({"build", "dist", "out", ".venv", "lscb-store"})


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment that holds the wheel, and of ours nothing else: the libraries
    are those of the environment that runs the tests."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install"]
    subprocess.run(
        [*pip, "--quiet", "--no-deps", "--no-index", "--ignore-installed", str(wheel)],
        capture_output=True,
        check=True,
    )
    return home / "bin"


def _run(command: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    away = {
        name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "LSCB"))
    }
    return subprocess.run(
        [command, *arguments],
        cwd=folder,
        env=away,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_stands_alone_in_its_environment(installed: Path, tmp_path: Path) -> None:
    """No package of ours comes from anywhere else."""
    show = f"import {', '.join(PACKAGES)}; print(*(p.__path__[0] for p in ({', '.join(PACKAGES)})))"
    done = _run(installed / "python", "-I", "-c", show, folder=tmp_path)
    found = [Path(each).parent for each in done.stdout.split()]
    assert len(found) == len(PACKAGES)
    assert all(each.is_relative_to(installed.parent) for each in found), done


def test_lscb_reproduce_works_from_the_wheel_in_an_empty_folder(
    installed: Path, tmp_path: Path
) -> None:
    done = _run(installed / "lscb", "reproduce", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert REBUILT in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["lscb"], ["python", "-m", "pipeline"]])
def test_the_installed_command_says_which_version_it_is(
    installed: Path, tmp_path: Path, command: list[str]
) -> None:
    """By either way: where `lscb.exe` is blocked, Python itself may not be."""
    done = _run(installed / command[0], *command[1:], "--version", folder=tmp_path)
    assert done.stdout.startswith("lscb, version ")


def test_the_page_on_installing_names_what_is_installed(wheel: Path) -> None:
    page = (ROOT / "docs" / "installing.md").read_text(encoding="utf-8")
    named = set(re.findall(r"lscb_monitor-\S+?\.whl|requirements\S*?\.lock", page))
    assert named == {wheel.name, "requirements-run.lock"}
    assert REBUILT in page


def test_every_document_that_the_page_on_security_names_is_there() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)", page)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_blank_forms_are_written_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """By the codebook's declarations, those of the forms, and the areas, all of the wheel."""
    done = _run(installed / "lscb", "template", "--out", "blank", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    kinds = {path.suffix for path in (tmp_path / "blank").iterdir()}
    assert {".xlsx", ".docx", ".csv"} <= kinds
