"""Random deliveries: small ones, dense in collisions and in hard cases.

A scenario follows from one seed, which Hypothesis draws: its way of varying an example a
little, again and again, makes for few truly different ones where an example is this large.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from . import hard_cases as hard
from .codebook import FORM_2011, folded
from .deliveries import Delivery, RegisterLine, ReturnForm, Scenario
from .layout import RowDraft, Style, cover_lines, laid_out
from .worlds import OWN, SHARED, SILENT, World, new_world, rows_for

MOST_FILES = 5
PLACES = (
    "register",
    "above",
    "columns",
    "above over register",
    "columns over above",
    "columns over register",
)
REFUSALS = (
    "no identifier",
    "header twice",
    "no agency",
    "form version",
    "bad type",
    "bad date",
    "future",
    "no area",
)
PATHS = (
    *("a.csv", "B.csv", "a/b.csv", "a-b.csv", "north/Z.csv", "north/a b.csv", "\u00fc.csv"),
    *("z1.csv", "z10.csv", "z9.csv", "C.csv", "north/y.csv"),
)
FORMATS = (
    ("utf-8", ",", "\r\n"),
    ("utf-8", ",", "\n"),
    ("utf-8", ";", "\n"),
    ("utf-8", "|", "\n"),
    ("utf-8-sig", ",", "\n"),
    ("utf-8-sig", ";", "\r\n"),
    ("utf-16", "\t", "\r\n"),
    ("utf-16", ",", "\n"),
    ("cp1252", ";", "\r\n"),
    ("cp1252", ",", "\r\n"),
    ("cp1252", "|", "\n"),
)
ACTIONS = (
    *("dropped", "dropped", "same", "same", "changed"),
    *("emptied", "register", "moved", "twice"),
)
BAD = {
    "bad type": ("agency_type", "charity"),
    "bad date": ("return_date", "end of May"),
    "future": ("return_date", hard.written(hard.FAR_FUTURE, 1)),
}
VERSION_PLACES = {
    False: ("", "", "above", "column"),
    True: ("", "above", "column", "column", "above and column"),
}
REMOVED = {"no agency": "agency", "no area": "area"}
OWN_COLUMN = ("file's",) * 30 + ("other",) * 3 + ("blank",) * 6 + ("bare",)


def area_texts(rng: Random, common: World) -> tuple[str, ...]:
    """The ways of writing a file's or a row's area: mostly one of the scenario's own."""
    kind = rng.choice(("own",) * 16 + ("any", "any", "outside", "wrong"))
    if common.theme:
        kind = "own"
    if kind == "own":
        return rng.choice(common.areas)
    if kind == "any":
        return rng.choice(hard.AREAS)
    return rng.choice(hard.OUTSIDE) if kind == "outside" else hard.UNRECOGNISED


def new_cover(rng: Random, common: World, turn: int | None = None) -> dict[str, str]:
    """One cover: an agency (whose turn it is), its type, an area and a return date."""
    agency = (rng.randrange(9) if turn is None else turn) % len(common.agencies)
    name = common.agencies[agency]
    kind = hard.TYPES[(common.types[agency] + (rng.random() < 0.1)) % 3]
    return {
        "agency": rng.choice((name, name, name.upper(), f" {name.replace(' ', '  ')}")),
        "agency_type": rng.choice((kind, kind.capitalize())),
        "area": rng.choice(area_texts(rng, common)),
        "return_date": hard.written(rng.choice(common.dates), rng.randrange(4)),
        "form_version": rng.choice(common.versions),
    }


def new_style(rng: Random) -> Style:
    """How a form looks."""
    return Style(
        heads=rng.choice((0, 0, 0, 1, 2, 3)),
        several=rng.choice(("cell", "ticks", "both", "mixed")),
        order=rng.choice(("identifier first", "cover first", "identifier last")),
        padded=rng.random() < 0.5,
        blank_every=rng.choice((0, 0, 2, 5)),
        total=rng.random() < 0.3,
        note=rng.random() < 0.3,
        title=rng.random() < 0.5,
        extra_question=rng.randrange(60),
        second_labels=rng.random() < 0.3,
    )


@dataclass
class Sources:
    """Where the parts of a file's cover stand."""

    register: dict[str, str]
    above: dict[str, str]
    columns: list[str]


def new_sources(rng: Random, common: World, cover: Mapping[str, str]) -> Sources:
    """Put each part of the cover in lines above, columns or the register, or in two of them."""
    found = Sources({}, {}, [])
    decoy = new_cover(rng, common)
    mostly = rng.choice(PLACES)
    for name in ("agency", "agency_type", "area", "return_date"):
        place = mostly if rng.random() < 0.75 else rng.choice(PLACES)
        first, _, second = place.partition(" over ")
        if first == "columns":
            found.columns.append(name)
        elif first == "above":
            found.above[name] = cover[name]
        else:
            found.register[name] = cover[name]
        beneath = rng.choice((cover, decoy))[name]
        if second == "above":
            found.above[name] = beneath
        elif second == "register":
            found.register[name] = beneath
    version = rng.choice(VERSION_PLACES[common.both_forms])
    if "above" in version and cover["form_version"]:
        found.above["form_version"] = cover["form_version"]
    if "column" in version:
        found.columns.append("form_version")
    return found


def own_cover(
    rng: Random, common: World, cover: Mapping[str, str], found: Sources
) -> dict[str, str]:
    """A row's own columns: mostly the file's cover, at times another's or left to the cover."""
    own: dict[str, str] = {}
    for name in found.columns:
        if name == "form_version":
            own[name] = rng.choice((cover[name], *common.versions))
            continue
        choice = rng.choice(OWN_COLUMN)
        beneath = name in found.register or name in found.above
        if (choice == "blank" and beneath) or (choice == "bare" and name == "area"):
            own[name] = ""
        elif choice == "other":
            own[name] = new_cover(rng, common)[name]
        else:
            own[name] = cover[name]
    return own


def spoil(refusal: str, found: Sources, rows: Sequence[RowDraft]) -> None:
    """Make a cover one that refuses its file."""
    everywhere: list[dict[str, str]] = [found.register, found.above, *(row.cover for row in rows)]
    if refusal in BAD:
        name, text = BAD[refusal]
        for place in everywhere:
            if name in place:
                place[name] = text
    elif refusal in REMOVED:
        for place in everywhere:
            if REMOVED[refusal] in place:
                place[REMOVED[refusal]] = ""
    elif refusal == "form version":
        if "form_version" in found.columns and rows:
            rows[-1].cover["form_version"] = "2010"
        else:
            found.above["form_version"] = "2012"


def new_form(rng: Random, common: World, turn: int) -> ReturnForm:
    """One file of a delivery (its path is given later)."""
    cover = new_cover(rng, common, turn)
    agency = [folded(name) for name in common.agencies].index(folded(cover["agency"]))
    found = new_sources(rng, common, cover)
    style = new_style(rng)
    rows = rows_for(rng, common, agency)
    changeable = rng.random() < (0.1 if common.theme else 0.6)  # rows of several returns
    for row in rows:
        row.cover = own_cover(rng, common, cover, found)
        if not changeable:
            same = {name: cover[name] for name in found.columns if name != "form_version"}
            row.cover |= same
    refusal = rng.choice(REFUSALS) if rng.random() < (0.02 if common.theme else 0.08) else ""
    spoil(refusal, found, rows)

    header, lines = laid_out(rows, found.columns, {**cover, "form_version": FORM_2011}, style)
    if refusal == "no identifier":
        header = ["Reference" if "ident" in h.lower() or h == "local_id" else h for h in header]
    elif refusal == "header twice":
        header.append(header[0].upper())
    numbering = common.numbering[agency]
    if rng.random() < 0.1:
        numbering = rng.choice((SILENT, SHARED, OWN))
    line = None
    if found.register or numbering or rng.random() < 0.5:
        line = RegisterLine(**found.register, id_prefixes=common.prefixes, numbering=numbering)
    encoding, delimiter, line_end = rng.choice(FORMATS)
    return ReturnForm(
        path="",
        lines_above=tuple(map(tuple, cover_lines(found.above, len(header), style))),
        header=tuple(header),
        rows=tuple(map(tuple, lines)),
        encoding=encoding,
        delimiter=delimiter,
        line_end=line_end,
        register=line,
    )


def with_another_register(form: ReturnForm) -> ReturnForm:
    """The same bytes, of which the register says something else."""
    line = form.register or RegisterLine()
    number = {SILENT: OWN, OWN: SHARED, SHARED: SILENT}[line.numbering]
    return replace(form, register=replace(line, numbering=number))


def free_path(rng: Random, taken: Sequence[ReturnForm]) -> str:
    """A path that no file of the delivery has yet."""
    used = {form.path for form in taken}
    return rng.choice([path for path in PATHS if path not in used])


def new_delivery(rng: Random, common: World, earlier: Sequence[ReturnForm]) -> Delivery:
    """One delivery: new files, and of the last one some again, changed or moved."""
    files: list[ReturnForm] = []
    for form in earlier:
        action = rng.choice(ACTIONS)
        if action == "changed":
            files.append(replace(form, rows=form.rows[:-1]))
        elif action == "emptied":
            files.append(replace(form, rows=()))
        elif action == "register":
            files.append(with_another_register(form))
        elif action in ("same", "twice"):
            files.append(form)
        if action in ("moved", "twice"):
            files.append(replace(form, path=free_path(rng, [*files, *earlier])))
    files = files[:MOST_FILES]
    more = rng.choice((0, 0, 1, 2, 3) if files else (1, 2, 3, 4))
    for turn in range(more):
        if len(files) < MOST_FILES:
            form = new_form(rng, common, turn + (rng.random() < 0.3))
            files.append(replace(form, path=free_path(rng, files)))
    return Delivery(rng.choice(("", "", "june/returns")), tuple(files))


def scenario_of(seed: int) -> Scenario:
    """One to four deliveries and the day on which they are counted."""
    rng = Random(seed)
    common = new_world(rng)
    made: list[Delivery] = []
    for _ in range(rng.choice((1, 2, 2, 3, 4))):
        made.append(new_delivery(rng, common, made[-1].files if made else ()))
    return Scenario(common.day, tuple(made))


def seeds() -> st.SearchStrategy[int]:
    """Seeds of scenarios."""
    return st.integers(0, 2**32 - 1)
