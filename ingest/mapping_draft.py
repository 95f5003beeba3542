"""A drafted mapping: what of a local form is understood, and what is still open."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Document, Sheet
from ingest.headers import HeaderBook, Meaning
from ingest.laid_out import LaidOut, LayoutError
from ingest.layouts import SEARCHED_COLUMNS, SEARCHED_LINES, laid_out
from ingest.readings import read_answer
from ingest.row_layout import SEARCHED_ROWS
from schemas.codebook import COVER_FIELDS, Codebook, Question
from schemas.text import UNSHOWN, folded, without_surplus_spaces

_MOST_ANSWERS = 40
_HEAD = """\
# A mapping for one local form. What stands behind # is not in force: remove the # of a line to
# confirm it, after correcting what stands behind the =. Unknown names are errors.
# Then name this file in the column `mapping` of register.csv, or try it:
#     lscb check THE-FILE --mapping THIS-FILE

# Dates in numbers are read day first. If this form has the month first:
# date_order = "month"
"""


@dataclass(frozen=True)
class _Header:
    """A header of the local form with what it surely means, or may mean."""

    text: str
    meaning: Meaning | None
    perhaps: Meaning | None


def drafted_mapping(document: Document, headers: HeaderBook, codebook: Codebook) -> str:
    """A mapping in TOML for the form that `document` is: valid as it stands, and changing nothing
    until its lines are confirmed.

    It holds the form's headers and those of its answers that are no option; `headers` may hold
    what a mapping says already.
    """
    found = list(_headers(document, headers))
    laid = _laid(document, headers, codebook, found)
    parts = [
        _HEAD,
        _sheets_part(document),
        _columns_part(found, codebook),
        _constants_part(laid, codebook),
    ]
    parts.extend(_answers_parts(laid, codebook))
    return "\n".join(parts)


def _headers(document: Document, headers: HeaderBook) -> Iterator[_Header]:
    """The headers of all sheets that have any, each once."""
    texts: dict[str, str] = {}
    for sheet in document.sheets:
        for text in _header_texts(sheet, headers):
            texts.setdefault(folded(text), without_surplus_spaces(text))
    meanings = {text: headers.meaning(text) for text in texts.values()}
    taken = {each.name for each in meanings.values() if each is not None}
    for text, meaning in meanings.items():
        yield _Header(text, meaning, None if meaning else headers.perhaps(text, taken))


def _header_texts(sheet: Sheet, headers: HeaderBook) -> list[str]:
    """The cells of the row, or of the column, that name most questions, surely or perhaps; where
    none names any, the longest row at the top."""
    rows = [[cell for cell in row if cell.strip()] for row in sheet.rows[:SEARCHED_ROWS]]
    width = min(max(map(len, sheet.rows), default=0), SEARCHED_COLUMNS)
    columns = [
        [row[n] for row in sheet.rows[:SEARCHED_LINES] if len(row) > n and row[n].strip()]
        for n in range(width)
    ]
    row = max(rows, key=lambda cells: len(_asked(cells, headers)), default=[])
    column = max(columns, key=lambda cells: len(_asked(cells, headers)), default=[])
    by_row, by_column = _asked(row, headers), _asked(column, headers)
    if not by_row and not by_column:
        return max(rows, key=len, default=[])
    if len(by_column) > len(by_row):
        return [text for text in column if _question(text, headers)]
    return row


def _asked(cells: Sequence[str], headers: HeaderBook) -> set[str]:
    """The questions that cells name, surely or perhaps, other than what a cover may say."""
    return {name for cell in cells if (name := _question(cell, headers))} - {*COVER_FIELDS}


def _question(cell: str, headers: HeaderBook) -> str | None:
    meaning = headers.meaning(cell)
    found = meaning or headers.perhaps(cell)
    return found.name if found is not None else None


def _laid(
    document: Document, headers: HeaderBook, codebook: Codebook, found: Sequence[_Header]
) -> LaidOut | None:
    """The file as it is read when every doubtful header is what it may be; None if it is not."""
    assumed: dict[str, Meaning] = {}
    for each in found:
        if each.perhaps is not None and each.perhaps not in assumed.values():
            assumed[each.text] = each.perhaps
    try:
        return laid_out(document, headers.with_mapping(assumed), codebook)
    except LayoutError:
        return None


def _sheets_part(document: Document) -> str:
    """The numbers of the sheets or tables, where there are several to choose from."""
    numbers = [each.number for each in document.sheets if each.kind in ("sheet", "table")]
    if len(numbers) < 2:
        return ""
    listed = ", ".join(map(str, numbers))
    return f"# The sheets or tables to be read, if not all:\n# sheets = [{listed}]\n"


def _columns_part(found: Sequence[_Header], codebook: Codebook) -> str:
    known = [each for each in found if each.meaning is not None]
    doubtful = [each for each in found if each.perhaps]
    others = [each for each in found if each.meaning is None and not each.perhaps]
    named = {each.meaning.name for each in known if each.meaning}
    lines = ["", "[columns]"]
    if doubtful:
        lines.append('# Open: is it this question?  Write "" if it is none of the form\'s.')
        lines += _open_lines(doubtful)
    if others:
        lines.append('# Not a question of the form, as far as is known: left unused ("").')
        lines += [f'# {_quoted(each.text)} = ""' for each in others]
    if known:
        lines.append("# Understood already:")
        lines += [f"# {_quoted(each.text)} = {_quoted(_target(each.meaning))}" for each in known]
    absent = [each for each in codebook.questions if each.name not in named]
    if absent:
        lines.append("# Questions for which no header was found:")
        lines += [f"#     {each.name}  ({each.label})" for each in absent]
    return "\n".join(lines) + "\n"


def _open_lines(doubtful: Sequence[_Header]) -> Iterator[str]:
    """A line for each doubtful header; of several that may be the same question, one can be."""
    seen: set[Meaning | None] = set()
    for each in doubtful:
        again = "  # or this one, not both" if each.perhaps in seen else ""
        yield f"# {_quoted(each.text)} = {_quoted(_target(each.perhaps))}{again}"
        seen.add(each.perhaps)


def _target(meaning: Meaning | None) -> str:
    if meaning is None:
        return ""
    return f"{meaning.name}: {meaning.option}" if meaning.option else meaning.name


def _constants_part(laid: LaidOut | None, codebook: Codebook) -> str:
    """What holds for every record; the cover's fields that the file does not say are open."""
    said = {*laid.cover, *laid.rows.column_names} if laid is not None else set()
    lines = ["[constants]"]
    for field in codebook.cover:
        if field.name not in said and field.name != "form_version":
            choices = ", ".join(option.code for option in field.options)
            lines.append(f'# {field.name} = ""' + (f"  # {choices}" if choices else ""))
    return "\n".join(lines) + "\n"


def _answers_parts(laid: LaidOut | None, codebook: Codebook) -> Iterator[str]:
    """For each question, the texts in the file that are no option of it."""
    for question in codebook.of_kind("one", "several"):
        if laid is None or question.name not in laid.rows.column_names:
            continue
        texts = laid.rows[question.name].drop_null().unique().to_pylist()
        unread = dict.fromkeys(part for text in texts for part in _unread(question, text, codebook))
        if not unread:
            continue
        choices = ", ".join(option.code for option in question.options)
        lines = [f"[answers.{question.name}]", f"# Open; write one of: {choices}"]
        lines += [f'# {_quoted(text)} = ""' for text in list(unread)[:_MOST_ANSWERS]]
        if len(unread) > _MOST_ANSWERS:
            lines.append(f"# and {len(unread) - _MOST_ANSWERS} more")
        yield "\n".join(lines) + "\n"


def _unread(question: Question, text: str, codebook: Codebook) -> Iterator[str]:
    """The parts of a cell that are no option."""
    parts = text.replace("\n", ";").split(";") if question.kind == "several" else [text]
    for part in (without_surplus_spaces(part) for part in parts):
        if part and "not_an_option" in read_answer(question, part, codebook.words).problems:
            yield part


def _quoted(text: str) -> str:
    """A TOML string, with escapes in place of what would steer who looks at it."""
    escaped = json.dumps(text, ensure_ascii=False)
    return UNSHOWN.sub(lambda found: f"\\U{ord(found[0]):08x}", escaped)


def is_draftable(code: str) -> bool:
    """Whether a mapping could help with the problem for which a file was refused."""
    return code in _HELPED


_HELPED = frozenset(
    {
        "doubtful_header", "no_header", "no_identifier_column", "layouts_mixed",
    }
)  # fmt: skip
