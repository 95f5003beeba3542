"""Word files to tables and texts."""

import pytest

from ingest.document import Sheet
from ingest.readings import Reading, read_one
from schemas.codebook_reading import load_codebook
from tests.ingest.made_files import (
    FIXTURES,
    cell,
    control,
    docx,
    paragraph,
    read,
    refusal,
    rows,
    run,
    sheets,
    table,
    text_cell,
    zipped,
)

CODEBOOK = load_codebook()
GENDER = CODEBOOK.question("gender")
NOT_AN_OPTION = Reading(problems=("not_an_option",))
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
BOX = '<w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox>'


def text_of(*content: str) -> str:
    """The text of a cell with this in its paragraph."""
    ((text,),) = rows(docx(table([cell(paragraph(*content))])))
    return text


def form_field(data: str, result: str = "") -> str:
    """A form field of the old kind."""
    mark = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'
    return (
        mark.format("begin", f"<w:ffData>{data}</w:ffData>")
        + "<w:r><w:instrText>FORM</w:instrText></w:r>"
        + mark.format("separate", "")
        + result
        + mark.format("end", "")
    )


def test_texts_and_tables_stand_in_their_order_each_with_its_number() -> None:
    content = docx(
        paragraph(run("Title"))
        + paragraph()
        + paragraph(run("Guidance"))
        + table([text_cell("a"), text_cell("b")], [text_cell("c"), text_cell("d")])
        + table([text_cell("e")])
        + paragraph(run("End"))
    )
    document = read(content)
    assert document.format == "docx"
    assert document.sheets == (
        Sheet([["Title"], ["Guidance"]], "text", 1),
        Sheet([["a", "b"], ["c", "d"]], "table", 1),
        Sheet([["e"]], "table", 2),
        Sheet([["End"]], "text", 2),
    )


def test_blank_paragraphs_between_tables_are_no_text() -> None:
    content = docx(table([text_cell("a")]) + paragraph(run(" ")) + table([text_cell("b")]))
    assert [sheet.kind for sheet in sheets(content)] == ["table", "table"]


def test_the_paragraphs_of_a_cell_are_its_lines() -> None:
    content = docx(table([cell(paragraph(run("a")), paragraph(run("b")), paragraph())]))
    assert rows(content) == [["a\nb"]]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a\tb"),
        ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:cr/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>", "a-b"),
        ("<w:t>a</w:t><w:softHyphen/><w:t>b</w:t>", "ab"),
    ],
)
def test_tabs_line_breaks_and_hyphens_are_text(inside: str, text: str) -> None:
    assert text_of(f"<w:r>{inside}</w:r>") == text


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        "<w:fldSimple>{}</w:fldSimple>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:ins><w:smartTag><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:smartTag></w:ins>",
    ],
)
def test_text_within_links_insertions_and_the_like_is_read(wrapped: str) -> None:
    assert text_of(run("a"), wrapped.format(run("b")), run("c")) == "abc"


@pytest.mark.parametrize("kind", ["del", "moveFrom"])
def test_what_was_deleted_or_moved_away_is_not_read(kind: str) -> None:
    gone = f"<w:{kind}><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:{kind}>"
    assert text_of(run("a"), gone) == "a"


def test_a_deleted_row_is_not_read() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{text_cell('old')}</w:tr>"
    assert rows(docx(table([text_cell("a")], gone))) == [["a"]]


@pytest.mark.parametrize(
    "content",
    [
        table([cell(control("", paragraph(run("a")))), text_cell("b")]),
        table([control("", text_cell("a")), text_cell("b")]),
        table(control("", f"<w:tr>{text_cell('a')}{text_cell('b')}</w:tr>")),
        control("", table([text_cell("a"), text_cell("b")])),
    ],
    ids=["paragraph", "cell", "row", "table"],
)
def test_content_controls_may_hold_paragraphs_cells_rows_or_tables(content: str) -> None:
    assert rows(docx(content)) == [["a", "b"]]


@pytest.mark.parametrize(("state", "sign"), [("1", "☒"), ("true", "☒"), ("0", "☐"), ("false", "☐")])
def test_a_check_box_control_is_ticked_by_its_state(state: str, sign: str) -> None:
    assert text_of(control(BOX.format(state), run(sign)), run(" Yes")) == f"{sign} Yes"


@pytest.mark.parametrize(("state", "shown", "sign"), [("1", "X", "☒"), ("1", "☑", "☒"),
                                                      ("0", "□", "☐"), ("0", "", "☐")])  # fmt: skip
def test_a_check_box_control_may_show_any_sign_of_its_state(
    state: str, shown: str, sign: str
) -> None:
    assert text_of(control(BOX.format(state), run(shown)), run(" Yes")) == f"{sign} Yes"


def test_a_check_box_control_may_show_the_sign_that_is_declared_for_its_state() -> None:
    declared = '<w14:checked w14:val="0"/><w14:uncheckedState w14:val="2717" w14:font="Arial"/>'
    assert text_of(control(f"<w14:checkbox>{declared}</w14:checkbox>", run("✗"))) == "☐"


@pytest.mark.parametrize("shown", ["X", "x", "✓", "☒", "[X]", "[x]", "yes", "ok"])
def test_a_check_box_control_that_was_written_over_is_refused(shown: str) -> None:
    female = control(BOX.format("0"), run(shown))
    for male in ("☐ Male", "☒ Male"):
        text = text_of(female, run(f" Female {male}"))
        assert read_one(GENDER, text, CODEBOOK.words) == NOT_AN_OPTION
    text = text_of(run("Female "), female, run(" Male ☐"))
    assert read_one(GENDER, text, CODEBOOK.words) == NOT_AN_OPTION


def test_a_ticked_check_box_control_that_shows_an_empty_box_is_refused() -> None:
    box = control(BOX.format("1"), run("☐"))
    for text in (text_of(box, run(" Female ☐ Male")), text_of(run("Female "), box)):
        assert read_one(GENDER, text, CODEBOOK.words) == NOT_AN_OPTION


@pytest.mark.parametrize("mark", ["[x]", "[X]", "☒", "✓"])
def test_a_tick_in_place_of_a_check_box_control_is_read(mark: str) -> None:
    text = text_of(run(f"{mark} Female "), control(BOX.format("0"), run("☐")), run(" Male"))
    assert read_one(GENDER, text, CODEBOOK.words) == Reading("female")


def test_a_tick_that_is_tracked_as_a_change_is_read() -> None:
    content = f"<w:del>{run('☐')}</w:del><w:ins>{run('☒')}</w:ins>"
    assert text_of(control(BOX.format("1"), content), run(" Yes")) == "☒ Yes"


def test_a_check_box_control_that_shows_a_sign_of_a_font_is_read() -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    assert text_of(control(BOX.format("0"), sign)) == "☐"


def test_a_check_box_may_be_a_cell_of_its_own() -> None:
    box = control(BOX.format("1"), text_cell("☒"))
    assert rows(docx(table([box, text_cell("Yes")]))) == [["☒", "Yes"]]


def test_a_placeholder_is_blank() -> None:
    properties = '<w:showingPlcHdr/><w:dropDownList><w:listItem w:value="a"/></w:dropDownList>'
    assert text_of(control(properties, run("Choose an item."))) == ""


def test_a_placeholder_that_was_filled_in_is_text() -> None:
    assert text_of(control('<w:showingPlcHdr w:val="0"/>', run("Leeds"))) == "Leeds"


def test_a_placeholder_for_a_cell_leaves_the_cell_blank() -> None:
    content = control("<w:showingPlcHdr/>", text_cell("Click here"))
    assert rows(docx(table([content, text_cell("b")]))) == [["", "b"]]


def test_a_drop_down_gives_the_text_that_it_shows() -> None:
    assert text_of(control("<w:dropDownList/>", run("Female"))) == "Female"


def test_a_date_that_was_picked_is_in_iso_form() -> None:
    picked = '<w:date w:fullDate="2011-06-06T00:00:00Z"><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'
    assert text_of(control(picked, run("06/06/2011"))) == "2011-06-06"


def test_a_date_that_was_typed_is_the_text() -> None:
    assert text_of(control("<w:date/>", run("6 June 2011"))) == "6 June 2011"


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        ('<w:default w:val="0"/><w:checked/>', "☒"),
        ('<w:default w:val="0"/><w:checked w:val="1"/>', "☒"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ('<w:default w:val="1"/>', "☒"),
        ('<w:default w:val="0"/>', "☐"),
        ("", "☐"),
    ],
)
def test_an_old_check_box_is_ticked_by_its_state_or_else_its_default(state: str, sign: str) -> None:
    assert text_of(form_field(f"<w:checkBox>{state}</w:checkBox>"), run(" Yes")) == f"{sign} Yes"


def test_an_old_drop_down_gives_its_choice_once() -> None:
    choices = '<w:listEntry w:val="one"/><w:listEntry w:val="two"/>'
    field = form_field(f'<w:ddList><w:result w:val="1"/>{choices}</w:ddList>', run("two"))
    assert text_of(field, run("!")) == "two!"


def test_an_old_text_field_gives_its_text() -> None:
    assert text_of(form_field("<w:textInput/>", run("Leeds"))) == "Leeds"


@pytest.mark.parametrize(
    ("font", "char", "sign"),
    [
        ("Wingdings", "F0FE", "☒"),
        ("Wingdings", "F0FD", "☒"),
        ("Wingdings", "F078", "☒"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F06F", "☐"),
        ("Wingdings", "F071", "☐"),
        ("Wingdings", "00FE", "☒"),
        ("Wingdings 2", "F052", "☒"),
        ("Wingdings 2", "F053", "☒"),
        ("Wingdings 2", "F050", "✓"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Segoe UI Symbol", "2612", "☒"),
        ("Wingdings", "F04A", "\ufffd"),
    ],
)
def test_signs_of_symbol_fonts_are_boxes_and_ticks(font: str, char: str, sign: str) -> None:
    assert text_of(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>') == sign


def test_letters_in_a_symbol_font_are_its_signs() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    assert text_of(f"<w:r>{fonts}<w:t>þ</w:t></w:r>", run(" þ")) == "☒ þ"


def test_a_cell_over_several_columns_has_its_text_in_the_first() -> None:
    wide = cell(paragraph(run("a")), properties='<w:gridSpan w:val="3"/>')
    assert rows(docx(table([wide, text_cell("b")]))) == [["a", "", "", "b"]]


def test_a_cell_over_several_rows_has_its_text_in_the_first() -> None:
    first = cell(paragraph(run("a")), properties='<w:vMerge w:val="restart"/>')
    further = cell(paragraph(run("hidden")), properties="<w:vMerge/>")
    assert rows(docx(table([first, text_cell("b")], [further, text_cell("c")]))) == [
        ["a", "b"],
        ["", "c"],
    ]


def test_columns_that_a_row_leaves_out_before_it_are_empty() -> None:
    row = f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{text_cell("a")}</w:tr>'
    assert rows(docx(table(row))) == [["", "", "a"]]


def test_a_table_in_a_cell_is_text_of_that_cell() -> None:
    inner = table([text_cell("Yes"), text_cell("☒")], [text_cell("No"), text_cell("☐")])
    content = docx(table([cell(paragraph(run("Tick one")), inner, paragraph()), text_cell("b")]))
    assert rows(content) == [["Tick one\nYes ☒\nNo ☐", "b"]]


def test_a_text_box_is_read_once_of_its_two_forms() -> None:
    box = f"<w:txbxContent>{paragraph(run('in the box'))}</w:txbxContent>"
    alternatives = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert text_of(run("a"), alternatives) == "a\nin the box"


def test_strict_open_xml_is_read() -> None:
    assert rows(docx(table([cell(paragraph(run("a")))]), word=STRICT)) == [["a"]]


def test_the_text_may_be_a_part_of_another_name() -> None:
    assert rows(docx(table([text_cell("a")]), part="word/document2.xml")) == [["a"]]


def test_a_form_that_libreoffice_saved_is_read() -> None:
    first, form, *others = sheets((FIXTURES / "form.docx").read_bytes())
    assert first == Sheet([["Monitoring return"]], "text", 1)
    assert form.rows == [
        ["r0c0\nr0c1", "", "r0c2"],
        ["r1c0\nr2c0", "r1c1", "r1c2"],
        ["", "r2c1", "r2c2"],
        ["r3c0", "☒ Yes ☐ No", "Female"],
        ["r4c0", "2011-06-06", "Click to enter text"],
        ["r5c0", "☒on ☐off twotyped", "☒a☐b☒new"],
    ]
    assert [sheet.rows for sheet in others] == [[["between\ttabs"]], [["nested", "x"]], [["after"]]]


def test_a_cell_that_is_too_long_is_refused_with_its_place() -> None:
    content = docx(table([text_cell("a")], [text_cell("x" * 131_073)]))
    assert refusal(content) == (
        "too_large",
        "table 1, row 2: a cell is longer than 131,072 characters",
    )


def test_a_word_file_without_a_body_is_refused() -> None:
    assert refusal(zipped({"word/document.xml": "<w/>"}))[0] == "unreadable_file"
