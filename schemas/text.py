"""How two spellings are compared, and what of a text is not to be shown as it stands."""

import json
import re
import unicodedata

_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff", None)
)
"""Typographic quotes and dashes to plain ones; what does not show to nothing."""
_AREA_NOISE = re.compile(r"[^\w\s]|_")
UNSHOWN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, those of a terminal too
    r"\u2028-\u202e\u2066-\u2069"  # breaks of a line; what turns the direction of others round
    r"\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # what takes no room
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"  # no text at all
)
"""What others may have put in a text and what steers, hides or can't be saved.  Line feed, return
and tab are none, nor what joins letters or keeps the direction of a script in order."""
LONGEST_NAME = 200
"""Characters of an agency's name: what is longer is a text that came in the wrong place."""


def without_surplus_spaces(text: str) -> str:
    """`text` with every run of white space, non-breaking ones too, as one space."""
    return " ".join(text.split())


def name_of(text: str) -> str:
    """The name of an agency or district as it is shown: without surplus spaces and without what is
    UNSHOWN, cut after LONGEST_NAME characters."""
    name = without_surplus_spaces(text if text.isprintable() else UNSHOWN.sub("", text))
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}\u2026"


def printable(text: str) -> str:
    """`text` in one line, without what could steer a terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "?" for char in text)


def printable_lines(text: str) -> str:
    """`text` with each line `printable`, those after the first set in: none that others put there
    passes for a message of its own."""
    first, *more = map(printable, text.split("\n"))
    return "\n  ".join((first, *(line.removeprefix("  ") for line in more)))


def json_escaped(text: str) -> str:
    """JSON in which what is UNSHOWN stands as escapes, so that a text with it can be looked at."""
    return UNSHOWN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def folded(text: str) -> str:
    """The form in which answers, headers and agency names are compared: without case, surplus
    spaces and typographic quotes or dashes."""
    return without_surplus_spaces(unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold())


def folded_area(text: str) -> str:
    """The form in which area names are compared: `folded`, and without punctuation, `&` as
    `and`."""
    return without_surplus_spaces(_AREA_NOISE.sub(" ", folded(text).replace("&", " and ")))


def plural(number: int, noun: str) -> str:
    """A number with its noun: `1 row`, `1,200 young people`, `2 refused files`."""
    last = noun.rpartition("young person")
    several = f"{last[0]}young people" if last[1] and not last[2] else f"{noun}s"
    return f"{number:,} {noun if number == 1 else several}"
