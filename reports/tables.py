"""The tables of a snapshot, as declared in `tables.toml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from schemas.codebook import SEPARATOR, Question
from schemas.codebook_reading import load_codebook

Rows = Literal["options", "main_groups", "ages", "regions", "forms"]
FORM_VERSION = "form_version"
"""The question, and the table, of the latest form in which a young person was returned."""
FORM_VERSION_TABLE = f"question_{FORM_VERSION}"


@dataclass(frozen=True)
class Row:
    """A row of a table's breakdown: its code, its label."""

    code: str
    label: str


@dataclass(frozen=True)
class Beside:
    """A count of all cases beside the breakdown: those whose answer to `question` holds `holds`, or
    is exactly the codes of `exactly` (parted by `;`, in the codebook's order).  `counts_as` is as
    in Table."""

    row: Row
    question: str
    holds: str | None
    exactly: str | None
    counts_as: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table: its breakdown, the question behind it (None: the table of regions) and its base.

    `all_answered`: every case has an answer that is known, so that there are no rows for others.
    `versions` are the forms that the table can tell of (none: all); young people without one of
    them are outside its base.  `counts_as` is the option under which an answer counts that the
    rows' form has not.  `column` is the question of the young people that is counted, where the
    table's own question is that with the options of another form, or of the records of one form
    alone (`restricted_only`: what such a table tells beside the table of all forms is not
    protected, so it is not published).  `held` are the forms of which it tells here, where they are
    not the first alone.
    """

    id: str
    title: str
    rows: tuple[Row, ...]
    kind: Rows
    question: Question | None
    not_known_in_base: bool
    outside_base: frozenset[str]
    beside: tuple[Beside, ...]
    note: str
    all_answered: bool = False
    versions: tuple[str, ...] = ()
    counts_as: Mapping[str, str] = field(default_factory=dict)
    column: str = ""
    restricted_only: bool = False
    held: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        return self.question is not None and self.question.kind == "several"

    @property
    def has_outside_base(self) -> bool:
        dependent = self.question is not None and self.question.only_where is not None
        return dependent or bool(self.outside_base) or bool(self.versions)

    @property
    def asked_where(self) -> tuple[str, tuple[str, ...]] | None:
        """The question, and its answers, of those of whom this one is asked; None where it is asked
        of all, or no other table tells."""
        if self.question is None or self.restricted_only or self.outside_base:
            return None
        if self.question.only_where is not None:
            return self.question.only_where.question, (self.question.only_where.is_,)
        # Who is of an older form and a later one counts as of the later one.
        latest = load_codebook().form_versions[-len(self.versions) :]
        return (FORM_VERSION, self.versions) if self.versions == latest else None


def held_tables(tables: Iterable[Table], forms: Iterable[str]) -> tuple[Table, ...]:
    """Those of `tables` that tell of anyone where young people were returned in `forms` (versions,
    several of one young person parted by `;`): without a later form than the first, those of every
    form alone."""
    given = {version for each in forms for version in each.split(SEPARATOR)}
    versions = load_codebook().form_versions
    held = tuple(version for version in versions if version in given)
    if not set(held) - {versions[0]}:
        every_form = (
            each
            for each in tables
            if each.id != FORM_VERSION_TABLE and not each.versions and not each.restricted_only
        )
        return tuple(replace(each, counts_as={}) for each in every_form)
    return tuple(
        _holding(each, held)
        for each in tables
        if not each.versions or set(held) & set(each.versions)
    )


def _holding(table: Table, held: tuple[str, ...]) -> Table:
    """The table where young people were returned in the forms `held`."""
    of = tuple(version for version in held if version in (table.versions or held))
    if table.restricted_only:
        return replace(table, held=of)
    counts_as = {
        code: as_
        for code, as_ in table.counts_as.items()
        if table.question is not None and set(table.question.option(code).versions) & set(of)
    }
    return replace(table, held=of, counts_as=counts_as)
