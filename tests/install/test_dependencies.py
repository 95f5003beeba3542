"""What `lscb` rests on is written down, pinned, licensed, and free of what is known to be wrong."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.install.known_vulnerabilities import (
    Advisory,
    CannotAsk,
    affected,
    load_advisories,
    read_answer,
)
from tests.install.pins import (
    ALL,
    ROOT,
    TO_RUN,
    Pin,
    asked_to_develop,
    asked_to_run,
    licence,
    pins_in,
)

PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
OTHERS_SAY = {"axe-playwright-python": "MIT", "colorama": "BSD-3-Clause"}
"""Licences that stand in a file of the package, or of a package for Windows alone."""
PERMISSIVE = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT PSF-2.0 Zlib".split()  # noqa: SIM905
)
WINDOWS = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "extra": ""}
SYSTEMS = (
    WINDOWS,
    {"sys_platform": "darwin", "platform_system": "Darwin", "extra": ""},
    {"extra": ""},
)


def _table(heading: str) -> dict[str, tuple[str, str]]:
    """The rows of the table below a heading: package, then what stands in the other two cells."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", section, re.MULTILINE)
    return {name: (second, third) for name, second, third in rows if name != "package"}


def test_a_reason_for_each_dependency_in_docs() -> None:
    for heading, asked in (
        ("To run", asked_to_run()),
        ("To develop and test", asked_to_develop()),
    ):
        reasons = {name: why for name, (why, _) in _table(heading).items()}
        assert list(reasons) == [each.name for each in asked]
        assert [name for name, why in reasons.items() if len(why) < 15] == []


def test_licences_of_all_dependencies_are_listed() -> None:
    direct = {**_table("To run"), **_table("To develop and test")}
    brought = _table("What these bring with them")
    listed = {name: said for name, (_, said) in {**direct, **brought}.items()}
    held = {name: licence(name) or OTHERS_SAY.get(name) for name in pins_in(ALL)}
    assert {canonicalize_name(name): said for name, said in listed.items()} == held


def test_what_is_brought_along_is_told_apart_by_what_it_is_for() -> None:
    brought = {
        name: for_what for name, (for_what, _) in _table("What these bring with them").items()
    }
    to_run = pins_in(TO_RUN)
    assert brought == {
        name: "running" if name in to_run else "developing" for name in sorted(brought)
    }


def test_what_is_needed_to_run_is_under_permissive_licences() -> None:
    said = {name: licence(name) or OTHERS_SAY[name] for name in pins_in(TO_RUN)}
    parts = {name: set(re.split(r" AND | OR ", text)) for name, text in said.items()}
    assert {name: left for name, of in parts.items() if (left := of - PERMISSIVE)} == {}


def test_the_page_says_how_many_packages_each_list_holds() -> None:
    assert f"the {len(pins_in(TO_RUN))} packages" in PAGE
    assert f"all {len(pins_in(ALL))}, with" in PAGE


def test_what_runs_is_pinned_as_in_development_with_hashes() -> None:
    everything = pins_in(ALL)
    for name, pin in pins_in(TO_RUN).items():
        assert (pin.version, pin.hashes) == (everything[name].version, everything[name].hashes)
        assert pin.hashes, name


@pytest.mark.parametrize(
    ("lock", "asked"),
    [(TO_RUN, asked_to_run()), (ALL, (*asked_to_run(), *asked_to_develop()))],
    ids=["to run", "all"],
)
@pytest.mark.parametrize("system", SYSTEMS, ids=["Windows", "macOS", "here"])
def test_the_lists_of_pins_are_whole_on_every_system(
    lock: Path, asked: tuple[Requirement, ...], system: dict[str, str]
) -> None:
    """pip refuses a list with hashes that lacks one package, so all that is brought along is
    there, and nothing else."""
    pins = pins_in(lock)
    needed = _brought(asked, system)
    assert needed - set(pins) == set()
    everywhere = {name for name, pin in pins.items() if not pin.only_for}
    assert everywhere - needed == set()


def _brought(asked: tuple[Requirement, ...], system: dict[str, str]) -> set[str]:
    """All packages that are installed on a system for what is asked, by name; those that are not
    installed here are taken to bring nothing."""
    found: set[tuple[str, str]] = set()
    left = [(each, "") for each in asked]
    while left:
        one, extra = left.pop()
        if one.marker is not None and not one.marker.evaluate({**system, "extra": extra}):
            continue
        name = canonicalize_name(one.name)
        for wanted in ("", *one.extras):
            if (name, wanted) in found:
                continue
            found.add((name, wanted))
            left.extend((Requirement(each), wanted) for each in _requires(name))
    return {name for name, _ in found}


def _requires(name: str) -> list[str]:
    try:
        return distribution(name).requires or []
    except ModuleNotFoundError:
        return []


def test_no_registry_is_named_in_the_lists_of_pins() -> None:
    for lock in (ALL, TO_RUN):
        assert "://" not in lock.read_text(encoding="utf-8")


def test_no_pinned_version_has_a_known_vulnerability() -> None:
    assert affected(pins_in(ALL).values(), load_advisories().all) == ()


def test_no_version_that_pyproject_takes_has_a_known_vulnerability() -> None:
    """Whoever installs without the pins gets none of them either."""
    lowest = [
        Pin(canonicalize_name(each.name), only.version, "", frozenset())
        for each in (*asked_to_run(), *asked_to_develop())
        for only in each.specifier
        if only.operator == ">="
    ]
    assert len(lowest) >= 30
    assert affected(lowest, load_advisories().all) == ()


def test_the_list_of_advisories_is_about_what_is_pinned() -> None:
    assert {each.package for each in load_advisories().all} <= set(pins_in(ALL))


def test_a_pin_within_an_advisory_is_named_with_what_to_take() -> None:
    pin = Pin("lxml", "6.0.2", "", frozenset())
    assert affected([pin], load_advisories().all) == (
        "lxml 6.0.2 is affected by CVE-2026-41066: take 6.1.0 or newer.",
    )


@pytest.mark.parametrize(
    ("version", "holds"), [("1.3.9", False), ("1.4.0", True), ("1.4.2", False)]
)
def test_an_advisory_holds_from_its_first_version_to_before_the_mended(
    version: str, holds: bool
) -> None:
    (of_duckdb,) = [each for each in load_advisories().all if each.id == "CVE-2025-64429"]
    assert isinstance(of_duckdb, Advisory)
    assert of_duckdb.affects(version) is holds


ANSWER = """{"dependencies": [
  {"name": "sound", "version": "1.0", "vulns": []},
  {"name": "broken", "version": "2.0", "vulns": [
    {"id": "PYSEC-2030-1", "fix_versions": ["2.1"], "aliases": ["CVE-2030-1"]}]},
  {"name": "strange", "skip_reason": "not found"}]}"""


def test_an_index_s_answer_names_what_is_affected_and_what_it_does_not_know() -> None:
    asked = read_answer(ANSWER, {})
    assert asked.found == ("broken 2.0 is affected by PYSEC-2030-1: mended in 2.1.",)
    assert asked.unknown == ("strange",)


def test_an_accepted_advisory_is_let_pass_under_any_of_its_names() -> None:
    assert read_answer(ANSWER, {"CVE-2030-1": "never called"}).found == ()


@pytest.mark.parametrize("printed", ["", "ConnectionError", "{}"])
def test_want_of_a_network_is_no_finding(printed: str) -> None:
    with pytest.raises(CannotAsk):
        read_answer(printed, {})
