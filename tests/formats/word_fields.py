"""Runs, fields, content controls and boxes of a Word document, as XML."""

from schemas.codebook import Question

from .by_hand import attribute_of, text_of

_PLACEHOLDER = "Click or tap here to enter text."


def run(text: str, properties: str = "") -> str:
    """A run; line ends are breaks in it."""
    kept = "<w:br/>".join(
        f'<w:t xml:space="preserve">{text_of(part)}</w:t>' for part in text.split("\n")
    )
    return f'<w:r w:rsidR="00B7">{properties and f"<w:rPr>{properties}</w:rPr>"}{kept}</w:r>'


def odd_runs(text: str, turn: int) -> str:
    """The text in one of eight ways in which Word holds it."""
    half = len(text) // 2
    first, second = text[:half], text[half:]
    match turn % 8:
        case 0:
            return (
                f'{run(first)}<w:proofErr w:type="spellStart"/>{run(second, "<w:b/>")}'
                '<w:proofErr w:type="spellEnd"/>'
            )
        case 1:
            tagged = f'<w:smartTag w:uri="urn:x" w:element="place">{run(second)}</w:smartTag>'
            return f"{run(first)}{tagged}"
        case 2:
            return (
                f'<w:del w:id="{turn}" w:author="a" w:date="2011-06-01T00:00:00Z"><w:r>'
                f"<w:delText>deleted</w:delText></w:r></w:del>{run(first)}"
                f'<w:ins w:id="{turn}" w:author="a" w:date="2011-06-01T00:00:00Z">{run(second)}'
                "</w:ins>"
            )
        case 3:
            link = f'<w:hyperlink w:anchor="top" w:history="1">{run(second)}</w:hyperlink>'
            return f"{run(first)}{link}"
        case 4:
            return (
                f'<w:bookmarkStart w:id="{turn}" w:name="Text{turn}"/>{control(run(text))}'
                f'<w:bookmarkEnd w:id="{turn}"/>'
            )
        case 5:
            return legacy_text(text)
        case 6:
            marks = f'w:id="{turn}" w:author="a" w:date="2011-06-01T00:00:00Z"'
            return (
                f"<w:moveFrom {marks}>{run('moved')}</w:moveFrom>"
                f'<w:permStart w:id="{turn}" w:edGrp="everyone"/>{run(first)}'
                f'<w:r><w:lastRenderedPageBreak/></w:r>{run(second)}<w:permEnd w:id="{turn}"/>'
            )
        case _:
            hyphens = text_of(text).replace(
                "-", '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
            )
            return f'<w:r><w:t xml:space="preserve">{hyphens}</w:t></w:r>'


def control(content: str, kind: str = "<w:text/>") -> str:
    """A content control around runs, cells or rows."""
    properties = f'<w:alias w:val="Answer"/><w:tag w:val="a"/><w:id w:val="7"/>{kind}'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def placeholder() -> str:
    """A content control that nobody filled."""
    style = '<w:rStyle w:val="PlaceholderText"/>'
    return control(run(_PLACEHOLDER, style), "<w:showingPlcHdr/><w:text/>")


def field(data: str, instruction: str, result: str) -> str:
    """A legacy form field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="F"/><w:enabled/>'
        f'<w:calcOnExit w:val="0"/>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def legacy_text(text: str) -> str:
    """A blank one shows five en spaces."""
    return field("<w:textInput/>", "FORMTEXT", run(text or "\u2002" * 5, "<w:noProof/>"))


def legacy_drop_down(question: Question, code: str | None) -> str:
    """The first entry is a blank one; the field has no result, only the entry's number."""
    entries = [" ", *(option.label for option in question.options)]
    codes = [None, *(option.code for option in question.options)]
    chosen = codes.index(code)
    result = f'<w:result w:val="{chosen}"/>' if chosen else ""
    named = "".join(f'<w:listEntry w:val="{attribute_of(each)}"/>' for each in entries)
    return field(f"<w:ddList>{result}{named}</w:ddList>", "FORMDROPDOWN", "")


def legacy_box(checked: bool, turn: int) -> str:
    """By its `checked` or by its default."""
    empty = '<w:default w:val="0"/>' + ('<w:checked w:val="0"/>' if turn % 2 else "")
    ticked = '<w:default w:val="0"/><w:checked/>' if turn % 2 else '<w:default w:val="1"/>'
    state = ticked if checked else empty
    return field(f"<w:checkBox><w:sizeAuto/>{state}</w:checkBox>", "FORMCHECKBOX", "")


def control_box(checked: bool) -> str:
    states = (
        f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    font = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
    return control(run("☒" if checked else "☐", font), states)


def symbol_box(checked: bool) -> str:
    """A box of Wingdings, ticked or empty."""
    return f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if checked else "F0A8"}"/></w:r>'
