"""The boards' return files that are to be collated: one of each board, of one year and codebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.years.period import Period
from pipeline.years.return_file import RETURN_FILES, BoardReturn, ReturnFileError, read_return_file
from schemas.areas import BOARD_JOIN, Areas, Place
from schemas.text import plural


@dataclass(frozen=True)
class CollatedFile:
    """A board's return, and where the board counts at the end of the year."""

    place: Place
    returned: BoardReturn


def boards_files(
    paths: Sequence[Path], areas: Areas, year: Period | None = None
) -> tuple[CollatedFile, ...]:
    """The files among `paths`, which are files or folders with them, by the boards' codes; at least
    one.

    The same return twice counts once.  Raises ReturnFileError for a file that can't be used, that
    is not of `year` (of any one year, if that is None) and of one codebook, or that is a board's
    second and says something else.
    """
    found = [read_return_file(path) for path in _files(paths)]
    _check_one_year(found, year)
    return _one_of_each(found, areas)


def _files(paths: Sequence[Path]) -> Sequence[Path]:
    """Each file once, in the order of `paths` and of names."""
    found: dict[Path, Path] = {}
    for path in paths:
        try:
            inside = sorted(path.rglob(RETURN_FILES)) if path.is_dir() else [path]
            for each in inside:
                found.setdefault(each.resolve(), each)
        except (OSError, RuntimeError):  # RuntimeError: links that lead round in a circle
            raise ReturnFileError(f"{path} can't be read. Name another file or folder.") from None
        if not inside:
            raise ReturnFileError(
                f"{path} holds no {RETURN_FILES}. Name the files that the boards sent, or a folder "
                "in which their names begin so."
            )
    if not found:
        raise ReturnFileError(f"Name the {RETURN_FILES} of each board, or a folder with them.")
    return tuple(found.values())


def _check_one_year(found: Sequence[BoardReturn], year: Period | None) -> None:
    first = found[0]
    for each in found:
        if year is not None and each.year != year:
            raise ReturnFileError(
                f"{each.path} is a return of {each.year.name}, not of {year.name}. Leave it out, "
                "or name its year."
            )
        if each.year != first.year:
            raise ReturnFileError(
                f"{each.path} is a return of {each.year.name}, and {first.path} is of "
                f"{first.year.name}. Collate the files of one year."
            )
        if _counted_by(each) != _counted_by(first):
            raise ReturnFileError(
                f"{each.path} was counted by codebook {each.said.codebook_version}, and "
                f"{first.path} by {first.said.codebook_version}, so their figures don't mean the "
                "same. Ask for both from one version of lscb."
            )


def _counted_by(each: BoardReturn) -> tuple[str, str]:
    return each.said.codebook_version, each.said.reference_version


def _one_of_each(found: Sequence[BoardReturn], areas: Areas) -> tuple[CollatedFile, ...]:
    """The boards' files by code."""
    of_board: dict[str, CollatedFile] = {}
    for each in found:
        file = CollatedFile(_place(each, areas), each)
        before = of_board.setdefault(file.place.code, file)
        if before.returned.said != each.said:
            number = plural(_how_many_differ(before.returned, each), "figure")
            raise ReturnFileError(
                f"{before.returned.path} and {each.path} are both the return of "
                f"{file.place.name}, and differ in {number}. Name only the one that holds."
            )
    return tuple(of_board[code] for code in sorted(of_board))


def _place(each: BoardReturn, areas: Areas) -> Place:
    code, last = each.said.board, each.year.last
    boards = (BOARD_JOIN.join(members) for members in areas.boards.values())
    if code in {*areas.authorities, *(areas.place_on(board, last).code for board in boards)}:
        place = areas.place_on(code, last)
        if place.code == code:
            return place
    raise ReturnFileError(
        f"{each.path} is of a board that is none of England's on {last}. Ask whoever sent it for "
        "the file of one board, made with this version of lscb."
    )


def _how_many_differ(one: BoardReturn, other: BoardReturn) -> int:
    return sum(
        here != there
        for here, there in zip(one.movements.lines(), other.movements.lines(), strict=True)
    ) + sum(
        number != other.groups[group][key]
        for group, cases in one.groups.items()
        for key, number in cases.items()
    )
