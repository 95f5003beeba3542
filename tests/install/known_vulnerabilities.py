"""The audit of what `lscb` rests on, for known vulnerabilities.

    python -m tests.install.known_vulnerabilities

First against the dated list beside this file, which needs no network; then, where an index that
knows of vulnerabilities can be asked, by pip-audit.  Exit code 1 where something is affected; an
index that can't be asked fails nothing, and is said.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.version import Version

from tests.install.pins import ALL, Pin, pins_in

LISTED = Path(__file__).with_name("advisories.toml")
STALE_DAYS, LONGEST_SECONDS = 183, 120
ASKED_FIRST = "jinja2"
"""A package that surely has advisories: an index that does not know it knows of none at all."""


@dataclass(frozen=True)
class Advisory:
    package: str
    id: str
    since: Version
    mended_in: Version

    def affects(self, version: str) -> bool:
        return self.since <= Version(version) < self.mended_in


@dataclass(frozen=True)
class Advisories:
    looked_through: date
    all: tuple[Advisory, ...]
    accepted: Mapping[str, str]
    """Why we live with an advisory, by its id."""


@dataclass(frozen=True)
class Asked:
    """What pip-audit found out: `found` are sentences, `unknown` the packages not audited."""

    found: tuple[str, ...]
    unknown: tuple[str, ...]


class CannotAsk(Exception):
    """No index could be asked; the message says why."""


def main() -> int:
    listed = load_advisories()
    pins = pins_in(ALL)
    found = affected(pins.values(), listed.all)
    age = (datetime.now(tz=UTC).date() - listed.looked_through).days
    print(f"Against the list of {listed.looked_through}: {len(listed.all)} advisories, "
          f"{len(pins)} packages, {len(found)} affected.")  # fmt: skip
    if age > STALE_DAYS:
        print(f"The list is {age} days old: look through it again (docs/dependencies.md).")
    try:
        asked = ask_index(ALL, listed.accepted)
    except CannotAsk as why:
        print(f"No index was asked: {why}.")
    else:
        print(f"By an index: {len(pins) - len(asked.unknown)} packages audited.")
        found = (*found, *asked.found)
    for each in found:
        print(each)
    return 1 if found else 0


def load_advisories(path: Path = LISTED) -> Advisories:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    found = tuple(
        Advisory(package, one["id"], Version(one.get("since", "0")), Version(one["mended_in"]))
        for package, ones in said["affected"].items()
        for one in ones
    )
    return Advisories(said["looked_through"], found, said["accepted"])


def affected(pins: Iterable[Pin], advisories: Sequence[Advisory]) -> tuple[str, ...]:
    """A sentence for each advisory that holds for a pinned version."""
    return tuple(
        f"{pin.name} {pin.version} is affected by {each.id}: take {each.mended_in} or newer."
        for pin in pins
        for each in advisories
        if each.package == pin.name and each.affects(pin.version)
    )


def ask_index(lock: Path, accepted: Mapping[str, str]) -> Asked:
    """What pip-audit says of a lock.  One package is asked first, so that an index without such
    knowledge is asked once and not for each.

    Raises CannotAsk.
    """
    pin = pins_in(lock)[ASKED_FIRST]
    with TemporaryDirectory(prefix="lscb-audit-") as folder:
        one = Path(folder) / "one.txt"
        one.write_text(f"{pin.name}=={pin.version}\n", encoding="utf-8", newline="\n")
        first = read_answer(_pip_audit(one, "--no-deps"), accepted)
    if first.unknown:
        raise CannotAsk("the one in use knows of no vulnerabilities")
    return read_answer(_pip_audit(lock, "--require-hashes"), accepted)


def read_answer(printed: str, accepted: Mapping[str, str]) -> Asked:
    """Raises CannotAsk where it is none."""
    try:
        packages = json.loads(printed)["dependencies"]
    except (ValueError, KeyError):
        raise CannotAsk("it gave no answer") from None
    found = tuple(
        f"{each['name']} {each['version']} is affected by {one['id']}: "
        f"mended in {', '.join(one['fix_versions']) or 'no version yet'}."
        for each in packages
        for one in each.get("vulns", ())
        if accepted.keys().isdisjoint({one["id"], *one.get("aliases", ())})
    )
    return Asked(found, tuple(each["name"] for each in packages if "skip_reason" in each))


def _pip_audit(requirements: Path, *options: str) -> str:
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", *options]
    quiet = ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        return subprocess.run(
            [*command, *quiet, "--requirement", str(requirements)],
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST_SECONDS,
            check=False,
        ).stdout
    except subprocess.TimeoutExpired:
        raise CannotAsk(f"it took longer than {LONGEST_SECONDS} seconds") from None


if __name__ == "__main__":
    sys.exit(main())
