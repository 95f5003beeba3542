"""The streams to which a command prints, where they can't be written: a file on a full disk."""

import os
import sys
from contextlib import suppress
from typing import TextIO


def is_of_a_stream(error: OSError) -> bool:
    """Whether what failed was to write to standard output or error: then one more line can't be
    written there either.  An error about a file names it."""
    return error.filename is None and (_is_broken(sys.stdout) or _is_broken(sys.stderr))


def silence(stream: TextIO) -> None:
    """Has what a stream still holds, which Python writes once more at its end, go nowhere."""
    with suppress(OSError):  # a stream that is no file of the system's
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _is_broken(stream: TextIO) -> bool:
    try:
        stream.write("\n")
        stream.flush()
    except OSError:
        return True
    return False
