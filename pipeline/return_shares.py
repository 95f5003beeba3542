"""A file's share of each return that it is part of: its records and their defects."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from ingest.agencies import NO_AGENCIES, Agencies
from ingest.places import Numbers
from pipeline.cover import ReturnPart
from pipeline.defects import RecordDefect, defects_in
from pipeline.delivery_result import DeliveryResult, FileResult
from pipeline.returns import ReturnId, return_id
from reports.feedback import Defect
from schemas.areas import Areas
from schemas.codebook import Codebook

_PART = (
    ("agency", pa.string()),
    ("return_area", pa.string()),
    ("return_date", pa.date32()),
)


@dataclass(frozen=True)
class Share:
    """A file's share of one return: one of its parts (there may be several, in two spellings of an
    agency), rows, the indices of its records and their defects; the defects of the whole file, and
    the other areas for which it holds the agency's returns."""

    result: FileResult
    part: ReturnPart
    rows: int
    refused_rows: int
    indices: Numbers
    defects: tuple[Defect, ...]
    of_file: Sequence[RecordDefect]
    others: tuple[str, ...]

    @property
    def is_whole_file(self) -> bool:
        return self.rows == self.result.rows

    def rows_of(self, table: pa.Table | None) -> pa.Table | None:
        """Its rows of a table of the file's records."""
        if table is None or self.is_whole_file:
            return table
        return table.take(pa.array(self.indices))


def shares_of(
    result: FileResult, codebook: Codebook, areas: Areas, agencies: Agencies
) -> Mapping[ReturnId, Share]:
    """The file's share of each return that it is part of."""
    found = defects_in(result, codebook)
    part_of = np.zeros(result.rows, np.int64)
    of_parts = indices_of_parts(result)
    for n, indices in enumerate(of_parts):
        part_of[indices] = n
    defects: list[list[Defect]] = [[] for _ in of_parts]
    for one in found:
        defects[part_of[one.record - 1]].append(one.defect)
    by_return: dict[ReturnId, list[int]] = defaultdict(list)
    for n, part in enumerate(result.parts):
        id_ = return_id(areas, part.agency, part.area, part.return_date, agencies)
        by_return[id_].append(n)
    return {
        id_: Share(
            result=result,
            part=result.parts[numbers[0]],
            rows=sum(result.parts[n].rows for n in numbers),
            refused_rows=sum(result.parts[n].refused_rows for n in numbers),
            indices=np.sort(np.concatenate([of_parts[n] for n in numbers])),
            defects=tuple(defect for n in numbers for defect in defects[n]),
            of_file=found,
            others=tuple(_areas_beside(id_, by_return, result, areas)),
        )
        for id_, numbers in by_return.items()
    }


def _areas_beside(
    id_: ReturnId, by_return: Mapping[ReturnId, Sequence[int]], result: FileResult, areas: Areas
) -> Iterable[str]:
    """The other areas for which a file holds returns of the same agency."""
    for other, numbers in by_return.items():
        if other.agency == id_.agency and other.area != id_.area:
            area = result.parts[numbers[0]].area
            yield areas.name_of(area) if areas.knows(area) else "an area that is not recognised"


def indices_of_parts(result: FileResult) -> list[Numbers]:
    """The indices of the records of each of the file's parts, in their order."""
    if len(result.parts) < 2 or result.records is None:
        return [np.arange(part.rows) for part in result.parts]
    indices = _indices_by_part(result.records)
    return [indices[part.agency, part.area, part.return_date] for part in result.parts]


def records_by_return(
    result: DeliveryResult, areas: Areas, agencies: Agencies = NO_AGENCIES
) -> Mapping[ReturnId, pa.Table]:
    """The records (schemas.records.record_schema) of each return of a delivery; none of a nil
    one."""
    found: dict[ReturnId, list[pa.Table]] = defaultdict(list)
    for each in result.files:
        for part, indices in zip(each.parts, indices_of_parts(each), strict=True):
            id_ = return_id(areas, part.agency, part.area, part.return_date, agencies)
            if each.records is not None:
                whole = len(each.parts) == 1
                found[id_].append(each.records if whole else each.records.take(pa.array(indices)))
    return {id_: pa.concat_tables(tables) for id_, tables in found.items()}


def files_by_return(
    result: DeliveryResult, areas: Areas, agencies: Agencies = NO_AGENCIES
) -> Counter[ReturnId]:
    """How many files of a delivery each return came in."""
    return Counter(
        id_
        for each in result.files
        for id_ in {
            return_id(areas, part.agency, part.area, part.return_date, agencies)
            for part in each.parts
        }
    )


def _indices_by_part(records: pa.Table) -> Mapping[tuple[str, str, date], Numbers]:
    """The indices of the records of each agency, area and return date."""
    encoded = [
        records[name].combine_chunks().cast(kind).dictionary_encode() for name, kind in _PART
    ]
    keys = np.zeros(records.num_rows, np.int64)
    for each in encoded:
        keys = keys * len(each.dictionary) + each.indices.to_numpy()
    order = np.argsort(keys, kind="stable")
    begins = np.flatnonzero(np.diff(keys[order], prepend=-1))
    groups = np.split(order, begins[1:])
    values = [each.take(pa.array(order[begins])).to_pylist() for each in encoded]
    return dict(zip(zip(*values, strict=True), groups, strict=True))
