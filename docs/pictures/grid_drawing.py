"""Draws small sheets and Word forms as SVG: the same cells give the same bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_LETTER, _LINE, _PAD, _LEAST_ROW = 7.0, 17, 8, 26
_GUTTER, _TOP, _MARGIN = 34, 24, 14
_INK, _RULE, _SHADE, _STRIP, _PAPER = "#1d2733", "#8a94a0", "#d5e3f0", "#eef0f2", "#ffffff"
_FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_SYNTHETIC = "Invented data."


@dataclass(frozen=True)
class Span:
    """What the rows `first` to `last` (from 1) are, written beside them."""

    first: int
    last: int
    text: str


@dataclass(frozen=True)
class Grid:
    """Cells in rows; a line end in a cell breaks its line.

    `headers` are the (row, column), from 1, of the cells that are shaded as headers; `merged` gives
    the number of columns over which a cell reaches; `spans` say beside the rows what they are.
    """

    rows: Sequence[Sequence[str]]
    headers: frozenset[tuple[int, int]]
    spans: Sequence[Span] = ()
    merged: dict[tuple[int, int], int] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    """Rows drawn in italics."""

    @property
    def widths(self) -> list[float]:
        """Of each column, as its longest line that stands in it alone needs."""
        count = max(map(len, self.rows))
        widths = [60.0] * count
        for n, row in enumerate(self.rows, start=1):
            for k, cell in enumerate(row, start=1):
                if self.merged.get((n, k), 1) == 1 and not self._runs_over(n, k):
                    longest = max(map(len, cell.split("\n")), default=0)
                    bold = 1.1 if (n, k) in self.headers else 1.0
                    widths[k - 1] = max(widths[k - 1], longest * _LETTER * bold + 2 * _PAD)
        return widths

    @property
    def heights(self) -> list[float]:
        lines = (max((cell.count("\n") + 1 for cell in row), default=1) for row in self.rows)
        return [max(_LEAST_ROW, number * _LINE + 9) for number in lines]

    def reach(self, row: int, column: int) -> int:
        """Over how many columns a cell is drawn: those merged, or those its text runs over."""
        if not self._runs_over(row, column):
            return self.merged.get((row, column), 1)
        needed = len(self.rows[row - 1][0]) * _LETTER
        widths = self.widths
        return next((k for k in range(1, len(widths)) if sum(widths[:k]) > needed), len(widths))

    def _runs_over(self, row: int, column: int) -> bool:
        """Whether a text runs over the empty cells beside it, as a title or a note does."""
        cells = self.rows[row - 1]
        return column == 1 and (row, 1) not in self.headers and not any(cells[1:])


@dataclass(frozen=True)
class Picture:
    """A sheet with its title and description; `word` are further tables, for a Word form: then
    there are no letters and numbers about the cells, and a text stands above each table."""

    name: str
    layouts: tuple[str, ...]
    """How the program names the layouts of what is drawn."""
    title: str
    description: str
    grid: Grid
    word: tuple[tuple[str, Grid], ...] = ()


def svg(picture: Picture) -> str:
    """The picture as SVG."""
    if picture.word:
        body, width, height = _document(picture)
    else:
        body, width, height = _sheet(picture.grid, _MARGIN, _MARGIN, with_letters=True)
    height += 30
    caption = f"{picture.title}. {_SYNTHETIC}"
    width = max(width, len(caption) * 6.6 + 2 * _MARGIN)
    body.append(_text(_MARGIN, height - 12, caption, size=12))
    inner = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" '
        f'aria-labelledby="title desc" font-family="{_FONT}" font-size="13">\n'
        f'<title id="title">{escape(picture.title)}</title>\n'
        f'<desc id="desc">{escape(f"{picture.description} {_SYNTHETIC}")}</desc>\n'
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>\n{inner}\n</svg>\n'
    )


def _sheet(
    grid: Grid, left: float, top: float, with_letters: bool
) -> tuple[list[str], float, float]:
    """The elements of a grid at a place, and the width and height to which they reach."""
    out: list[str] = []
    x0 = left + (_GUTTER if with_letters else 0)
    y0 = top + (_TOP if with_letters else 0)
    widths, heights = grid.widths, grid.heights
    right, bottom = x0 + sum(widths), y0 + sum(heights)
    if with_letters:
        out.append(_box(left, top, right - left, _TOP, _STRIP))
        out.append(_box(left, top, _GUTTER, bottom - top, _STRIP))
        for k, width in enumerate(widths):
            x = x0 + sum(widths[:k])
            out.append(_text(x + width / 2, top + 16, chr(ord("A") + k), middle=True))
            out.append(_line(x, top, x, y0))
    y = y0
    for n, (row, height) in enumerate(zip(grid.rows, heights, strict=True), start=1):
        if with_letters:
            out.append(_text(left + _GUTTER / 2, y + height / 2 + 5, str(n), middle=True))
            out.append(_line(left, y, x0, y))
        out.extend(_cells(grid, n, row, x0, y, height))
        y += height
    reach = right
    for span in grid.spans:
        first = y0 + sum(heights[: span.first - 1])
        last = y0 + sum(heights[: span.last])
        out.append(_bracket(right + 8, first + 3, last - 3))
        out.append(_text(right + 22, (first + last) / 2 + 5, span.text))
        reach = max(reach, right + 22 + len(span.text) * 6.8)
    return out, reach + _MARGIN, bottom


def _cells(
    grid: Grid, n: int, row: Sequence[str], x: float, y: float, height: float
) -> Iterator[str]:
    widths = grid.widths
    style = ' font-style="italic"' if n in grid.left_out else ""
    texts: list[str] = []
    k = 1
    while k <= len(widths):
        reach = grid.reach(n, k)
        width = sum(widths[k - 1 : k - 1 + reach])
        is_header = (n, k) in grid.headers
        yield _box(x, y, width, height, _SHADE if is_header else _PAPER)
        cell = row[k - 1] if k <= len(row) else ""
        weight = ' font-weight="bold"' if is_header else ""
        lines = cell.split("\n") if cell else []
        base = y + height / 2 + 5 - (len(lines) - 1) * _LINE / 2
        for number, line in enumerate(lines):
            at = base + number * _LINE
            if (n, k) in grid.merged:
                texts.append(_text(x + width / 2, at, line, style=weight, middle=True))
            else:
                texts.append(_text(x + _PAD, at, line, style=weight + style))
        x += width
        k += reach
    yield from texts  # over the boxes, since a note runs over the cells beside it


def _document(picture: Picture) -> tuple[list[str], float, float]:
    """A page with tables, each under its text."""
    body: list[str] = []
    y, reach = _MARGIN + 24.0, 0.0
    for text, grid in (("", picture.grid), *picture.word):
        if text:
            body.append(_text(_MARGIN + 22, y + 14, text, style=' font-weight="bold"'))
            y += 26
        drawn, width, y = _sheet(grid, _MARGIN + 22, y, with_letters=False)
        body += drawn
        reach = max(reach, width)
        y += 22
    page = _box(_MARGIN, _MARGIN, reach - _MARGIN, y - _MARGIN, _PAPER)
    return [page, *body], reach + _MARGIN, y + 6


def _text(
    x: float, y: float, text: str, style: str = "", middle: bool = False, size: int = 0
) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    larger = f' font-size="{size}"' if size else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{_INK}"{anchor}{larger}{style}>{escape(text)}</text>'
    )


def _box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{fill}" stroke="{_RULE}"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{_RULE}"/>'


def _bracket(x: float, top: float, bottom: float) -> str:
    return (
        f'<path d="M{x:.1f} {top:.1f}h7V{bottom:.1f}h-7" fill="none" stroke="{_INK}" '
        'stroke-width="1.5"/>'
    )
