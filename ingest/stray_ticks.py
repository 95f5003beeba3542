"""Ticks that stand in no box, and answers written beside one: what they mean can't be told."""

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.boxes import Boxed, has_tick
from ingest.numbers import band_of
from schemas.codebook import OTHER, Question, Words

_DOTTED = re.compile(r"[._]{2,}|_")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"[\W_]+|(?<!\w)(?:and|or)(?!\w)")
_LONGEST = 200
"""Letters beyond which a text is no answer with a tick beside it."""


def is_mark(plain: str, words: Words) -> bool:
    """Whether a folded text is a tick or the sign for none, as in a column of ticks."""
    return plain.strip(" -.:()[]") in words.tick | words.no_tick


def is_answer_with_mark(plain: str, codes: Mapping[str, str], words: Words) -> bool:
    """Whether a folded text is an answer's name with a word for a tick, or for none, beside it."""
    if plain not in codes and not codes.keys().isdisjoint(
        (plain.removeprefix("x").lstrip(), plain.removesuffix("x").rstrip())
    ):
        return True
    found = _mark_beside(words).fullmatch(plain) if len(plain) <= _LONGEST else None
    return found is not None and (found["behind"] or found["before"]).strip(" -:,=(") in codes


def is_doubtful(question: Question, box: Boxed, words: Words, is_any_ticked: bool) -> bool:
    """Whether more stands beside an empty box than a label, so that it may be an answer.

    That is a tick, or a second answer; where no box is ticked, anything beside an answer's name.
    A label that names no answer at all is a choice that only the local form has.
    """
    codes = question.codes
    lines = [line for line in box.lines[1:] if not _is_line_for_other(line, codes, words)]
    plain = " ".join([*box.lines[:1], *lines]) if len(lines) + 1 < len(box.lines) else box.label
    if plain in codes or _printed(plain, words) in codes:
        return False
    if question.banded and band_of(question, plain) is not None:
        return False
    if has_tick(plain) or is_answer_with_mark(plain, codes, words):
        return True
    names = _names(tuple(codes))
    if any(names.match(line) for line in lines):
        return True
    found = names.findall(plain)
    are_names_only = bool(found) and not _BETWEEN.sub("", names.sub("", plain))
    if are_names_only and not _is_other_with_text(plain, found[0], codes):
        is_one_answer = len({codes[name] for name in found}) == 1
        return not (is_one_answer and len(set(found)) == len(found))
    is_named = bool(found) or (question.banded and any(map(str.isdigit, plain)))
    return is_named and not is_any_ticked


def hides_an_answer(question: Question, box: Boxed, words: Words) -> bool:
    """Whether the lines below a label that is `other` with a text hold another answer."""
    names = _names(tuple(question.codes))
    return any(
        names.match(line) or is_answer_with_mark(line, question.codes, words)
        for line in box.lines[1:]
    )


def _is_other_with_text(plain: str, name: str, codes: Mapping[str, str]) -> bool:
    behind = plain.removeprefix(name).lstrip()
    return codes[name] == OTHER and behind.startswith((":", "(", "-"))


def _is_line_for_other(line: str, codes: Mapping[str, str], words: Words) -> bool:
    """Whether a line is `Other (please specify): ....`, to be filled in and left so."""
    return line not in codes and codes.get(_printed(line, words)) == OTHER


def _printed(plain: str, words: Words) -> str:
    """A label without what a form prints behind it: hints, and dots or lines to write on."""
    bare = _IN_BRACKETS.sub(lambda found: "" if found[1].strip() in words.hint else found[0], plain)
    bare = _DOTTED.sub("", bare).strip(" :,-")
    hint = next((each for each in words.hint if bare.endswith(f" {each}")), "")
    return " ".join(bare.removesuffix(hint).strip(" :,-").split())


@lru_cache(maxsize=8)
def _mark_beside(words: Words) -> re.Pattern[str]:
    marks = "|".join(re.escape(word) for word in sorted(words.tick | words.no_tick))
    return re.compile(rf"\W*(?:{marks})\W+(?P<behind>.+)|(?P<before>.+?)\W+(?:{marks})\W*")


@lru_cache(maxsize=64)
def _names(codes: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the answers' names, the longest that it can be."""
    names = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")
