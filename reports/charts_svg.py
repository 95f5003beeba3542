"""A drawing as an element of a page: no more than what is seen, and nothing to look up elsewhere.

Vega's own SVG has fonts, names and groups of its own.  Of it are kept the bars, the words and the
base line; a bar stands with its label and its number, so that who reads the letters alone reads
them in order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_TRANSLATE = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d+(?:e-\d+)?")
_LOOKS = ("fill", "stroke", "stroke-dasharray")


@dataclass(frozen=True)
class Frame:
    """The part of the drawing's plane that is shown; the first bar begins at 0, 0."""

    left: int
    top: int
    width: int
    height: int


def svg_element(drawing: str, frame: Frame, alternative: str, letters: int) -> str:
    """Vega's drawing of bars with labels and numbers as an SVG element whose letters are so many
    pixels high and in the font of what stands round it."""
    root = etree.fromstring(drawing.encode())
    kept = etree.Element(
        "svg",
        {
            "class": "bars",
            "viewBox": f"{frame.left} {frame.top} {frame.width} {frame.height}",
            "role": "img",
            "aria-label": alternative,
            "font-size": str(letters),
        },
    )
    labels = _marks(root, "role-axis-label", "text")
    bars = _marks(root, "mark-rect role-mark", "path")
    numbers = _marks(root, "mark-text role-mark", "text")
    for label, bar, number in zip(labels, bars, numbers, strict=True):
        group = etree.SubElement(kept, "g")
        group.extend([_text(label), _bar(bar), _text(number)])
    for line in _marks(root, "role-axis-domain", "line"):
        kept.append(_line(line))
    return str(etree.tostring(kept, encoding="unicode"))


def _marks(root: etree._Element, of_class: str, tag: str) -> Iterator[etree._Element]:
    for group in root.iter(f"{{{_SVG}}}g"):
        if of_class in (group.get("class") or ""):
            yield from group.iter(f"{{{_SVG}}}{tag}")


def _text(mark: etree._Element) -> etree._Element:
    """Of several lines the middle stands where the mark does."""
    x, y = _place(mark)
    lines = list(mark) or [mark]
    steps = [line.get("dy") or "0" for line in lines[1:]]
    y -= sum(float(step) for step in steps) / 2
    anchor = mark.get("text-anchor") or "start"
    text = etree.Element("text", {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor})
    text.text = lines[0].text
    for line, step in zip(lines[1:], steps, strict=True):
        further = etree.SubElement(text, "tspan", {"x": f"{x:g}", "dy": step})
        further.text = f" {line.text}"
    return text


def _bar(mark: etree._Element) -> etree._Element:
    looks = {name: value for name in _LOOKS if (value := mark.get(name)) not in (None, "null")}
    outline = _LONG_NUMBER.sub(lambda found: f"{float(found[0]):g}", mark.get("d") or "")
    return etree.Element("path", looks | {"d": outline})


def _line(mark: etree._Element) -> etree._Element:
    x, y = _place(mark)
    x2, y2 = (float(mark.get(name) or 0) for name in ("x2", "y2"))
    ends = {"x1": x, "y1": y, "x2": x + x2, "y2": y + y2}
    return etree.Element("line", {name: f"{at:g}" for name, at in ends.items()})


def _place(mark: etree._Element) -> tuple[float, float]:
    """Where a mark stands, seen from where the first bar begins."""
    x, y = 0.0, 0.0
    for element in (mark, *mark.iterancestors()):
        if "root" in (element.get("class") or "").split():
            break
        if found := _TRANSLATE.search(element.get("transform") or ""):
            x, y = x + float(found[1]), y + float(found[2])
    return x, y
