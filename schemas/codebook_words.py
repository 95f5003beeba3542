"""The words that mean the same in every question, as declared in `words.toml`."""

from collections.abc import Iterable

from schemas.codebook import Words
from schemas.codebook_declared import WordsDeclared
from schemas.declarations import Declared
from schemas.text import folded


def read_words(words: WordsDeclared, declared: Declared) -> Words:
    """The words, folded.  Raises DeclarationError for one that is both a tick and none."""

    def fold(texts: Iterable[str]) -> frozenset[str]:
        return frozenset(folded(text) for text in texts)

    tick = fold((*words.tick, *words.ticked_box))
    no_tick = fold((*words.no_tick, *words.empty_box))
    both = tick & no_tick
    if both:
        raise declared.error("$", f"'{min(both)}' is a tick and no tick", "no_tick")
    return Words(
        not_known=fold(words.not_known),
        no_date=fold(words.no_date),
        tick=tick,
        no_tick=no_tick,
        ticked_box=fold(words.ticked_box),
        empty_box=fold(words.empty_box),
        empty_circle=fold(words.empty_circle),
        placeholder=fold(words.placeholder) | fold(map(_letters, words.placeholder)),
        total=tuple(folded(word) for word in words.total),
        note=tuple(folded(word) for word in words.note),
        closing=fold(words.closing),
        asker=tuple(sorted((folded(word) for word in words.asker), key=len, reverse=True)),
        hint=fold(words.hint),
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
