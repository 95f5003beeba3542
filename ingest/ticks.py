"""Answers that are ticked, each in a column of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from schemas.codebook import SEPARATOR, Words
from schemas.text import folded


@dataclass(frozen=True)
class Ticked:
    """`codes` are those ticked for each record, parted by `;` (null where none is); `bad` the
    option and the index of the record of each cell that is neither a tick nor empty."""

    codes: pa.Array
    bad: tuple[tuple[str, int], ...]


def ticked(by_option: Mapping[str, pa.Array], words: Words) -> Ticked:
    """The ticks of a question, by option's code."""
    codes: list[pa.Array] = []
    bad: list[tuple[str, int]] = []
    for option, column in by_option.items():
        encoded = column.dictionary_encode()
        texts = [folded(text) for text in encoded.dictionary.to_pylist()]
        code = pa.array([option if text in words.tick else None for text in texts], pa.string())
        codes.append(code.take(encoded.indices))
        wrong = pa.array([text not in words.tick | words.no_tick for text in texts], pa.bool_())
        indices = pc.indices_nonzero(pc.fill_null(wrong.take(encoded.indices), False))
        bad.extend((option, index) for index in indices.to_pylist())
    return Ticked(joined(*codes), tuple(sorted(bad, key=lambda each: each[1])))


def joined(*columns: pa.Array) -> pa.Array:
    """Texts parted by `;`, without the null ones; null where all are.

    pyarrow's own null_handling="skip" leaves out the rows in which all are null, so there must be
    no null when it joins.
    """
    parted = [pc.binary_join_element_wise(column, "", SEPARATOR) for column in columns]
    whole = pc.binary_join_element_wise(*(pc.fill_null(part, "") for part in parted), "")
    whole = pc.utf8_rtrim(whole, SEPARATOR)
    return pc.if_else(pc.equal(whole, ""), pa.scalar(None, pa.string()), whole)
