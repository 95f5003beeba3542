"""Own tables of a snapshot: counted, and made fit to leave the building."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.attack.crosses import attack_crosses, forced_by_margins
from pipeline.attack.crosses_reading import CrossFigure, crosses_in
from pipeline.attack.facts import AuditError
from pipeline.attack.finding import Finding
from pipeline.attack.printed import TABLES, PrintedFigure
from pipeline.configuration import PublishRules
from pipeline.publication import NotFitToPublish
from pipeline.publish_output import NotPublished, to_publish
from pipeline.releases.held_together import cell_of, printed_figures
from pipeline.releases.sealed import SealedRelease
from pipeline.snapshot import Snapshot
from pipeline.snapshot_tables import place_names, snapshot_tables
from pipeline.store import Store
from reports.crosses import Crosses, count_crosses
from reports.disclosure.cells import Cell
from reports.disclosure.crosses import (
    CrossPublication,
    Standard,
    cells_of,
    hidden_margins,
    margins_alone,
    needed_beside,
    publish_crosses,
)
from reports.disclosure.merging import merged
from reports.figures import OF_ANSWER, OF_GROUP, TrueTables, place_key
from reports.own_tables import OwnTable, sides_of
from reports.own_tables_csv import own_tables_csv
from reports.own_tables_view import CrossOfPlace, published_view
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.text import plural

_ROUNDS = 6
_NAME = Path(TABLES)
_FAULT = (
    "If it says so again, it is a fault of the program: make the tables with --no-publish, and "
    "tell the makers of lscb."
)


@dataclass(frozen=True)
class OwnToPublish:
    """Own tables after disclosure control, the figures that were audited, and how they are shown;
    beside the standard tables and the releases of the same day, to whose patterns they keep."""

    publication: CrossPublication
    audited: tuple[CrossFigure, ...]
    view: tuple[CrossOfPlace, ...]
    standard: tuple[PrintedFigure, ...]
    releases: tuple[SealedRelease, ...]
    rules: PublishRules

    @property
    def kept_to(self) -> tuple[str, ...]:
        """The names of the releases of the same day."""
        return tuple(each.name for each in self.releases)

    def earlier(self) -> list[tuple[PrintedFigure, ...]]:
        """What the releases of the same day print."""
        return [each.figures() for each in self.releases]


def own_tables_of(
    snapshot: Snapshot, own: Sequence[OwnTable], areas: Areas, codebook: Codebook
) -> Crosses:
    """The own tables of a snapshot.  Raises TablesBroken if they don't add up."""
    names = place_names(snapshot, areas)
    return count_crosses(snapshot.people, own, areas.regions, names, codebook, snapshot.day)


def own_to_publish(
    snapshot: Snapshot,
    crosses: Crosses,
    store: Store,
    areas: Areas,
    codebook: Codebook,
    local_tables: bool,
    rules: PublishRules,
) -> OwnToPublish | NotPublished:
    """The own tables after disclosure control, beside the standard tables as `lscb snapshot`
    publishes them of the same day and store; these keep to the sealed releases.

    Raises NotFitToPublish if they can't be protected.
    """
    crosses = crosses.fit_to_publish(local_tables)
    if not crosses.own:
        return NotPublished(
            "tables by the answers of one form, of the records of some forms alone, or of a number "
            "that the standard tables have in bands are for those who hold the data; tables of "
            "authorities and boards are published with --local-tables."
        )
    true = snapshot_tables(snapshot, areas, codebook)
    standard = to_publish(true, store, local_tables, rules)
    if isinstance(standard, NotPublished):
        return standard
    few = merged(true, rules.threshold)
    if together := _published_together(crosses, true, few):
        return NotPublished(
            f"so few gave an answer to '{together}' that the standard tables publish it together "
            "with another one, which own tables can't do."
        )
    beside = Standard(few, standard.publication)
    releases = tuple(
        each for each in standard.releases if each.is_snapshot and each.day == snapshot.day
    )
    publication = protected_beside(crosses, beside, local_tables, rules.threshold, releases)
    return OwnToPublish(
        publication,
        _figures(crosses, publication),
        published_view(crosses, publication),
        _printed_beside(crosses, beside),
        releases,
        rules,
    )


def _published_together(crosses: Crosses, true: TrueTables, few: TrueTables) -> str:
    """The first question of own tables of which the standard tables merge answers, if any."""
    asked = {side.question.name for side in sides_of(crosses.own)}
    for before, after in zip(true.tables, few.tables, strict=True):
        question = before.table.question
        if question is not None and question.name in asked and before.table != after.table:
            return question.label
    return ""


def protected_beside(
    crosses: Crosses,
    beside: Standard,
    local_tables: bool,
    threshold: int,
    releases: Sequence[SealedRelease] = (),
) -> CrossPublication:
    """The own tables after disclosure control, looked at as an attacker would; where a count could
    be worked out all the same, all of the table at that place is hidden.

    Raises NotFitToPublish where that does not help.
    """
    standard = Standard(needed_beside(crosses, beside), beside.publication)
    printed = _printed_beside(crosses, beside)
    margins = hidden_margins(crosses, standard, local_tables, threshold)
    known = _known_anyway(
        crosses, margins_alone(crosses, local_tables, threshold, margins), printed
    )
    keep = frozenset[Cell]()
    for _ in range(_ROUNDS):
        publication = publish_crosses(
            crosses, standard, local_tables, threshold, margins, known, keep
        )
        figures = _figures(crosses, publication)
        finding = _attacked(figures, printed, releases, threshold)
        if not finding.found:
            return publication
        more = _more_to_hide(crosses, finding) - known
        if not more - keep:
            break
        keep |= more
    raise not_fit(finding)


def _figures(crosses: Crosses, publication: CrossPublication) -> tuple[CrossFigure, ...]:
    """The figures as a reader sees them in tables.csv."""
    return crosses_in(own_tables_csv(published_view(crosses, publication)), _NAME)


def _known_anyway(
    crosses: Crosses, margins: CrossPublication, standard: Sequence[PrintedFigure]
) -> frozenset[Cell]:
    """The cells in columns that follow from the questions alone, but small ones."""
    figures = _figures(crosses, margins)
    own = {each.id: each for each in crosses.own}
    names: dict[str, str] = {}
    for each in figures:
        table = own[each.figure.table_id]
        names[each.question] = table.down.name
        if table.across is not None:
            names[each.across] = table.across.name
    threshold = margins.tables.threshold
    found: set[Cell] = set()
    for cell, number in forced_by_margins(figures, standard).items():
        place, _, group = cell.place.partition(OF_GROUP)
        across, _, answer = group.rpartition(OF_ANSWER)
        if group and cell.question in names and not 1 <= number <= threshold:
            key = place_key(place, f"{names[across]}{OF_ANSWER}{answer}")
            found.add(Cell(key, names[cell.question], cell.row, cell.column))
    return frozenset(found)


def _attacked(
    figures: Sequence[CrossFigure],
    standard: Sequence[PrintedFigure],
    releases: Sequence[SealedRelease],
    threshold: int,
) -> Finding:
    try:
        return attack_crosses(
            figures, standard, [each.figures() for each in releases], threshold=threshold
        )
    except AuditError as error:
        raise NotFitToPublish(f"The tables are not fit to publish: {error} {_FAULT}") from None


def _printed_beside(crosses: Crosses, beside: Standard) -> tuple[PrintedFigure, ...]:
    """The figures of the standard tables that can be held against the own ones."""
    needed = {each.table.id for each in needed_beside(crosses, beside).tables}
    figures = printed_figures(beside.publication.tables)
    return tuple(each for each in figures if each.table_id in needed)


def _more_to_hide(crosses: Crosses, finding: Finding) -> frozenset[Cell]:
    """All of the columns of the tables in which something was found; of a finding in the standard
    tables those of all own tables of the place."""
    more: set[Cell] = set()
    for each in finding.found:
        place = cell_of(each).place.partition(OF_GROUP)[0]
        named = [own for own in crosses.own if own.id == each.table_id]
        for own in named or crosses.own:
            more |= cells_of(own, place, crosses)
    return frozenset(more)


def not_fit(finding: Finding) -> NotFitToPublish:
    """Says which count is not protected."""
    first = finding.found[0]
    others = len(finding.found) - 1
    more = f" and {plural(others, 'other count')}" if others else ""
    return NotFitToPublish(
        f"The tables are not fit to publish: {first.table_id}, {first.place}: '{first.row}'{more} "
        f"is in print or could be worked out. Leave the table out, or give it fewer places or "
        f"wider bands. {_FAULT}"
    )
