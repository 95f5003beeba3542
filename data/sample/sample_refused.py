"""Small files that are refused whole, each for another reason."""

from __future__ import annotations

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
    return {
        f"refused/{name}.csv": (content, question, f"file.{kind}")
        for name, (content, question, kind) in found.items()
    }
