"""The boxes of a sheet's notes, as Excel keeps them: beside their cells, hidden until pointed at.

openpyxl says only how large a box is: all of them would lie in the sheet's first corner.
"""

from collections.abc import Callable, Sequence

from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.utils import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

SHAPES_IN_A_BLOCK = 1024
"""Excel numbers the shapes of a workbook in blocks; no two sheets share one."""
_MAX_COLUMNS = 16_384
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0
_BESIDE, _BELOW = 15, 8
"""Pixels from the cell's right edge, and from the top of the row above it."""
_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{shape}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"'
    ' style="position:absolute;width:{width}px;height:{height}px;z-index:1;visibility:hidden">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def blocks_for(notes: int) -> int:
    """How many blocks of numbers the notes of a sheet need."""
    return -(-(notes + 1) // SHAPES_IN_A_BLOCK)


def boxes(sheet: Worksheet, notes: Sequence[CommentRecord], block: int) -> str:
    """The drawing (VML) of a sheet's notes, their numbers from those of this block on."""
    width_of, height_of = _widths(sheet), _heights(sheet)
    blocks = ",".join(str(block + n) for n in range(blocks_for(len(notes))))
    parts = [_HEAD.format(blocks=blocks)]
    for shape, note in enumerate(notes, start=block * SHAPES_IN_A_BLOCK + 1):
        row, column = coordinate_to_tuple(note.ref)
        left, right = _span(min(column + 1, _MAX_COLUMNS), _BESIDE, note.width, width_of)
        top, bottom = _span(max(row - 1, 1), _BELOW, note.height, height_of)
        parts.append(
            _SHAPE.format(
                shape=shape,
                width=note.width,
                height=note.height,
                anchor=", ".join(map(str, (*left, *top, *right, *bottom))),
                row=row - 1,
                column=column - 1,
            )
        )
    return "".join(parts) + "</xml>"


def _span(
    first: int, offset: int, length: int, size_of: Callable[[int], int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where a box begins and ends: a column or row counted from 0, and the pixels into it."""
    offset = min(offset, max(size_of(first) - 1, 0))
    last, left = first, offset + length
    while left > (size := size_of(last)) and last - first < length:
        left -= size
        last += 1
    return (first - 1, offset), (last - 1, left)


def _widths(sheet: Worksheet) -> Callable[[int], int]:
    """The pixels of a column by its number."""
    usual = sheet.sheet_format.defaultColWidth or _USUAL_WIDTH
    known = [
        (each.min, each.max, 0 if each.hidden else each.width or usual)
        for each in sheet.column_dimensions.values()
    ]

    def width(column: int) -> int:
        letters = next((w for low, high, w in known if low <= column <= high), usual)
        return int(letters * 7 + 5) if letters else 0

    return width


def _heights(sheet: Worksheet) -> Callable[[int], int]:
    """The pixels of a row by its number."""
    usual = sheet.sheet_format.defaultRowHeight or _USUAL_HEIGHT

    def height(row: int) -> int:
        known = sheet.row_dimensions.get(row)
        if known is not None and known.hidden:
            return 0
        points = known.height if known is not None and known.height else usual
        return int(points * 4 / 3)

    return height
