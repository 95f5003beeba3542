"""Files that come again after rows were erased from them."""

from collections.abc import Iterable

from ingest.read_file import ReadFile
from pipeline.erasing.record import erased_from
from pipeline.messages import printable
from pipeline.store import Store
from reports.wording import long_date
from schemas.errors import UserError
from schemas.text import plural


class ErasedAgain(UserError):
    """What was erased would come back."""


def check_not_erased(files: Iterable[ReadFile], store: Store) -> None:
    """Raises ErasedAgain where rows were erased from one of the files that are to be sealed,
    StoreError where that can't be told."""
    erased = erased_from(store)
    back = [each for each in files if each.sha256 in erased]
    if not back:
        return
    more = f" (and from {plural(len(back) - 1, 'other file')} of this delivery)"
    raise ErasedAgain(
        f"{printable(back[0].path)}: on {long_date(erased[back[0].sha256])} rows were erased that "
        f"came in this file{more if len(back) > 1 else ''}. To take it in would bring them back, "
        "so nothing of the delivery was stored. Ask for the file without them, or take it in all "
        "the same with `lscb ingest --again`."
    )


def staying_erased(held: Iterable[ReadFile], store: Store) -> frozenset[str]:
    """The hashes of those files from which rows were erased.  Raises StoreError."""
    return frozenset(each.sha256 for each in held) & erased_from(store).keys()
