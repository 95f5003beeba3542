"""The words that go with a researcher's extract."""

import textwrap
from collections.abc import Iterator

from reports.extract import Alone, Extract
from reports.extract_columns import (
    ANSWERED,
    AREA,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_KNOWN_STATE,
    NOT_PROVIDED,
    STATE_SUFFIX,
    Code,
)
from reports.extract_files import CODEBOOK_CSV, EXTRACT_CSV, EXTRACT_PARQUET, PACKAGE
from schemas.text import plural

_WIDTH = 100
RESTRICTED_LINE = "RESTRICTED: one line a young person, not for publication"
HANDLING = (
    "A young person can be recognised by their answers, without name or number. Keep these files "
    "where the returns are kept, let only those read them who are named for this research, publish "
    "no line and no small count, and delete them when the research is done."
)
PSEUDONYMS = (
    "The pseudonyms were made by chance for this extract and are kept nowhere else. The lines "
    "stand in their order, which says nothing. By pseudonym or order no other extract can be "
    "joined with this one. But whose answers are like nobody else's can be found by them in both, "
    "so don't give two extracts to one place without need."
)
_COMPLETE = (
    "Nothing is filled in or estimated. A state stands as a code of its own beside the answers, "
    "so that no program takes it for an empty cell. A number or a date has a second column, "
    f"<question>{STATE_SUFFIX}, which says whether it was answered and if not, why; there, and "
    "only there, are cells empty."
)
_STATES = (ANSWERED, NOT_KNOWN_STATE, NOT_PROVIDED, NOT_APPLICABLE, NOT_ASKED)


def alone_sentences(extract: Extract) -> Iterator[str]:
    """How many young people can be told from all others, what to do about it, and where the region
    tells the area."""
    everyone = extract.lines.num_rows
    finds = ": whoever knows that of them finds their line" if extract.alone.lines else ""
    yield f"{_of(extract.alone, everyone)} alone with their {_listed(extract.alone.named)}{finds}."
    if extract.alone_in_area is not None:
        others = tuple(name for name in extract.alone_in_area.named if name != AREA)
        in_area = _of(extract.alone_in_area, everyone)
        yield f"{in_area} alone with their {_listed((*others, AREA))}."
    fewer = "; with fewer questions (--questions) fewer are" if extract.alone_in_all.lines else ""
    in_all = _of(extract.alone_in_all, everyone)
    yield f"{in_all} alone with all that stands in their line{fewer}."
    if extract.told_by_region:
        yield (
            f"All young people of {_listed(extract.told_by_region)} are of one area each, so the "
            "region tells the area to who knows which boards send returns."
            if len(extract.told_by_region) > 1
            else f"All young people of {extract.told_by_region[0]} are of one area, so the region "
            "tells the area to who knows which boards send returns."
        )


def readme(extract: Extract) -> str:
    """README.txt: how to handle the extract, who can be told apart, and what missing means."""
    paragraphs = (
        RESTRICTED_LINE,
        HANDLING,
        f"{plural(extract.lines.num_rows, 'young person')} being worked with on {extract.day}, "
        "each once. What is counted stands in docs/guide.md of the program.",
        _without(extract),
        "WHO CAN BE TOLD APART",
        *alone_sentences(extract),
        PSEUDONYMS,
        "WHERE THERE IS NO ANSWER",
        _COMPLETE,
        *(f"  {state.code:16}{_meaning(state)}" for state in states_said(extract)),
        *_conditions(extract),
        "FILES",
        f"  {EXTRACT_CSV:28}the lines, as UTF-8 with commas",
        f"  {EXTRACT_PARQUET:28}the same lines as Parquet",
        f"  {CODEBOOK_CSV:28}every column, and every code that can stand in it",
        f"  {PACKAGE:28}a data package with a Table Schema for each table",
    )
    return "\n".join(_wrapped(paragraphs)) + "\n"


def package_description(extract: Extract) -> str:
    """The description of the data package: the same in one paragraph."""
    states = "; ".join(f"{state.code}: {state.label}" for state in states_said(extract))
    return " ".join(
        (
            f"{RESTRICTED_LINE}.", HANDLING, *alone_sentences(extract), PSEUDONYMS,
            f"Where there is no answer: {states}.", _COMPLETE, *_conditions(extract),
        )
    )  # fmt: skip


def states_said(extract: Extract) -> tuple[Code, ...]:
    """The states that can stand in some column of the extract, each once."""
    there = {code.code for column in extract.columns for code in (*column.codes, *column.states)}
    return tuple(state for state in _STATES if state.code in there)


def _without(extract: Extract) -> str:
    wanted = extract.wanted
    dates = any(question.kind == "date" for question in wanted.questions)
    absent = [
        "local identifiers",
        "free text",
        *(() if dates else ("dates",)),
        *(() if wanted.area else ("areas below the region",)),
    ]
    return f"It has no {_listed(tuple(absent), 'or')}."


def _meaning(state: Code) -> str:
    """What stands behind the colon of a state's label."""
    return state.label.partition(": ")[2] or state.label


def _conditions(extract: Extract) -> Iterator[str]:
    said = {state.code for state in states_said(extract)}
    if NOT_APPLICABLE.code in said:
        yield (
            "A question that is asked only where another has a certain answer is not applicable "
            "also where nobody answered that other one."
        )


def _of(alone: Alone, young_people: int) -> str:
    verb = "is" if alone.lines == 1 else "are"
    return f"{alone.lines:,} of {plural(young_people, 'young person')} {verb}"


def _listed(names: tuple[str, ...], last: str = "and") -> str:
    words = [name.replace("_", " ") for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _wrapped(paragraphs: tuple[str, ...]) -> Iterator[str]:
    before = ""
    for each in paragraphs:
        if before and not (each.startswith("  ") and before.startswith("  ")):
            yield ""
        indent = " " * 4 if each.startswith("  ") else ""
        yield from textwrap.wrap(each, _WIDTH, subsequent_indent=indent, break_on_hyphens=False)
        before = each
