"""The other files of publish/: a hidden figure that stands in one of them is no longer hidden."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.attack.facts import AuditError
from pipeline.attack.grids import Said
from pipeline.attack.naming import Key, Names, names_of
from pipeline.attack.open_data_reading import META, check_meta, figures_of_open_data
from pipeline.attack.page_reading import figures_of_page
from pipeline.attack.printed import HIDDEN, TABLES, PrintedFigure
from pipeline.attack.workbook_reading import figures_of_workbook


def with_other_files(folder: Path, figures: Sequence[PrintedFigure]) -> Iterator[PrintedFigure]:
    """The figures of tables.csv with what the other files add: percentages that it hides, and
    further figures for counts that it hides.

    Raises AuditError for a file that can't be read, and for a figure that tables.csv does not have
    or has otherwise.
    """
    if any(each.group for each in figures):
        # The page and the workbook of a year are not read: who groups are is said there in words.
        yield from figures
        return
    names = names_of(figures)
    own = dict(names.figures)
    further: dict[Key, PrintedFigure] = {}
    for said in _said(folder, names):
        figure = own.get(said.key)
        if figure is None:
            raise AuditError(
                f"{folder / said.file} has a figure of {said.key.table_id} for {said.key.code} "
                "that tables.csv has not. Write the snapshot again."
            )
        if said.percent is not None and figure.percent == HIDDEN:
            own[said.key] = replace(figure, percent=said.percent, file=said.file)
        if said.count is None:
            continue
        if figure.cases == HIDDEN:
            further[said.key] = replace(
                figure, cases=str(said.count), percent=HIDDEN, file=said.file
            )
        elif figure.number != said.count:
            raise AuditError(
                f"{folder / said.file} and tables.csv do not agree: {figure.table_id}, "
                f"{figure.name}, {figure.label}. Write the snapshot again."
            )
    yield from own.values()
    yield from further.values()


def _said(folder: Path, names: Names) -> Iterator[Said]:
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        if path.name.endswith(META):
            check_meta(path)
            continue
        if path == folder / TABLES:
            continue
        some = False
        for said in _reader(path, folder)(path, names):
            some = True
            yield said
        if not some:
            raise AuditError(
                f"No figure could be read in {path}, so the audit can't say what it gives away. "
                "Audit the folder with the program that wrote it."
            )


def _reader(path: Path, folder: Path) -> Callable[[Path, Names], Iterator[Said]]:
    """Raises AuditError for a file of which no kind of publication knows."""
    if path.is_symlink():
        raise AuditError(f"{path} is a link. Put the file itself in its place.")
    if path.suffix == ".xlsx":
        return figures_of_workbook
    if path.suffix in (".html", ".htm"):
        return figures_of_page
    if path.suffix == ".csv" and path.parent != folder:
        return figures_of_open_data
    raise AuditError(
        f"The audit can't read {path}, so it can't say what it gives away. Take it out of the "
        "folder."
    )
