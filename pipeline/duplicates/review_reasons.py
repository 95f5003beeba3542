"""Why two young people may be one, in words and numbers that add up."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.duplicates.beside import Row, known_as, shown_label
from pipeline.duplicates.reasons import Reason, in_tenths, reasons_of, signed
from reports.review import IdentifiersBeside, IdentifierSign
from reports.review_words import in_a_hundred
from schemas.codebook import Codebook
from schemas.linkage import Linkage
from schemas.text import folded

_LITTLE = 5
"""A reason of fewer tenths than this, either way, says little."""
_NEAR = frozenset({"other_letters", "transposed", "one_character"})
_OF_IDENTIFIERS = frozenset({"identifier", "agency"})
_SMALL = 4
"""A bare number of fewer digits than this is no identifier to compare, as many agencies use it."""


class ReasonsOfPair:
    """The reasons of a pair: `scores` is its row of `score_pairs` or `score_across`, `one` and
    `other` are the two as they are shown."""

    def __init__(
        self,
        scores: Mapping[str, Any],
        one: Row,
        other: Row,
        codebook: Codebook,
        linkage: Linkage,
    ) -> None:
        self._scores, self._one, self._other = scores, one, other
        self._codebook = codebook
        self._reasons = reasons_of(scores, linkage)

    @property
    def words(self) -> str:
        """A sentence a line: what speaks for one young person, what against, what says little, what
        was not compared, and the sum."""
        lines = reasons_words(self._reasons, self._labels())
        if self.identifiers.sign == "not compared":
            lines.append(not_compared(self._one, self._other))
        same_area = self._one["place"] == self._other["place"]
        of_all = "in this area" if same_area else "of two different areas"
        tenths = [each.tenths for each in self._reasons]
        lines.append(sum_words(self._scores["prior"], tenths, self._scores["probability"], of_all))
        return "\n".join(lines)

    @property
    def weights(self) -> Mapping[str, float]:
        """What each question adds to the sum, as shown; those that were not weighed are not in
        it."""
        asked = dict.fromkeys(each.question for each in self._reasons if each.question)
        return {
            question: _added_up([each for each in self._reasons if each.question == question])
            for question in asked
        }

    @property
    def identifiers(self) -> IdentifiersBeside:
        """How the identifiers compare, and what they and the agencies add to the sum."""
        weighed = [each for each in self._reasons if each.comparison in _OF_IDENTIFIERS]
        return IdentifiersBeside(self._sign(), _added_up(weighed) if weighed else None)

    def _sign(self) -> IdentifierSign:
        level = self._scores["identifier_level"]
        if level is None:
            within_one_agency = self._scores.get("agency_level") == "one"
            return "different identifiers" if within_one_agency else "not compared"
        if level == "same":
            return "same identifier"
        return "nearly the same identifier" if level in _NEAR else "different identifiers"

    def _labels(self) -> Mapping[str, str]:
        asked = {each.question for each in self._reasons if each.question}
        return {name: shown_label(self._codebook.question(name)) for name in asked}


def reasons_words(reasons: Sequence[Reason], labels: Mapping[str, str]) -> list[str]:
    """The reasons, a sentence each for what is for, what against and what says little, those that
    weigh most first, each with its weight; where its words do not name the row of its answers, the
    row's label (by question in `labels`) stands beside."""
    parted = {
        "For": [each for each in reasons if each.tenths >= _LITTLE],
        "Against": [each for each in reasons if each.tenths <= -_LITTLE],
        "Says little": [each for each in reasons if abs(each.tenths) < _LITTLE],
    }
    return [
        f"{word}: {', '.join(_reason(each, labels.get(each.question, '')) for each in those)}."
        for word, those in parted.items()
        if those
    ]


def sum_words(prior: float, tenths: Sequence[int], probability: float, of_all: str) -> str:
    """How start and reasons add up; the numbers do so as they are shown, the probability is worked
    out from those that are not rounded."""
    start, total = in_tenths(prior), sum(tenths)
    pairs = f"of all pairs {of_all} about 1 in {_about(1 + 2**-prior):,} is one young person"
    return (
        f"Start: {pairs} ({signed(start)}). The reasons add up to {signed(total)}. "
        f"Together {signed(start + total)}: {in_a_hundred(probability)}."
    )


def not_compared(one: Row, other: Row) -> str:
    """Why the identifiers of two were not compared: which of the two, and which agency."""
    whys = [
        why for why in (_means_nothing(one, "the one"), _means_nothing(other, "the other")) if why
    ]
    return f"Not compared: the identifiers, as {' and '.join(whys) or 'areas number apart'}."


def _means_nothing(row: Row, who: str) -> str:
    """Why the identifier of one of the two can't be compared; blank where it can."""
    those = known_as(row)
    if row["own_numbering"]:
        agencies = list(dict.fromkeys(str(each["agency"]) for each in those))
        several = f"one of {' and '.join(agencies)}" if len(agencies) > 1 else agencies[0]
        return f"{several} ({who}) numbers for itself"
    agency, identifier = those[0]["agency"], str(row["identifier"])
    if len(identifier) < _SMALL and identifier.isascii() and identifier.isdigit():
        return f"{identifier} of {agency} ({who}) is a small number"
    return ""


def _reason(reason: Reason, label: str) -> str:
    row = "" if folded(label) in folded(reason.words) else f"{label}: "
    return f"{reason.words} ({row}{signed(reason.tenths)})"


def _added_up(reasons: Sequence[Reason]) -> float:
    return sum(each.tenths for each in reasons) / 10


def _about(number: float) -> int:
    """A number to two figures."""
    return int(float(f"{number:.1e}"))
