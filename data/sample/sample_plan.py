"""Which files each delivery holds, and how each of them is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from sample_figures import CODED
from sample_places import AGENCIES, PLACES, Agency, Place

MAY = "1-may-2011"
JUNE = "2-june-2011"
LATE = "3-june-2011-late"
DELIVERIES = (MAY, JUNE, LATE)


@dataclass(frozen=True)
class Style:
    """How a file is written: what stands between cells, how text becomes bytes, which words."""

    delimiter: str
    encoding: str  # utf-8, utf-8-sig, utf-16 (little-endian with a mark) or cp1252
    newline: str
    headers: str  # label, name or local
    answers: str  # code, label or mixed
    ticks: tuple[str, str] | None  # set and not set; None: several answers in one cell
    dates: str  # see sample_wording.write_date


STYLES = (
    Style(",", "utf-8", "\n", "label", "label", None, "iso"),
    Style(",", "utf-8-sig", "\r\n", "label", "label", ("x", ""), "slash"),
    Style(";", "cp1252", "\r\n", "label", "mixed", None, "slash"),
    Style("\t", "utf-16", "\r\n", "label", "label", None, "short"),
    Style(",", "utf-8", "\n", "name", "code", None, "iso"),
    Style(",", "cp1252", "\r\n", "label", "mixed", ("Yes", "No"), "long"),
    Style(";", "utf-8-sig", "\r\n", "name", "mixed", None, "slash"),
    Style("\t", "utf-8", "\n", "label", "label", ("1", "0"), "iso"),
    Style(";", "utf-16", "\n", "label", "code", ("\u2713", ""), "slash"),
    Style(",", "utf-8", "\r\n", "label", "mixed", None, "short"),
    Style("|", "utf-8", "\n", "name", "code", None, "iso"),
    Style(",", "utf-8-sig", "\n", "label", "mixed", ("\u2612", "\u2610"), "long"),
    Style(",", "cp1252", "\r\n", "label", "label", ("true", "false"), "slash"),
    Style(";", "utf-8", "\n", "label", "mixed", ("Y", "n"), "short"),
)


@dataclass(eq=False)
class FilePlan:
    """One file of a delivery."""

    delivery: str
    path: str
    agency: Agency
    places: tuple[Place, ...]
    day: date
    cover: str  # lines, columns, register or mapping (register and mapping)
    listed: bool  # whether register.csv names it
    numbering: str
    style: Style
    born: str  # date of birth: full, month or none
    number: int
    own_area: bool = False  # an area column beside a cover that names an area
    agency_text: str = ""
    copies: tuple[str, ...] = ()  # further paths where the same bytes stand
    register_day: date | None = None  # the register's date, where it differs from the cover's
    resent_in: str = ""  # a later delivery that holds the same file under the same path
    total_row: bool = False
    note_row: str = ""
    blank_rows: tuple[int, ...] = field(default=())
    format: str = "csv"  # csv, xlsx, xls, ods, docx, or zip (of documents)
    layout: str = "rows"  # see sample_layouts; forms: a form a young person

    @property
    def is_workbook(self) -> bool:
        """Whether its cells may be numbers."""
        return self.format in ("xlsx", "xls", "ods")

    @property
    def is_typed(self) -> bool:
        """Whether its dates are dates, and no texts."""
        return self.is_workbook or self.layout == "forms"

    @property
    def area(self) -> Place | None:
        """The area that the cover names, if it names one."""
        return self.places[0] if len(self.places) == 1 else None

    @property
    def has_area_column(self) -> bool:
        """Whether every row names its own area."""
        return self.own_area or self.area is None

    @property
    def asked(self) -> tuple[str, ...]:
        """The coded questions that the file has columns for."""
        return tuple(name for name in CODED if name not in self.agency.omitted)

    @property
    def has_notes(self) -> bool:
        """Whether the file has a column of notes."""
        return self.number % 3 == 1

    @property
    def prefixes(self) -> str:
        """The identifier prefixes that the register gives for the file."""
        return " ".join(p.prefix for p in self.places if p.identifiers == "registered")


# agency|areas (all: those where the agency counts someone)|day and month|numbering|options
# options: cover=..., born=..., style=N, name=... (end of the file's name), own_area, copy, resent,
# register=... (another date in the register: the cover's holds), as=... (format), layout=...,
# dates=... and headers=... (in place of the style's)
_JUNE = """
S01|889|06-06||cover=register style=0 born=none
V01|889|06-06||style=9 layout=blocks
S02|890|06-06||
V02|890|06-06||
S03|888|06-06||born=full
V03|888|06-06||born=full
V04|all|06-06||
S04|354|06-06||
V05|354,350,357|06-06||
S05|353|06-06||born=none
S06|380|06-06||born=full cover=lines as=xlsx layout=choices_below
V07|all|06-06||born=full
S07|383|06-03||
S08|373|06-06||cover=register
V08|all|06-06|shared|
S09|372|06-06|shared|layout=choices_below
M01|816|06-06||cover=columns
S10|306|06-06||born=none as=xlsx
V10|306,209|06-06||name=south as=xlsx layout=sheet_an_area
V10|210,313|06-06||name=centre-and-west
S11|209|06-06||
V11|all|05-31||
S13|CH|06-06|shared|cover=mapping headers=local as=xlsx layout=guided
V12|all|06-06|shared|style=3
V12|211|06-06|own|name=tower-hamlets as=xlsx
S14|211|06-06|shared|born=none as=docx
S16|LR|06-06|shared|born=none style=9 as=xlsx layout=themes_above
V13|all|06-06|own|
S17|892|06-06||style=9
V14|892|06-06||name=nottingham
V14|all|06-06||name=all-areas
S18|831|06-06||born=none layout=across
S19|330|06-06||dates=american
V15|all|06-06||cover=register
S20|331|06-01||own_area as=xls
S21|333|06-06||
S22|894|06-06||as=xlsx layout=cover_sheet
S23|881|06-06||as=ods
S24|874|06-06||cover=register resent
S25|821|06-06||style=0 as=docx layout=forms
S26|926|06-06||cover=register copy
S27|886|06-06||cover=lines style=0 as=zip layout=forms
V18|all|06-06||
S28|931|06-03||
V20|all|06-06||
V22|all|06-06||born=full
S29|391|06-06|shared|born=none cover=lines register=04-06
V23|all,306,892,210|06-06||cover=register style=0 born=full
V24|WA|06-06||
V25|SC|06-06||
V26|NI|05-31||
V27|344|06-06||cover=lines
S30|334|06-06||cover=register
"""
_LATE = """
S08|373|06-06||cover=register name=corrected
V07|381|06-06||cover=lines name=calderdale-corrected born=full
S12|316|06-06||as=xlsx layout=across
V09|all|06-02||
S32|822|06-13||cover=lines
"""
_MAY = """
S01|889|05-09||cover=register dates=serial
S10|306|05-09||cover=register
V05|all|05-09||cover=columns
V20|all|05-23||
S19|330|05-09||cover=lines
V23|all|05-09||cover=register
S15|308|05-20||cover=lines as=xlsx
V16|all|05-06||cover=columns as=ods
V27|344|05-23||cover=lines
S31|332|04-15||cover=lines
V28|887|05-05||cover=register dates=two_digits
S22|894|05-12||cover=register
"""
_SINGLE_COVERS = ("lines", "register", "columns")
_SEVERAL_COVERS = ("columns", "lines", "register")
_BORN = ("full", "month", "none", "full")
_NOTES = {
    7: "Note: figures are those held by the team at the end of the month.",
    11: "Note: two further referrals are being looked at.",
}
# Files whose name is written otherwise in the cover than elsewhere: case and surplus spaces.
_NAME_TEXTS = {
    (MAY, "S01"): "FERNQUILL  SAFEGUARDING TEAM (sample)",
    (MAY, "V05"): "blueladder youth project (sample)",
    (LATE, "V07"): "  Stonelark Young  People's Trust (Sample) ",
}


def _file(delivery: str, number: int, line: str) -> FilePlan:
    key, areas, day, numbering, rest = line.split("|")
    options = dict(word.partition("=")[::2] for word in rest.split())
    agency = AGENCIES[key]
    everywhere = ",".join(place for place, _ in agency.counts)
    keys = areas.replace("all", everywhere).split(",")
    places = tuple(PLACES[place] for place in keys)
    covers = _SINGLE_COVERS if len(places) == 1 else _SEVERAL_COVERS
    cover = options.get("cover", covers[number % 3])
    style = STYLES[int(options.get("style", number % len(STYLES)))]
    style = replace(
        style,
        dates=options.get("dates", style.dates),
        headers=options.get("headers", style.headers),
    )
    kind = options.get("as", "csv")
    name = "-".join(word for word in (agency.slug, options.get("name", "")) if word)
    folder = "" if delivery == LATE else f"{agency.type}/"
    special = any(place.identifiers == "registered" for place in places)
    plan = FilePlan(
        delivery=delivery,
        path=f"{folder}{name}.{kind}",
        agency=agency,
        places=places,
        day=date.fromisoformat(f"2011-{day}"),
        cover=cover,
        listed=cover in ("register", "mapping") or special or bool(numbering),
        numbering=numbering,
        style=style,
        born=options.get("born", _BORN[number % 4]),
        number=number,
        own_area="own_area" in options,
        agency_text=_NAME_TEXTS.get((delivery, key), agency.name),
        total_row=number % 5 == 2,
        note_row=_NOTES.get(number, ""),
        blank_rows=(3, 4, 9) if number % 4 == 3 else (),
        format=kind,
        layout=options.get("layout", "rows"),
    )
    if "copy" in options:
        plan.copies = (f"{folder}{name} (copy).{kind}",)
    if "register" in options:
        plan.register_day = date.fromisoformat(f"2011-{options['register']}")
    if "resent" in options:
        plan.resent_in = LATE
    return plan


def make_files() -> list[FilePlan]:
    """Return all files that the deliveries hold, apart from those that are to be refused."""
    found: list[FilePlan] = []
    for delivery, text in ((MAY, _MAY), (JUNE, _JUNE), (LATE, _LATE)):
        for line in text.strip().splitlines():
            found.append(_file(delivery, len(found), line))
    return found
