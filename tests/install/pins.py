"""What `lscb` rests on: as pyproject.toml asks for it, as the locks pin it, as it is installed."""

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
ALL, TO_RUN = ROOT / "requirements.lock", ROOT / "requirements-run.lock"


@dataclass(frozen=True)
class Pin:
    name: str
    version: str
    only_for: str
    """The systems that need it, as a marker; blank for all."""
    hashes: frozenset[str]


def pins_in(lock: Path) -> dict[str, Pin]:
    """The pins of a lock by name."""
    blocks = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8"))
    pins = [_pin(block) for block in blocks if not block.startswith("#")]
    return {pin.name: pin for pin in pins}


def _pin(block: str) -> Pin:
    asked = Requirement(block.partition("\\")[0].strip())
    (only,) = asked.specifier
    assert only.operator == "==", block
    return Pin(
        canonicalize_name(asked.name),
        only.version,
        str(asked.marker or ""),
        frozenset(re.findall(r"--hash=(sha256:\w+)", block)),
    )


def asked_to_run() -> tuple[Requirement, ...]:
    return _asked(_project()["dependencies"])


def asked_to_develop() -> tuple[Requirement, ...]:
    optional = _project()["optional-dependencies"]
    assert isinstance(optional, dict)
    return _asked(optional["dev"])


def _project() -> dict[str, object]:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project: dict[str, object] = declared["project"]
    return project


def _asked(listed: object) -> tuple[Requirement, ...]:
    assert isinstance(listed, list)
    return tuple(Requirement(each) for each in listed)


def licence(name: str) -> str | None:
    """The licence of an installed distribution as its own metadata says it, in SPDX's words; None
    where it is not installed, or says none."""
    try:
        of = distribution(name)
    except ModuleNotFoundError:
        return None
    return _declared(of) or _classified(of)


def _declared(of: Distribution) -> str | None:
    said = str(of.metadata.get("License-Expression") or of.metadata.get("License") or "")
    if said.startswith("Apache License"):
        return "Apache-2.0"
    if "\n" in said or said.startswith("Copyright"):  # the whole text; its class is told apart
        return None
    return _SPDX.get(said, said) or None


def _classified(of: Distribution) -> str | None:
    classes = [
        each.rpartition(" :: ")[2]
        for each in of.metadata.get_all("Classifier") or []
        if each.startswith("License :: ")
    ]
    return " OR ".join(_SPDX.get(each, each) for each in classes) or None


_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0 OR GPL-2.0-or-later",
    "BSD": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
