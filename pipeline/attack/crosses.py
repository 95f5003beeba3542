"""The attack on own tables: one question by the answers of another, read from their tables.csv as
anybody can, with what is published of the same day beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.attack.attack import THRESHOLD, attack_read, forced
from pipeline.attack.crosses_reading import OF_GROUP, CrossFigure
from pipeline.attack.crosses_release import cross_release, known_beside
from pipeline.attack.facts import CASES
from pipeline.attack.finding import Finding, Found
from pipeline.attack.printed import HIDDEN, PrintedFigure
from pipeline.attack.release import Cell, Release, read_release


def attack_crosses(
    own: Sequence[CrossFigure],
    standard: Iterable[PrintedFigure] = (),
    earlier: Sequence[Iterable[PrintedFigure]] = (),
    *,
    threshold: int = THRESHOLD,
) -> Finding:
    """What can be worked out of the hidden cells of own tables and of the `standard` tables that
    are published with them, from both and `earlier` releases of the same day.

    What follows from the questions alone is not found: where nobody in a region gave an answer,
    nobody in a column of it did.  Raises AuditError where the figures contradict themselves.
    """
    read: list[Release] = [read_release(each, n) for n, each in enumerate(earlier)]
    standard = tuple(standard)
    last = cross_release(own, standard, len(read))
    finding = attack_read([*read, last], known_beside(last), threshold=threshold)
    given = forced_by_margins(own, standard, len(read))

    def told(found: Sequence[Found]) -> tuple[Found, ...]:
        return tuple(each for each in found if each.cell not in given)

    alike = frozenset(_only_answers(last, given))
    return replace(
        finding,
        exact=told(finding.exact),
        narrow=told(finding.narrow),
        printed=told(finding.printed),
        whole_groups=tuple(each for each in told(finding.whole_groups) if each.cell not in alike),
    )


def _only_answers(release: Release, given: Mapping[Cell, int]) -> Iterator[Cell]:
    """The answers beside which the questions alone leave no other: all of a region gave it."""
    for table in release.tables:
        answers = [release.cell(table, row) for row in table.options]
        open_ones = [cell for cell in answers if given.get(cell) != 0]
        if len(open_ones) == 1:
            yield open_ones[0]


def forced_by_margins(
    own: Sequence[CrossFigure], standard: Iterable[PrintedFigure] = (), number: int = 0
) -> Mapping[Cell, int]:
    """The counts in columns that follow from those of each question alone, whatever is shown of the
    columns themselves."""
    margins = [
        replace(each, figure=replace(each.figure, cases=HIDDEN, percent=HIDDEN))
        if each.figure.group and each.figure.row != CASES
        else each
        for each in own
    ]
    release = cross_release(margins, standard, number)
    unseen = [cell for cell in release.values if OF_GROUP in cell.place]
    return forced(release, known_beside(release), unseen)
