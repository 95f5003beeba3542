"""The 2011 study beside its rebuilding: every published figure against what the sample returns
give.

Source: University of Bedfordshire, 2011, chapter 8; `study_2011/` holds its printed figures, the
places where it contradicts itself, and what is lost of it.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Literal

from ingest.delivery import Delivery, open_delivery
from pipeline.flow import Flow
from pipeline.intake import take_in
from pipeline.snapshot import take_snapshot
from pipeline.snapshot_tables import snapshot_tables
from pipeline.store import Store
from pipeline.temporary import throw_away_folder
from reports.figures import TrueTables
from schemas.areas import ENGLAND, load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError

STUDY_DAY = date(2011, 6, 6)
_STUDY = Path(__file__).parent / "study_2011"
_SAMPLES = (
    Path(__file__).parent / "sample" / "returns",
    Path(__file__).parent.parent / "data" / "sample" / "returns",
)
"""In an installed package, and in a checkout."""

Verdict = Literal["same", "study's own slip", "different"]
OWN_SLIP: Verdict = "study's own slip"


@dataclass(frozen=True)
class Published:
    """A figure as the study printed it; `measure` is cases, percent, whole (a mean) or rows."""

    table_id: str
    geography_code: str
    row: str
    column: str
    measure: str
    published: str
    paragraph: str
    printed_as: str


@dataclass(frozen=True)
class Erratum:
    """A place where the study contradicts itself, and the figure it is about, if it is one."""

    place: str
    printed: str
    worked_out: str
    table_id: str
    row: str
    column: str
    measure: str


@dataclass(frozen=True)
class Compared:
    """A published figure beside the rebuilt one."""

    figure: Published
    rebuilt: str
    verdict: Verdict


@dataclass(frozen=True)
class Comparison:
    """All published figures compared; the study's errata beside the rebuilt figures; what is
    lost."""

    figures: tuple[Compared, ...]
    errata: tuple[tuple[Erratum, str], ...]
    lost: tuple[tuple[str, str], ...]

    @property
    def different(self) -> tuple[Compared, ...]:
        return tuple(each for each in self.figures if each.verdict == "different")

    @property
    def met(self) -> bool:
        """Whether every published count is met."""
        return not self.different

    def as_json(self) -> dict[str, object]:
        return {
            "figures": [
                {**asdict(each.figure), "rebuilt": each.rebuilt, "verdict": each.verdict}
                for each in self.figures
            ],
            "errata": [{**asdict(erratum), "rebuilt": value} for erratum, value in self.errata],
            "nothing_to_compare": [
                {"table_id": table_id, "what": what} for table_id, what in self.lost
            ],
            "different": len(self.different),
        }

    def lines(self) -> Iterator[str]:
        """The comparison as text: every figure, the errata, what is lost, and the verdict."""
        yield f"{'figure':10}{'row':44}{'column':11}{'published':>10}{'rebuilt':>10}  verdict"
        for each in self.figures:
            figure = each.figure
            unit = "%" if figure.measure == "percent" else ""
            yield (
                f"{figure.table_id:10}{figure.printed_as[:42]:44}{figure.column:11}"
                f"{figure.published + unit:>10}{each.rebuilt + unit:>10}  {each.verdict}"
            )
        yield ""
        yield "Where the study contradicts itself (the counts stand):"
        for erratum, rebuilt in self.errata:
            beside = f"; rebuilt {rebuilt}" if rebuilt else ""
            yield f"  {erratum.place}: printed {erratum.printed}; {erratum.worked_out}{beside}"
        yield "Nothing to compare, because the study's figure is not in the text that is held:"
        for table_id, what in self.lost:
            yield f"  {table_id}: {what}"
        counts = Counter(each.verdict for each in self.figures)
        yield ""
        yield (
            f"{len(self.figures)} published figures: {counts['same']} the same, "
            f"{counts[OWN_SLIP]} the study's own slips, {counts['different']} different."
        )
        for each in self.different:
            yield (
                f"Different: {each.figure.table_id}, {each.figure.printed_as}, "
                f"{each.figure.column}: published {each.figure.published}, rebuilt {each.rebuilt}."
            )


def sample_deliveries(sample: Path | None) -> list[Delivery]:
    """The deliveries in `sample` (or the shipped sample returns), a folder each, by name.

    Raises UserError if there are none.
    """
    root = sample or next((path for path in _SAMPLES if path.is_dir()), None)
    if root is None:
        raise UserError("The sample returns are not installed. Name their folder by --sample.")
    try:
        if not root.is_dir():
            raise UserError(f"{root}: there is no such folder.")
        folders = sorted(path for path in root.iterdir() if path.is_dir())
    except OSError as error:
        raise UserError(f"{root}: {error.strerror}.") from None
    if not folders:
        raise UserError(f"{root} holds no deliveries: each has to be a folder of its own.")
    return [open_delivery(folder) for folder in folders]


def rebuild_study(
    deliveries: Sequence[Delivery], progress: Callable[[str], None] = lambda _: None
) -> Comparison:
    """Takes the deliveries into a throw-away store and compares its snapshot with the study."""
    areas, codebook = load_areas(), load_codebook()
    with throw_away_folder() as folder:
        store = Store(folder)
        for delivery in deliveries:
            take_in(delivery, store)
            progress(str(delivery.root))
        snapshot = take_snapshot(store, STUDY_DAY, areas, codebook)
    tables = snapshot_tables(snapshot, areas, codebook)
    return compare(tables, snapshot.flow)


def compare(tables: TrueTables, flow: Flow) -> Comparison:
    """Every published figure beside that of `tables` and `flow`."""
    errata = tuple(Erratum(**row) for row in _read("errata.csv"))
    slips = {(each.table_id, each.row, each.column, each.measure) for each in errata}
    rebuilt = _rebuilt(tables, flow)
    figures: list[Compared] = []
    for row in _read("published.csv"):
        figure = Published(**row)
        value = rebuilt(figure)
        key = (figure.table_id, figure.row, figure.column, figure.measure)
        verdict: Verdict = "same"
        if value != figure.published:
            slip = figure.measure == "percent" and key in slips
            verdict = OWN_SLIP if slip else "different"
        figures.append(Compared(figure, value, verdict))
    return Comparison(
        tuple(figures),
        tuple((each, _of_erratum(each, rebuilt)) for each in errata),
        tuple((row["table_id"], row["what"]) for row in _read("lost.csv")),
    )


def _of_erratum(erratum: Erratum, rebuilt: Callable[[Published], str]) -> str:
    if not erratum.table_id:
        return ""
    named = (erratum.table_id, ENGLAND, erratum.row, erratum.column, erratum.measure)
    return rebuilt(Published(*named, published="", paragraph="", printed_as=""))


def _rebuilt(tables: TrueTables, flow: Flow) -> Callable[[Published], str]:
    values = {
        (each.table.id, each.geography.code, figure.row.code, str(figure.column)): figure
        for each in tables.tables
        for figure in each.figures
    }
    rows = dict(flow.lines())
    rows["outside_england_and_counted"] = rows["outside_england"] + rows["counted"]

    def rebuilt(figure: Published) -> str:
        if figure.measure == "rows":
            return str(rows[figure.row])
        true = values[figure.table_id, figure.geography_code, figure.row, figure.column]
        if figure.measure == "percent":
            return true.percent
        if figure.measure == "whole" and true.cases:
            return str(Decimal(true.cases).quantize(Decimal(1), rounding=ROUND_HALF_UP))
        return true.cases

    return rebuilt


def _read(name: str) -> list[dict[str, str]]:
    with (_STUDY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
