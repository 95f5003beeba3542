"""Which rows of the sealed files go."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from ingest.identifiers import normalised_all
from pipeline.cover import Cover, ReturnPart
from pipeline.erasing.asked import Asked, Keys, WholeReturns, YoungPerson
from pipeline.store import Store

_AREA, _FORM = "area", "form"


@dataclass(frozen=True)
class Gone:
    """What goes from one sealed file: the rows where `rows` is true, and the shares of returns that
    go as a whole."""

    cover: Cover
    rows: pa.ChunkedArray
    parts: tuple[ReturnPart, ...]

    @property
    def number(self) -> int:
        return int(pc.sum(self.rows, min_count=0).as_py())


@dataclass(frozen=True)
class Person:
    """Whom an agency means by an identifier in an area, as they are compared."""

    agency: str
    area: str
    identifier: str


def what_goes(
    asked: Asked, covers: Sequence[Cover], store: Store, keys: Keys
) -> tuple[tuple[Gone, ...], tuple[str, ...]]:
    """What goes from each file of which anything goes; and, of a young person, the normalised
    identifiers under which their rows stand.  Raises StoreError if a sealed file is damaged."""
    if isinstance(asked, WholeReturns):
        return tuple(_of_returns(asked, covers, store)), ()
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
) -> tuple[tuple[Gone, ...], tuple[str, ...]]:
    """Looked for twice: a row that is found by the identifier as it was sent, with the letters that
    its agency puts before it, tells the identifier by which all know it."""
    forms = pa.array([asked.identifier], pa.string())
    files: list[tuple[Cover, pa.Table]] = []
    for cover in covers:
        named = _named(store.records(cover), asked, keys)
        files.append((cover, named))
        found = named.filter(_is_one_of(named, forms))
        said = pa.chunked_array([*found["identifier"].chunks, *found[_FORM].chunks], pa.string())
        forms = pa.concat_arrays([forms, said.drop_null().combine_chunks()]).unique()
    gone = (Gone(cover, _is_one_of(named, forms), ()) for cover, named in files)
    return tuple(each for each in gone if each.number), tuple(forms.to_pylist())


def _named(records: pa.Table, asked: YoungPerson, keys: Keys) -> pa.Table:
    """Of each row the identifier and the normalised form of what was sent, null where the row is
    of another area or agency."""
    areas = pc.coalesce(records["area"].cast(pa.string()), records["return_area"].cast(pa.string()))
    ours = pc.and_(
        _where(areas, lambda code: keys.area(code) == asked.area),
        _where(
            records["agency"].cast(pa.string()), lambda name: asked.of_agency(keys.agency(name))
        ),
    )
    forms = normalised_all(records["local_id"].combine_chunks(), frozenset())
    nothing = pa.scalar(None, pa.string())
    return pa.table(
        {
            "identifier": pc.if_else(ours, records["identifier"], nothing),
            _FORM: pc.if_else(ours, pa.chunked_array([forms]), nothing),
        }
    )


def _where(texts: pa.ChunkedArray, holds: Callable[[str], bool]) -> pa.ChunkedArray:
    wanted = [text for text in texts.unique().to_pylist() if text is not None and holds(text)]
    return pc.is_in(texts, pa.array(wanted, pa.string()))


def _is_one_of(named: pa.Table, forms: pa.Array) -> pa.ChunkedArray:
    either = (pc.is_in(named[name], forms, skip_nulls=True) for name in ("identifier", _FORM))
    return pc.or_(*either)


def people_in(records: pa.Table, keys: Keys) -> set[Person]:
    """Whom the rows name."""
    area = pc.coalesce(records["area"].cast(pa.string()), records["return_area"].cast(pa.string()))
    columns = {"agency": records["agency"].cast(pa.string()), _AREA: area}
    table = pa.table(columns | {"identifier": records["identifier"]})
    each = table.group_by(list(table.column_names), use_threads=False).aggregate([])
    return {
        Person(keys.agency(row["agency"]), keys.area(row[_AREA]), row["identifier"])
        for row in each.to_pylist()
        if row["identifier"] is not None
    }
