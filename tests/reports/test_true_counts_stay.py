"""True counts stay: mypy refuses to hand them to a writer for the public.

Each small file below is checked by mypy with the project's own settings.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


_IMPORTS_OF_TYPES = """
from reports.disclosure.published import PublishedTables
from reports.figures import Tables, TrueTables
from reports.report import PublicReport, Report, RestrictedReport
from reports.trend import TrendReport
from reports.trend_shown import PublishedTrend, RestrictedTrend, ShownTrend
from reports.year import YearReport
from reports.year_published import PublishedYear
from reports.year_shown import RestrictedYear, ShownYear
"""


@dataclass(frozen=True)
class Attempt:
    """A call, what it is given, and the two types of which mypy must name the one it got."""

    name: str
    imports: str
    call: str
    given: str
    wanted: str

    @property
    def text(self) -> str:
        """A file that makes the call."""
        return (
            "from pathlib import Path\n\n"
            f"{self.imports}\n"
            f"{_IMPORTS_OF_TYPES}\n\n\n"
            f"def attempt(given: {self.given}) -> None:\n"
            f"    {self.call}\n"
        )


WRITERS = (
    ("workbook", "from reports.workbook import write_public_workbook",
     'write_public_workbook(Path("snapshot.xlsx"), given)', "PublicReport"),
    ("page", "from reports.page import public_page_html", "public_page_html(given)",
     "PublicReport"),
    ("open_data", "from reports.open_data import open_data_files", "open_data_files(given)",
     "PublishedTables"),
    ("csv", "from reports.tables_csv import published_tables_csv", "published_tables_csv(given)",
     "PublishedTables"),
    ("year_workbook", "from reports.year_workbook import write_public_year_workbook",
     'write_public_year_workbook(Path("annual.xlsx"), given)', "PublishedYear"),
    ("year_page", "from reports.year_page import public_year_page_html",
     "public_year_page_html(given)", "PublishedYear"),
    ("trend_workbook", "from reports.trend_workbook import write_public_trend_workbook",
     'write_public_trend_workbook(Path("trend.xlsx"), given)', "PublishedTrend"),
    ("trend_page", "from reports.trend_page import public_trend_page_html",
     "public_trend_page_html(given)", "PublishedTrend"),
)  # fmt: skip
NOT_PUBLIC = {
    "PublicReport": ("RestrictedReport", "Report", "TrueTables", "Tables"),
    "PublishedTables": ("RestrictedReport", "Report", "TrueTables", "Tables"),
    "PublishedYear": ("RestrictedYear", "ShownYear", "YearReport", "TrueTables"),
    "PublishedTrend": ("RestrictedTrend", "ShownTrend", "TrendReport", "TrueTables"),
}
"""What each type that is fit for the public must not be mistaken for."""
REFUSED = tuple(
    Attempt(f"{name}_{given.lower()}", imports, call, given, wanted)
    for name, imports, call, wanted in WRITERS
    for given in NOT_PUBLIC[wanted]
)
HONEST = tuple(
    Attempt(f"{name}_honest", imports, call, wanted, wanted)
    for name, imports, call, wanted in WRITERS
)
RESTRICTED_AS_PUBLIC = """
from reports.disclosure.published import PublishedTable, PublishedTables
from reports.figures import TrueTable, TrueTables
from reports.report import PublicReport
from reports.year import YearReport
from reports.year_published import published_year


def attempt(
    report: PublicReport, tables: TrueTables, table: TrueTable, year: YearReport
) -> None:
    PublicReport(
        tables=tables,
        flow=report.flow,
        returns_used=report.returns_used,
        agencies=report.agencies,
        possible=report.possible,
        max_age=report.max_age,
        conflicts=report.conflicts,
        codebook_version=report.codebook_version,
        program_version=report.program_version,
    )
    PublishedTables(tables.day, (table,), 5, False)
    PublishedTable(table.table, table.geography, table.figures)
    published_year(year, tables, "")
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What mypy says of each file, by its name; all are checked at once."""
    folder = tmp_path_factory.mktemp("attempts")
    texts = {each.name: each.text for each in (*REFUSED, *HONEST)} | {
        "true_figures_in_public_types": RESTRICTED_AS_PUBLIC
    }
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--config-file",
            str(ROOT / "pyproject.toml"),
            "--follow-imports",
            "silent",
            "--no-error-summary",
            "--no-pretty",
            *(str(folder / f"{name}.py") for name in texts),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stderr
    lines: dict[str, list[str]] = {name: [] for name in texts}
    for line in ran.stdout.splitlines():
        name = Path(line.partition(":")[0]).stem
        if ": error: " in line:
            lines[name].append(line.partition(": error: ")[2])
    return lines


@pytest.mark.parametrize("attempt", REFUSED, ids=lambda each: each.name)
def test_a_writer_for_the_public_takes_nothing_but_what_is_published(
    attempt: Attempt, said: dict[str, list[str]]
) -> None:
    (error,) = said[attempt.name]
    assert f'has incompatible type "{attempt.given}"; expected "{attempt.wanted}"' in error
    assert error.endswith("[arg-type]")


@pytest.mark.parametrize("attempt", HONEST, ids=lambda each: each.name)
def test_what_is_published_it_takes(attempt: Attempt, said: dict[str, list[str]]) -> None:
    assert said[attempt.name] == []


def test_true_figures_fit_in_no_published_type(said: dict[str, list[str]]) -> None:
    report, tables, table, year = said["true_figures_in_public_types"]
    assert '"tables" to "PublicReport" has incompatible type "TrueTables"' in report
    assert '"PublishedTables" has incompatible type "tuple[TrueTable]"' in tables
    assert '"PublishedTable" has incompatible type "tuple[TrueFigure, ...]"' in table
    assert '"published_year" has incompatible type "TrueTables"' in year
