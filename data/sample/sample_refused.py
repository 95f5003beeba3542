"""Small files that are refused whole, each for another reason."""

from __future__ import annotations

from sample_package import compound
from sample_sheets import Sheet
from sample_workbook import xlsx

_COVER = {
    "Agency": "Puddlequillet Project (sample)",
    "Type of agency": "voluntary",
    "LSCB area": "Dudley",
    "Return date": "2011-06-06",
    "Form version": "2011",
}
_HEADER = ("Local identifier", "Current age", "Gender", "Living situation")
_ROWS = (
    ("PQ-1201", "15", "Female", "With family"),
    ("PQ-1202", "14", "Female", "Looked after"),
    ("PQ-1203", "16", "Male", "Not known"),
)


def _text(
    changes: dict[str, str | None],
    header: tuple[str, ...] = _HEADER,
    rows: tuple[tuple[str, ...], ...] = _ROWS,
    cover: bool = True,
) -> bytes:
    lines: list[str] = []
    if cover:
        pairs = {**_COVER, **changes}
        lines = [f"{name},{value}" for name, value in pairs.items() if value is not None]
        lines.append("")
    lines += [",".join(cells) for cells in (header, *rows)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def refused_files() -> dict[str, tuple[bytes, str, str]]:
    """Return, by path in the delivery: the bytes, the question at fault and the slip's kind."""
    header_twice = (*_HEADER, "Current age")
    rows_twice = tuple((*cells, cells[1]) for cells in _ROWS)
    no_identifier = tuple(cells[1:] for cells in _ROWS)
    found = {
        "no-agency": (_text({"Agency": None}), "agency", "no_agency"),
        "no-agency-type": (_text({"Type of agency": None}), "agency_type", "no_agency_type"),
        "unknown-agency-type": (
            _text({"Type of agency": "charity shop"}),
            "agency_type",
            "agency_type_unreadable",
        ),
        "no-return-date": (_text({"Return date": None}), "return_date", "no_return_date"),
        "unreadable-return-date": (
            _text({"Return date": "last Monday"}),
            "return_date",
            "return_date_unreadable",
        ),
        "future-return-date": (
            _text({"Return date": "2911-06-06"}),
            "return_date",
            "return_date_in_future",
        ),
        "unknown-form-version": (
            _text({"Form version": "1987"}),
            "form_version",
            "form_version_unknown",
        ),
        "no-area": (_text({"LSCB area": None}), "area", "no_area"),
        "no-identifier-column": (
            _text({}, _HEADER[1:], no_identifier),
            "local_id",
            "no_identifier_column",
        ),
        "header-twice": (_text({}, header_twice, rows_twice), "age", "header_twice"),
        "no-cover": (_text({}, cover=False), "agency", "no_cover"),
    }
    doubtful = tuple("Gender at birth" if name == "Gender" else name for name in _HEADER)
    found["doubtful-header"] = (_text({}, doubtful), "", "doubtful_header")
    files = {
        f"refused/{name}.csv": (content, question, f"file.{kind}")
        for name, (content, question, kind) in found.items()
    }
    return files | {
        "refused/two-layouts.xlsx": (_two_layouts(), "", "file.layouts_mixed"),
        "refused/password-protected.xlsx": (_protected(), "", "file.password_protected"),
        "refused/old-word-file.doc": (_old_word(), "", "file.old_word_file"),
        "refused/printed.pdf": (_pdf(), "", "file.pdf"),
    }


def _two_layouts() -> bytes:
    """A sheet with rows and a sheet with a form: are these four young people, or three?"""
    table, form = Sheet("Cases"), Sheet("New case")
    for name, value in _COVER.items():
        table.add([name, value])
    table.add([])
    table.add(list(_HEADER), header=True)
    for cells in _ROWS:
        table.add(list(cells))
    for name, value in zip(_HEADER, _ROWS[0], strict=True):
        form.add([name, value])
    return xlsx([table, form], shared=True)


def _protected() -> bytes:
    """What Excel writes where a workbook opens with a password only: nothing to read in it."""
    return compound([("EncryptionInfo", b"\x04\x00\x04\x00"), ("EncryptedPackage", b"\x99")])


def _old_word() -> bytes:
    """The beginning of a Word file of before 2007, without a text."""
    return compound([("WordDocument", b"\xec\xa5\xc1\x00")])


def _pdf() -> bytes:
    """A page with nothing on it."""
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )
    text = "%PDF-1.4\n"
    places: list[int] = []
    for n, each in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{n} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    text += f"xref\n0 4\n0000000000 65535 f \n{table}trailer\n<< /Size 4 /Root 1 0 R >>\n"
    return f"{text}startxref\n{text.index('xref')}\n%%EOF\n".encode("ascii")
