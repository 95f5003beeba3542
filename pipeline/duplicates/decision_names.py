"""How a message names a decision."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from pipeline.duplicates.decisions import VERDICT_WORDS, Decision
from reports.wording import long_date
from schemas.areas import Areas

Describe = Callable[[Decision], str]
"""What a message calls a decision."""

_NOWHERE: Mapping[Decision, str] = MappingProxyType({})


def naming(areas: Areas, places: Mapping[Decision, str] = _NOWHERE) -> Describe:
    """Names a decision of the store by its number and what it says, but never whom it is about, and
    one that is not stored yet by its place in its file (`places`)."""

    def name(decision: Decision) -> str:
        if not decision.number and decision in places:
            return places[decision]
        verdict = VERDICT_WORDS[decision.verdict]
        words = f"{areas.name_of(decision.area)}: {_agencies(decision)}, '{verdict}'"
        who = f"{decision.who}, {long_date(decision.day)}"
        number = f"decision {decision.number}" if decision.number else "a decision not stored yet"
        return f"{number} ({words}, {who})"

    return name


def _agencies(decision: Decision) -> str:
    one, other = decision.one[0].key.agency, decision.other[0].key.agency
    return f"two of {one}" if one == other else f"{one} and {other}"


def listed(names: Sequence[str]) -> str:
    """`a`; `a and b`; `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def capital(text: str) -> str:
    """As it begins a sentence."""
    return text[:1].upper() + text[1:]


def remedy(decisions: Sequence[Decision]) -> str:
    """What to do where one of these must be wrong; it begins small."""
    stored = [each.number for each in decisions if each.number]
    if not stored:
        return "correct the file."
    if len(stored) == 1:
        take_back = f"take back decision {stored[0]} ({take_back_command(stored[0])})"
        wrong = " if that is wrong"
    else:
        take_back = (
            "take back the one that is wrong (`lscb duplicates take-back NUMBER --who NAME`)"
        )
        wrong = ""
    if len(stored) == len(decisions):
        return f"{take_back}."
    return f"correct the file, or {take_back}{wrong}."


def take_back_command(number: int) -> str:
    """What to type to take back a decision."""
    return f"`lscb duplicates take-back {number} --who NAME`"
