"""A drawing of marks as an element of a page: no more than what is seen, in the order in which it
was drawn."""

import re

from lxml import etree

from reports.charts_svg import Frame

_SVG = "http://www.w3.org/2000/svg"
_TRANSLATE = re.compile(r"translate\((-?[\d.e-]+),(-?[\d.e-]+)\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-\d+)?")
_LOOKS = ("fill", "stroke", "stroke-width", "stroke-dasharray")


def marks_svg(drawing: str, frame: Frame, alternative: str, letters: int) -> str:
    """The marks of Vega's drawing as an SVG element whose letters are so many pixels high and in
    the font of what stands round it."""
    root = etree.fromstring(drawing.encode())
    kept = etree.Element(
        "svg",
        {
            "viewBox": f"{frame.left} {frame.top} {frame.width} {frame.height}",
            "role": "img",
            "aria-label": alternative,
            "font-size": str(letters),
        },
    )
    for group in root.iter(f"{{{_SVG}}}g"):
        if "role-mark" in (group.get("class") or "").split():
            kept.extend(_mark(each) for each in group)
    return str(etree.tostring(kept, encoding="unicode"))


def _mark(mark: etree._Element) -> etree._Element:
    x, y = _place(mark)
    if etree.QName(mark).localname == "text":
        text = etree.Element(
            "text",
            {"x": f"{x:.4g}", "y": f"{y:.4g}", "text-anchor": mark.get("text-anchor") or "start"},
        )
        text.text = mark.text
        return text
    looks = {name: value for name in _LOOKS if (value := mark.get(name)) not in (None, "null")}
    looks.setdefault("fill", "none")
    if etree.QName(mark).localname == "line":
        across, down = (float(mark.get(name) or 0) for name in ("x2", "y2"))
        outline = f"M0,0l{across:.4g},{down:.4g}"
    else:
        outline = _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.4g}", mark.get("d") or "")
    moved = {"transform": f"translate({x:.4g},{y:.4g})"} if x or y else {}
    return etree.Element("path", looks | moved | {"d": outline})


def _place(mark: etree._Element) -> tuple[float, float]:
    """Where a mark stands, seen from the plot's upper left corner."""
    x, y = 0.0, 0.0
    for element in (mark, *mark.iterancestors()):
        if "root" in (element.get("class") or "").split():
            break
        if found := _TRANSLATE.search(element.get("transform") or ""):
            x, y = x + float(found[1]), y + float(found[2])
    return x, y
