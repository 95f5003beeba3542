"""Files that come again after rows were erased from them.

A file is known again by its bytes and the return that they are for: where the register says agency,
area or date, the same bytes may be another return, as two agencies' nil returns on one form are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from pipeline.cover import ReturnPart
from pipeline.delivery_result import FileResult
from pipeline.erasing.record import erasures_of
from pipeline.returns import ReturnId
from pipeline.store import Store
from reports.wording import long_date
from schemas.errors import UserError
from schemas.text import plural, printable

IdOf = Callable[[ReturnPart], ReturnId]
"""By which the return of a part is found."""


class ErasedAgain(UserError):
    """What was erased would come back."""


def check_not_erased(
    files: Iterable[tuple[FileResult, Sequence[ReturnPart]]], store: Store, id_of: IdOf
) -> None:
    """Raises ErasedAgain where rows were erased from one of the files that are to be sealed with
    these parts, StoreError where that can't be told."""
    erased = _erased(store, id_of)
    back = [
        (each.read.path, day)
        for each, parts in files
        if (day := _erased_on(each, parts, erased, id_of)) is not None
    ]
    if not back:
        return
    path, day = back[0]
    more = f" (and from {plural(len(back) - 1, 'other file')} of this delivery)"
    raise ErasedAgain(
        f"{printable(path)}: on {long_date(day)} rows were erased that "
        f"came in this file{more if len(back) > 1 else ''}. To take it in would bring them back, "
        "so nothing of the delivery was stored. Ask for the file without them, or take it in all "
        "the same with `lscb ingest --again`."
    )


def staying_erased(held: Iterable[FileResult], store: Store, id_of: IdOf) -> frozenset[str]:
    """The paths of those files from which rows were erased.  Raises StoreError."""
    erased = _erased(store, id_of)
    return frozenset(
        each.read.path for each in held if _erased_on(each, each.parts, erased, id_of) is not None
    )


_Erased = Mapping[str, Mapping[ReturnId | None, date]]
"""By a file's hash the returns of which rows were erased, None for any, and when."""


def _erased(store: Store, id_of: IdOf) -> _Erased:
    found: dict[str, dict[ReturnId | None, date]] = defaultdict(dict)
    for erasure in erasures_of(store):
        for file in erasure.files:
            parts = (ReturnPart(r.agency, r.area, r.return_date, 0, 0) for r in file.returns)
            ids = [id_of(part) for part in parts]
            found[file.sha256] |= dict.fromkeys(ids or (None,), erasure.erased_at.date())
    return found


def _erased_on(
    file: FileResult, parts: Iterable[ReturnPart], erased: _Erased, id_of: IdOf
) -> date | None:
    """The day on which rows of these parts of the file were last erased."""
    of_file = erased.get(file.read.sha256, {})
    ids = {id_of(part) for part in parts}
    days = (day for id_, day in of_file.items() if id_ in ids or (id_ is None and ids))
    return max(days, default=None)
