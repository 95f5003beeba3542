"""The month as an analyst of a board would script it, with pandas and pandera and nothing of ours
but the lists of answers: what `bench.month` holds `lscb` against.

    python -m bench.by_hand FOLDER OUT

Reads each file that `register.csv` names, holds it against a schema, keeps one row a young person
in each area, counts each question by area and writes a workbook.  It reads tables (CSV, Excel) and
the Excel form with its ticks; of a Word form pandas makes nothing.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from schemas.areas import load_areas
from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

DAY = pd.Timestamp(2011, 6, 6)
IDENTIFIER, AREA = "Local identifier", "LSCB area"
ENGINE: Literal["openpyxl"] = "openpyxl"
"""By which pandas reads workbooks where nobody names another."""
_FORM_SHEET, _FORM_HEADER = "Records", 1
QUESTIONS = [
    each for each in load_codebook().of_form("2011").questions if each.name not in ("area", "notes")
]


@dataclass(frozen=True)
class Checked:
    """The rows of a file that stand, and what is wrong in it, a line each."""

    rows: pd.DataFrame
    wrong: pd.DataFrame


def read(path: Path) -> pd.DataFrame:
    """All cells as text, the ticks of the Excel form joined by question."""
    if path.suffix == ".csv":
        return pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    with pd.ExcelFile(path, engine=ENGINE) as workbook:
        if _FORM_SHEET not in workbook.sheet_names:
            return pd.read_excel(workbook, dtype=str)
        table = pd.read_excel(workbook, sheet_name=_FORM_SHEET, header=_FORM_HEADER, dtype=str)
    return with_ticks_joined(table.dropna(how="all"))


def with_ticks_joined(table: pd.DataFrame) -> pd.DataFrame:
    """One column for each question that has a column an answer, headed `<question>: <answer>`."""
    ticks = [name for name in table.columns if ": " in name]
    joined = table.drop(columns=ticks)
    for question in dict.fromkeys(name.split(": ")[0] for name in ticks):
        own = [name for name in ticks if name.startswith(f"{question}: ")]
        texts = pd.Series("", index=table.index)
        for name in own:
            answer = name.removeprefix(f"{question}: ")
            texts = texts + table[name].notna().map({True: f"{answer}; ", False: ""})
        joined[question] = texts.str.removesuffix("; ").where(texts != "")
    return joined


def parsed(table: pd.DataFrame) -> pd.DataFrame:
    """Dates and numbers as such; what is none stays missing."""
    typed = table.reindex(columns=[each.label for each in QUESTIONS])
    for question in QUESTIONS:
        column = typed[question.label]
        if question.kind == "date":
            days = pd.to_datetime(column, dayfirst=True, format="mixed", errors="coerce")
            typed[question.label] = days.astype("datetime64[ns]")
        elif question.kind == "number":
            typed[question.label] = pd.to_numeric(column, errors="coerce").astype("Float64")
        else:
            typed[question.label] = column.astype("string").str.strip()
    return typed


def _column(question: Question) -> pa.Column:
    labels = {option.label for option in question.answers}
    match question.kind:
        case "identifier":
            return pa.Column("string", nullable=False)
        case "number":
            within = pa.Check.in_range(question.least or 0, question.most or 1_000)
            return pa.Column("Float64", within, nullable=True)
        case "date":
            return pa.Column("datetime64[ns]", pa.Check.le(DAY), nullable=True)
        case "several":
            return pa.Column(
                "string",
                pa.Check(lambda text: set(text.split("; ")) <= labels, element_wise=True),
                nullable=True,
            )
        case _:
            return pa.Column("string", pa.Check.isin(sorted(labels)), nullable=True)


SCHEMA = pa.DataFrameSchema(
    {each.label: _column(each) for each in QUESTIONS},
    checks=[
        pa.Check(
            lambda rows: ~(rows["Date of first assessment"] < rows["Date of referral"]),
            name="assessed before referred",
        ),
        pa.Check(
            lambda rows: ~(rows["Age at first assessment"] > rows["Current age"]).fillna(False),
            name="older at first assessment than now",
        ),
        pa.Check(
            lambda rows: ~(rows["Date of referral"] < rows["Date of birth"]),
            name="referred before birth",
        ),
    ],
)


def checked(path: Path) -> Checked:
    """The file's rows; a wrong answer is blanked, a row without identifier is left out."""
    rows = parsed(read(path))
    try:
        SCHEMA.validate(rows, lazy=True)
    except SchemaErrors as error:
        wrong = error.failure_cases[["column", "check", "index"]].assign(file=path.name)
        for name, of_column in wrong.dropna(subset="index").groupby("column"):
            if name in rows:
                rows.loc[of_column["index"], name] = None
    else:
        wrong = pd.DataFrame()
    return Checked(rows.dropna(subset=IDENTIFIER), wrong)


def on_the_day(rows: pd.DataFrame) -> pd.DataFrame:
    """Those under 18 who are being worked with."""
    closed = rows["Date work ended"] <= DAY
    to_come = rows["Date of referral"] > DAY
    grown = (rows["Current age"] >= 18).fillna(False)
    return rows[~closed & ~to_come & ~grown]


def crosstabs(people: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each question by area, by region and in all, with the shares of those who answered."""
    for question in QUESTIONS:
        if question.kind in ("identifier", "date"):
            continue
        asked = people[[AREA, "region", question.label]].rename(columns={question.label: "answer"})
        if question.kind == "several":
            asked = asked.assign(answer=asked["answer"].str.split("; ")).explode("answer")
        tables = [
            pd.crosstab(asked[by], asked["answer"], margins=True, dropna=False)
            for by in (AREA, "region")
        ]
        table = pd.concat(tables)
        shares = table.div(table["All"], axis=0).mul(100).round(1).add_suffix(" %")
        yield question.name, pd.concat([table, shares], axis=1)


def regions() -> dict[str, str]:
    """The region of each area by its name."""
    areas = load_areas()
    names = {each.code: each.name for each in areas.regions}
    return {each.name: names[each.region] for each in areas.authorities.values()}


def main(folder: Path, out: Path) -> None:
    """Writes `tables.xlsx` and `problems.xlsx` to `out`."""
    register = pd.read_csv(folder / "register.csv", dtype=str)
    files: list[Checked] = []
    for line in register.itertuples():
        each = checked(folder / str(line.file))
        rows = each.rows.assign(agency=str(line.agency))
        rows[AREA] = str(line.area)
        files.append(Checked(rows, each.wrong.assign(agency=str(line.agency))))
    everyone = pd.concat([each.rows for each in files], ignore_index=True)
    people = on_the_day(everyone.drop_duplicates([AREA, IDENTIFIER]))
    people = people.assign(region=people[AREA].map(regions()))
    out.mkdir(parents=True, exist_ok=True)
    with pd.ExcelWriter(out / "tables.xlsx") as workbook:
        for name, table in crosstabs(people):
            table.to_excel(workbook, sheet_name=name[:31])
    pd.concat([each.wrong for each in files]).to_excel(out / "problems.xlsx", index=False)
    print(f"{len(everyone)} rows, {len(people)} young people")


def _arguments(given: Sequence[str]) -> tuple[Path, Path]:
    folder, out = map(Path, given)
    return folder, out


if __name__ == "__main__":
    main(*_arguments(sys.argv[1:]))
