"""A panic of calamine, which is Rust, neither ends the program nor shows what a cell holds."""

import contextlib
import os
from collections.abc import Iterator

from ingest.document import UnreadableFile
from ingest.package import DAMAGED

_STDERR = 2
_PANIC = "PanicException"


@contextlib.contextmanager
def panics_refuse_the_file() -> Iterator[None]:
    """Raises UnreadableFile where calamine panics over a damaged file.

    The class of a panic can't be imported and is no Exception.  What Rust itself would print of
    it, which may quote the file, goes nowhere; nothing else runs meanwhile that prints.
    """
    try:
        with _nothing_on_stderr():
            yield
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise UnreadableFile(DAMAGED) from None


@contextlib.contextmanager
def _nothing_on_stderr() -> Iterator[None]:
    """Below `sys.stderr`, which Rust does not know of."""
    try:
        kept = os.dup(_STDERR)
    except OSError:  # closed, as under some schedulers: then nothing can be printed there
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDERR)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
