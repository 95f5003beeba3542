"""How far the data can be trusted: how the rows counted were answered, by agency and theme, and for
how many of the young people each question was answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.counting import percentage
from reports.figures import Geography
from schemas.areas import ENGLAND, Region
from schemas.codebook import Question, Theme


@dataclass(frozen=True)
class Answers:
    """Questions asked, each of one row, by what came of it: exactly one of the four."""

    answered: int = 0
    not_known: int = 0
    not_provided: int = 0
    refused: int = 0

    @property
    def asked(self) -> int:
        return self.answered + self.not_known + self.not_provided + self.refused

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """In the order of the fields."""
        return (self.answered, self.not_known, self.not_provided, self.refused)

    @property
    def percentages(self) -> tuple[str, ...]:
        """Of the questions asked, in the order of the fields; empty where none was asked."""
        return tuple(percentage(each, self.asked) for each in self.counts)


@dataclass(frozen=True)
class QualityOf:
    """The rows of an agency in an authority or joint board or, where `agency` is None, of all
    agencies of a region or of England; `themes` are in the order of Quality.themes."""

    geography: Geography
    agency: str | None
    rows: int
    themes: tuple[Answers, ...]

    @property
    def all_themes(self) -> Answers:
        return _sum(self.themes)


@dataclass(frozen=True)
class Quality:
    """England, all regions by code, and each agency in each place by the place's code and the
    agency's name."""

    themes: tuple[Theme, ...]
    england: QualityOf
    regions: tuple[QualityOf, ...]
    agencies: tuple[QualityOf, ...]

    @property
    def lines(self) -> tuple[QualityOf, ...]:
        return (self.england, *self.regions, *self.agencies)


@dataclass(frozen=True)
class Provided:
    """Of the cases counted in a place: how many the question is asked of, and for how many of those
    an answer was provided, is not known or was not provided."""

    question: Question
    asked: int
    provided: int
    not_known: int
    not_provided: int

    @property
    def percent(self) -> str:
        """Of the cases asked, one decimal; empty where there is none."""
        return percentage(self.provided, self.asked)


@dataclass(frozen=True)
class ProvidedIn:
    """The cases of a place, and each question in the order of the form."""

    geography: Geography
    cases: int
    questions: tuple[Provided, ...]


@dataclass(frozen=True)
class DataProvided:
    """England first, then the places as in the tables."""

    places: tuple[ProvidedIn, ...]

    @property
    def england(self) -> ProvidedIn:
        return self.places[0]


def quality_of(
    agencies: Iterable[QualityOf], regions: Iterable[Region], themes: Sequence[Theme]
) -> Quality:
    """Adds the agencies up to regions, and those to England."""
    ordered = tuple(sorted(agencies, key=lambda each: (each.geography.code, each.agency or "")))
    of_regions = tuple(
        _added_up(
            Geography("regional", region.code, region.name, region.code),
            [each for each in ordered if each.geography.region == region.code],
            len(themes),
        )
        for region in sorted(regions, key=lambda region: region.code)
    )
    england = _added_up(Geography("national", ENGLAND, "England"), of_regions, len(themes))
    return Quality(tuple(themes), england, of_regions, ordered)


def _added_up(geography: Geography, parts: Sequence[QualityOf], themes: int) -> QualityOf:
    return QualityOf(
        geography=geography,
        agency=None,
        rows=sum(each.rows for each in parts),
        themes=tuple(_sum(each.themes[n] for each in parts) for n in range(themes)),
    )


def _sum(parts: Iterable[Answers]) -> Answers:
    counts = [each.counts for each in parts]
    return Answers(*map(sum, zip(*counts, strict=True))) if counts else Answers()
