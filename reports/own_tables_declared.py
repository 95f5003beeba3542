"""What stands in the file in which an analyst declares tables."""

from typing import Literal

import msgspec

from reports.own_tables import Places

OwnRows = Literal["", "options", "main_groups", "ages", "bands"]


class _Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A declaration: an unknown key is an error."""


class OwnTableDeclared(_Declared, frozen=True):
    id: str
    title: str
    question: str
    rows: OwnRows = ""
    bands: tuple[str, ...] = ()
    form: str = ""
    records: tuple[str, ...] = ()
    by: str = ""
    by_rows: OwnRows = ""
    by_bands: tuple[str, ...] = ()
    by_form: str = ""
    by_records: tuple[str, ...] = ()
    places: tuple[Places, ...] = ("national", "regional")
    note: str = ""


class OwnTablesDeclared(_Declared, frozen=True):
    table: tuple[OwnTableDeclared, ...] = ()
