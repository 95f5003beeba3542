"""The parts add up: within every table, and from authorities and boards to regions to England."""

from collections import defaultdict
from collections.abc import Mapping

from reports.figures import NOT_ADDED, TrueTable, TrueTables
from schemas.areas import ENGLAND
from schemas.errors import ProgramFault

_PARTS = ("base", "outside_base", "not_known", "not_provided")


class TablesBroken(ProgramFault):
    """Figures that do not add up: a fault of the program.  Nothing may be written."""


def check_tables(tables: TrueTables, counted: int, *, local: bool = True) -> None:
    """Raises TablesBroken unless the figures of `tables` add up to `counted` cases; without `local`
    there are none of authorities and boards."""
    by_table: dict[str, list[TrueTable]] = defaultdict(list)
    cases: dict[str, int] = {}
    for each in tables.tables:
        by_table[each.table.id].append(each)
        of_place = _cases(each)
        if cases.setdefault(each.geography.code, of_place) != of_place:
            raise TablesBroken(
                f"{each.table.id}: the parts of {each.geography.name} do not add up to its cases"
            )
    if cases.get(ENGLAND) != counted:
        raise TablesBroken(f"the tables hold {cases.get(ENGLAND)} cases of {counted} counted")
    for of_table in by_table.values():
        _check_levels(of_table, local)


def _cases(each: TrueTable) -> int:
    """The cases that the base and what stands outside it account for."""
    not_known_in_base = each.table.not_known_in_base
    return sum(
        int(figure.cases)
        for figure in each.figures
        if figure.column == "total"
        and figure.row.code in _PARTS
        and not (not_known_in_base and figure.row.code == "not_known")
    )


def _check_levels(of_table: list[TrueTable], local: bool) -> None:
    """Places add up to their regions, regions to England, in every row that can be added."""
    england = next(each for each in of_table if each.geography.level == "national")
    regions = [each for each in of_table if each.geography.level == "regional"]
    _check_sum(england, regions)
    for region in regions if local else ():
        _check_sum(
            region,
            [
                each
                for each in of_table
                if each.geography.level in ("local_authority", "joint_board")
                and each.geography.region == region.geography.code
            ],
        )


def _check_sum(whole: TrueTable, parts: list[TrueTable]) -> None:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for part in parts:
        for key, cases in _added(part).items():
            sums[key] += cases
    for key, cases in _added(whole).items():
        if key[0] in _rows_below(whole) and sums[key] != cases:
            raise TablesBroken(
                f"{whole.table.id}, {key[0]}: the parts of {whole.geography.name} add up to "
                f"{sums[key]}, not {cases}"
            )


def _rows_below(whole: TrueTable) -> set[str]:
    """The rows that the parts must have too: all but the regions of table 2."""
    if whole.table.kind == "regions":
        return {"base"}
    return {figure.row.code for figure in whole.figures}


def _added(each: TrueTable) -> Mapping[tuple[str, str], int]:
    return {
        (figure.row.code, figure.column): int(figure.cases)
        for figure in each.figures
        if figure.row.code not in NOT_ADDED
    }
