"""Content controls of Word forms: boxes to tick, dates, lists and lines of text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NewType

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

PLACEHOLDER_STYLE = "PlaceholderText"
UNTICKED, TICKED = "☐", "☒"
_BOX_FONT = "MS Gothic"
Control = NewType("Control", BaseOxmlElement)
"""A `w:sdt`, to stand in a paragraph beside its runs."""


@dataclass(frozen=True)
class Named:
    """What a control is called: `title` to people (also to those who listen to it), `tag` to
    programs."""

    title: str
    tag: str


class Controls:
    """Makes the controls of one document: no two have the same id."""

    def __init__(self) -> None:
        self._ids = count(1)

    def text(self, named: Named, placeholder: str) -> Control:
        """A text to write.

        It is a control of rich text, which has no element to say so: LibreOffice makes the
        placeholder of a `w:text` an answer when it saves.
        """
        return self._empty(named, None, placeholder)

    def date(self, named: Named, placeholder: str) -> Control:
        """A day to pick from a calendar, or to write."""
        kind = element("w:date")
        for tag, value in (
            ("w:dateFormat", "dd/MM/yyyy"),
            ("w:lid", "en-GB"),
            ("w:storeMappedDataAs", "dateTime"),
            ("w:calendar", "gregorian"),
        ):
            kind.append(element(tag, {"w:val": value}))
        return self._empty(named, kind, placeholder)

    def choice(
        self, named: Named, placeholder: str, choices: Sequence[str], *, others: bool = False
    ) -> Control:
        """One of `choices` or, where `others` says so, something else that is written."""
        kind = element("w:comboBox" if others else "w:dropDownList")
        for each in choices:
            kind.append(element("w:listItem", {"w:displayText": each, "w:value": each}))
        return self._empty(named, kind, placeholder)

    def tick(self, named: Named) -> Control:
        """A box that is ticked by a click."""
        kind = element("w14:checkbox")
        for tag, value in (("checkedState", TICKED), ("uncheckedState", UNTICKED)):
            state = {"w14:val": f"{ord(value):04X}", "w14:font": _BOX_FONT}
            kind.append(element(f"w14:{tag}", state))
        kind.insert(0, element("w14:checked", {"w14:val": "0"}))
        fonts = {
            "w:ascii": _BOX_FONT,
            "w:eastAsia": _BOX_FONT,
            "w:hAnsi": _BOX_FONT,
            "w:hint": "eastAsia",
        }
        return self._control(named, run(UNTICKED, element("w:rFonts", fonts)), kind)

    def _empty(self, named: Named, kind: BaseOxmlElement | None, placeholder: str) -> Control:
        shown = run(placeholder, element("w:rStyle", {"w:val": PLACEHOLDER_STYLE}))
        kinds = () if kind is None else (kind,)
        return self._control(named, shown, element("w:showingPlcHdr"), *kinds)

    def _control(
        self, named: Named, shown: BaseOxmlElement, *properties: BaseOxmlElement
    ) -> Control:
        about = element("w:sdtPr")
        about.append(element("w:alias", {"w:val": named.title}))
        about.append(element("w:tag", {"w:val": named.tag}))
        about.append(element("w:id", {"w:val": str(next(self._ids))}))
        about.extend(properties)
        content = element("w:sdtContent")
        content.append(shown)
        control = element("w:sdt")
        control.extend((about, content))
        return Control(control)


def element(tag: str, attributes: Mapping[str, str] | None = None) -> BaseOxmlElement:
    """An element as `w:sdt`, with attributes as `w:val`."""
    named = {qn(name): value for name, value in (attributes or {}).items()}
    made = OxmlElement(tag)
    for name, value in named.items():
        made.set(name, value)
    return made


def run(text: str, *properties: BaseOxmlElement) -> BaseOxmlElement:
    """A `w:r` of `text`; spaces at its ends stay."""
    made = element("w:r")
    if properties:
        about = element("w:rPr")
        about.extend(properties)
        made.append(about)
    letters = element("w:t")
    letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    letters.text = text
    made.append(letters)
    return made
