"""Which rows of the sealed files go."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import pyarrow as pa
import pyarrow.compute as pc

from ingest.identifiers import normalised_all
from pipeline.cover import Cover, ReturnPart
from pipeline.erasing.asked import Asked, Keys, WholeReturns, YoungPerson
from pipeline.store import Store

_AGENCY, _AREA, _IDENTIFIER, _FORM = "agency", "area", "identifier", "form"


@dataclass(frozen=True)
class Gone:
    """What goes from one sealed file: the rows where `rows` is true, and the shares of returns that
    go as a whole."""

    cover: Cover
    rows: pa.ChunkedArray
    parts: tuple[ReturnPart, ...]

    @property
    def number(self) -> int:
        return _number(self.rows)


@dataclass(frozen=True)
class Person:
    """Whom an agency means by an identifier in an area, as they are compared."""

    agency: str
    area: str
    identifier: str


@dataclass(frozen=True)
class Elsewhere:
    """How many rows with the identifier stay: of the agency but without a recognised area, of other
    agencies, and of other areas (by Keys.area)."""

    unrecognised: int = 0
    other_agencies: int = 0
    other_areas: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What goes from each file of which anything goes.  Of a young person also the normalised
    identifiers under which their rows stand, and what stays elsewhere."""

    files: tuple[Gone, ...]
    forms: tuple[str, ...] = ()
    elsewhere: Elsewhere = Elsewhere()


def what_goes(asked: Asked, covers: Sequence[Cover], store: Store, keys: Keys) -> Found:
    """Raises StoreError if a sealed file is damaged."""
    if isinstance(asked, WholeReturns):
        return Found(tuple(_of_returns(asked, covers, store)))
    return _of_young_person(asked, covers, store, keys)


def _of_returns(asked: WholeReturns, covers: Iterable[Cover], store: Store) -> Iterator[Gone]:
    for cover in covers:
        parts = tuple(
            part for part in cover.returns if not part.is_erased and asked.takes(cover, part)
        )
        if parts:
            yield Gone(cover, rows_of(store.records(cover), parts), parts)


def rows_of(records: pa.Table, parts: Iterable[ReturnPart]) -> pa.ChunkedArray:
    """A mask of the rows that belong to one of `parts`."""
    agency, area = (records[name].cast(pa.string()) for name in ("agency", "return_area"))
    found = pa.chunked_array([pa.array([False] * records.num_rows, pa.bool_())])
    for part in parts:
        of_part = pc.and_(pc.equal(agency, part.agency), pc.equal(area, part.area))
        of_day = pc.equal(records["return_date"], pa.scalar(part.return_date, pa.date32()))
        found = pc.or_(found, pc.and_(of_part, of_day))
    return found


def _of_young_person(
    asked: YoungPerson, covers: Sequence[Cover], store: Store, keys: Keys
) -> Found:
    files = [_named(store.records(cover)) for cover in covers]
    if not files:
        return Found((), (asked.identifier,))
    rows = pa.concat_tables(files).combine_chunks()
    forms = normalised_all(rows["local_id"].combine_chunks(), frozenset())
    rows = rows.append_column(_FORM, pa.chunked_array([forms]))
    unrecognised = _where(rows[_AREA], lambda code: not keys.knows(code))
    area = _where(rows[_AREA], lambda code: keys.area(code) == asked.area)
    agency = _where(rows[_AGENCY], lambda name: asked.of_agency(keys.agency(name)))
    wanted = pc.or_(area, unrecognised) if asked.unrecognised else area
    of_both = pc.and_(wanted, agency)
    all_forms = _all_forms(asked.identifier, rows.filter(of_both))
    named = _is_one_of(rows, all_forms)
    gone = pc.and_(named, of_both)
    stays = pc.and_(named, pc.invert(of_both))
    lengths = [each.num_rows for each in files]
    begins = accumulate(lengths, initial=0)
    parts = (
        Gone(cover, gone.slice(begin, length), ())
        for cover, begin, length in zip(covers, begins, lengths, strict=False)
    )
    near = pc.or_(area, unrecognised)
    codes = rows.filter(pc.and_(stays, pc.invert(near)))[_AREA]
    return Found(
        tuple(each for each in parts if each.number),
        tuple(all_forms.to_pylist()),
        Elsewhere(
            _number(pc.and_(stays, pc.and_(unrecognised, agency))),
            _number(pc.and_(stays, pc.and_(near, pc.invert(agency)))),
            Counter(keys.area(code) for code in codes.to_pylist()),
        ),
    )


def _named(records: pa.Table) -> pa.Table:
    """Of each row whose it is, as far as that tells the young person."""
    columns = {_AGENCY: records["agency"].cast(pa.string()), _AREA: _area(records)}
    texts = {name: records[name].cast(pa.string()) for name in (_IDENTIFIER, "local_id")}
    return pa.table(columns | texts)


def _all_forms(identifier: str, rows: pa.Table) -> pa.Array:
    """The identifiers under which the young person stands in `rows`.  A row that is found by one,
    as it was sent, tells that by which all know it, without the letters that its agency puts before
    it; and by that others are found, with the letters of theirs.  So until no more are found."""
    forms = pa.array([identifier], pa.string())
    while True:
        found = rows.filter(_is_one_of(rows, forms))
        said = pa.chunked_array([*found[_IDENTIFIER].chunks, *found[_FORM].chunks], pa.string())
        more = pa.concat_arrays([forms, said.drop_null().combine_chunks()]).unique()
        if len(more) == len(forms):
            return forms
        forms = more


def _area(records: pa.Table) -> pa.ChunkedArray:
    """The area of each row, or else that of its return."""
    return pc.coalesce(records["area"].cast(pa.string()), records["return_area"].cast(pa.string()))


def _where(texts: pa.ChunkedArray, holds: Callable[[str], bool]) -> pa.ChunkedArray:
    wanted = [text for text in texts.unique().to_pylist() if text is not None and holds(text)]
    return pc.is_in(texts, pa.array(wanted, pa.string()))


def _is_one_of(rows: pa.Table, forms: pa.Array) -> pa.ChunkedArray:
    either = (pc.is_in(rows[name], forms, skip_nulls=True) for name in (_IDENTIFIER, _FORM))
    return pc.or_(*either)


def _number(rows: pa.ChunkedArray) -> int:
    return int(pc.sum(rows, min_count=0).as_py())


def people_in(records: pa.Table, keys: Keys) -> set[Person]:
    """Whom the rows name."""
    table = _named(records).select([_AGENCY, _AREA, _IDENTIFIER])
    each = table.group_by(list(table.column_names), use_threads=False).aggregate([])
    return {
        Person(keys.agency(row[_AGENCY]), keys.area(row[_AREA]), row[_IDENTIFIER])
        for row in each.to_pylist()
        if row[_IDENTIFIER] is not None
    }
