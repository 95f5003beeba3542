"""A board to which hostile texts are sent in every place that others can fill in, and all that the
command then says and writes."""

import csv
import io
import os
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import openpyxl
import pytest

from pipeline.cli import run
from tests.sending import COVER, write_csv
from tests.trust.hostile_texts import hostile

MARKS = {
    "agency": "zqxak",
    "agency of a file": "zqxbk",
    "agency of the register": "zqxck",
    "agency that is listed": "zqxdk",
    "file": "zqxek",
    "refused file": "zqxfk",
    "member of a zip": "zqxgk",
    "identifier": "zqxhk",
    "refused answer": "zqxik",
    "free text": "zqxjk",
    "header": "zqxkk",
    "sheet": "zqxlk",
    "answer of a form": "zqxmk",
    "reason of a decision": "zqxnk",
    "name of who decides": "zqxok",
    "contact": "zqxpk",
    "title of an own table": "zqxrk",
    "note of an own table": "zqxsk",
    "file of own tables": "zqxtk",
}
"""The mark of every place where others, or the board's own files, put a text.  It is letters
alone, so that it stays together in a normalised identifier."""
DAY = "2011-06-06"
_BORN = ["Female", "May 1995", "White British", "3 June 2011"]
_HEADER = [
    *("Local identifier", "Agency", "Gender", "Date of birth", "Ethnicity", "Date of referral"),
    *("Current age", "Notes"),
]


_FEW = ("script", "hyperlink", "rich text", "title", "override", "newline", "long")
"""Kinds enough where the same happens to a text as elsewhere to all of them."""
_KEPT_APART = ("script", "hyperlink", "tab", "rich text", "title", "override", "newline", "long")
"""The kinds of which two agencies have one identifier and another gender: pairs to be decided.
With many more both would seem to number for themselves."""


class World:
    """The folder in which all was written, and what each command said on both streams."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: dict[str, str] = {}
        self.codes: dict[str, int] = {}

    def do(self, name: str, *argv: str) -> None:
        """Runs the command as it would be on a terminal; `name` is by what its words are kept."""
        stream = io.StringIO()
        with (
            redirect_stdout(stream),
            redirect_stderr(stream),
            pytest.MonkeyPatch.context() as patch,
        ):
            # Else click takes the worst out of what does not go to a terminal.
            patch.setattr("click.utils.should_strip_ansi", lambda *_: False)
            patch.chdir(self.folder)
            self.codes[name] = run(argv)
        self.said[name] = stream.getvalue()

    def files(self, name: str) -> list[Path]:
        """The files of an output: a file or a folder."""
        path = self.folder / name
        return (
            sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        )


def made_world(folder: Path) -> World:
    """Sends, counts and writes everything once."""
    _write_sent(folder / "sent")
    _write_settings(folder)
    world = World(folder)
    world.do("lscb check", "check", "sent", "--drafts", "drafts")
    world.do("lscb check --json", "check", "sent", "--json")
    world.do("lscb ingest", "ingest", "sent", "--store", "store", "--feedback", "feedback")
    status = ("status", "--store", "store", "--month", "2011-06")
    world.do("lscb status", *status, "--page", "status.html", "--chase", "chase")
    world.do("lscb status --json", *status, "--json")
    of_day = ("--store", "store", "--date", DAY)
    world.do("lscb find", "duplicates", "find", *of_day, "--out", "review")
    world.do("lscb decide", "duplicates", "decide", "decisions.csv", "--store", "store")
    world.do("lscb decided", "duplicates", "decided", *of_day)
    # One of at most 40 characters: a longer one is refused.
    explain = ("duplicates", "explain", "York", hostile(MARKS["identifier"])["rich text"])
    world.do("lscb explain", *explain, "--store", "store")
    world.do("lscb snapshot", "snapshot", *of_day, "--out", "snapshot", "--no-publish")
    world.do("lscb tables", "tables", own_tables(folder).name, *of_day, "--out", "own")
    world.do("lscb annual", "annual", "--store", "store", "--year", "2011-12", "--out", "annual")
    world.do("lscb trend", "trend", "--store", "store", "--out", "trend", "--no-publish")
    if "LSCB_HOSTILE" in os.environ:
        world.do("lscb extract", "extract", *of_day, "--out", "extract")
        world.do("lscb profile", "profile", "--area", "York", *of_day, "--out", "profile")
    world.do(
        "lscb draft", "mapping", "draft", str(book_in(folder / "sent")), "--out", "drafted.toml"
    )
    world.do("lscb erase", "erase", "file", "sent/packed.zip", "--store", "store")
    return world


def own_tables(folder: Path) -> Path:
    """A file of tables, its own name hostile."""
    return folder / f"{_as_name(hostile(MARKS['file of own tables'])['script'])}.toml"


def book_in(sent: Path) -> Path:
    """The workbook that was sent; its name is turned round."""
    return sent / f"{MARKS['file']}\u202efdp.xlsx"


def as_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _cover(changed: Mapping[str, str]) -> list[list[str]]:
    return [[name, value] for name, value in {**COVER, **changed}.items() if value]


def _rows(mark: str, agency: str) -> list[list[str]]:
    """A young person that counts."""
    return [_HEADER, [f"{mark}-1", agency, "Female", *[""] * 3, "15", ""]]


def _write_sent(sent: Path) -> None:
    sent.mkdir()
    (sent / "by-row.csv").write_bytes(as_bytes(_by_row()))
    register = [["file", "agency", "agency_type", "area", "return_date"]]
    for n, text in enumerate(hostile(MARKS["file"]).values()):
        whole = as_bytes([*_cover({"agency": "Named"}), [], *_rows(f"NA{n}", "")])
        (sent / f"{_as_name(text)}.csv").write_bytes(whole)
    (sent / os.fsdecode(b"undecodable \xff\xfe\x9b.csv")).write_bytes(whole)
    for n, kind in enumerate(_FEW):
        of_file = {"agency": hostile(MARKS["agency of a file"])[kind]}
        (sent / f"of-a-file-{kind}.csv").write_bytes(
            as_bytes([*_cover(of_file), [], *_rows(f"OF{n}", "")])
        )
        refused = _as_name(hostile(MARKS["refused file"])[kind])
        (sent / f"{refused}.csv").write_bytes(whole + b'"x"y\n')
        (sent / f"local {refused}.csv").write_bytes(
            as_bytes([["Sex", "Placement", "Yr"], ["f"] * 3])
        )
        (sent / f"registered-{kind}.csv").write_bytes(as_bytes(_rows(f"RG{n}", "")))
        agency = hostile(MARKS["agency of the register"])[kind]
        register.append([f"registered-{kind}.csv", agency, "voluntary", "York", DAY])
    (sent / "register.csv").write_bytes(as_bytes(register))
    _write_zip(sent / "packed.zip")
    _write_book(book_in(sent))


def _by_row() -> list[list[str]]:
    """Rows of many agencies; the identifiers and answers are hostile in some."""
    rows = [*_cover({"agency": ""}), [], _HEADER]
    for n, text in enumerate(hostile(MARKS["agency"]).values()):
        rows.append([f"BY-{n}", text, "Female", *[""] * 3, "15", ""])
    of = {name: hostile(MARKS[name]) for name in ("identifier", "refused answer", "free text")}
    for kind in of["identifier"]:
        said, wrong, note = (texts[kind] for texts in of.values())
        gender = "Male" if kind in _KEPT_APART else "Female"
        rows.append([said, "Lighthouse", *_BORN, wrong, note])
        rows.append([said, "Harbour", gender, *_BORN[1:], wrong, note])
    return rows


def _write_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for n, text in enumerate(hostile(MARKS["member of a zip"]).values()):
            whole = as_bytes([*_cover({"agency": "Packed"}), [], *_rows(f"PA{n}", "")])
            packed.writestr(f"{_as_name(text)}.csv", whole)


def _write_book(path: Path) -> None:
    """A workbook whose cells, headers and sheet are hostile where a workbook can hold it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"{MARKS['sheet']}<script>"
    headers, answers = hostile(MARKS["header"]), hostile(MARKS["answer of a form"])
    fit = [kind for kind, text in headers.items() if _fits_a_workbook(text)]
    rows = [
        *_cover({"agency": "Booked"}),
        [],
        ["Local identifier", "Gender", "Current age", *(headers[kind] for kind in fit)],
        *([f"BO-{n}", answers[kind], "15"] for n, kind in enumerate(fit)),
    ]
    for n, row in enumerate(rows, start=1):
        for m, text in enumerate(row, start=1):
            cell = sheet.cell(n, m)
            cell.value, cell.data_type = text, "s"
    book.save(path)


def _fits_a_workbook(text: str) -> bool:
    controls = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.search(text)
    return not controls and len(text) < 32_767 and "\ufffe" not in text


def _as_name(text: str) -> str:
    """The text as a file can be named here: no slash, 150 bytes at most."""
    plain = text.replace("/", "\u2215").replace("\\", "").replace("\0", "")
    return plain.encode()[:150].decode(errors="ignore")


def _write_settings(folder: Path) -> None:
    listed = hostile(MARKS["agency that is listed"]).values()
    lines = [["agency", "type", "areas"], *([text, "voluntary", "York"] for text in listed)]
    (folder / "agencies.csv").write_bytes(as_bytes(lines))
    contact = (
        f"[{MARKS['contact']}](http://evil.invalid/c) <script>document.title='RAN'</script> $$1$$"
    )
    settings = f"""
        agencies = "agencies.csv"
        due_days = 10
        [publish]
        contact = "{contact}"
        """
    (folder / "lscb.toml").write_text(settings, encoding="utf-8")
    title, note = MARKS["title of an own table"], MARKS["note of an own table"]
    rich = "<r><t>{0}</t></other></r>"
    own_tables(folder).write_text(
        f"""
        [[table]]
        id = "one"
        title = "[{title}](http://evil.invalid/t) $$1$$ <script>document.title='RAN'</script>"
        note = "[{note}](http://evil.invalid/n) $$2$$ <script>document.title='RAN'</script>"
        question = "gender"
        [[table]]
        id = "two"
        title = "{rich.format(title)}"
        note = "{rich.format(note)}"
        question = "living_situation"
        """,
        encoding="utf-8",
    )
    header = (
        "area", "agency_1", "identifier_1", "agency_2", "identifier_2", "decision", "who", "when",
        "why",
    )  # fmt: skip
    reasons = hostile(MARKS["reason of a decision"])
    deciders = hostile(MARKS["name of who decides"])
    decisions = [
        (
            "York",
            "Harbour",
            MARKS["identifier"],
            "Odd",
            f"UN-{n}",
            "unsure",
            deciders[kind],
            DAY,
            reasons[kind],
        )
        for n, kind in enumerate(reasons)
    ]
    write_csv(folder / "decisions.csv", [header, *decisions])
