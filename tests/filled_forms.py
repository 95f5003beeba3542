"""The blank forms, filled in as people fill them in: by label, from the outside of the program."""

import copy
import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook

Answer = str | int | date | tuple[str, ...]
"""What is written or chosen; a tuple holds the ticks of a several-answer question."""
Answers = Mapping[str, Answer]
"""By the question's label; what is left blank is left out."""

TICKED, TYPED_TICK = "☒", "[x]"


def shown(answer: Answer) -> str:
    return answer.strftime("%d/%m/%Y") if isinstance(answer, date) else str(answer)


def fill_csv(blank: Path, filled: Path, cover: Answers, records: Sequence[Answers]) -> None:
    with blank.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    above, header = lines[:-1], lines[-1]
    for line in above:
        if line and line[0] in cover:
            line[1] = shown(cover[line[0]])
    for record in records:
        assert set(record) <= set(header)
        above_cell = (record.get(label, "") for label in header)
        lines.append([";".join(a) if isinstance(a, tuple) else shown(a) for a in above_cell])
    with filled.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)


def fill_workbook(blank: Path, filled: Path, cover: Answers, records: Sequence[Answers]) -> None:
    workbook = load_workbook(blank)
    entries = {row[0].value: row[1] for row in workbook["Cover"].iter_rows()}
    for label, answer in cover.items():
        entries[label].value = answer
    sheet = workbook["Records"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for row, record in enumerate(records, start=3):
        for label, answer in record.items():
            if isinstance(answer, tuple):
                for each in answer:
                    sheet.cell(row, columns[f"{label}: {each}"], "x")
            else:
                cell = sheet.cell(row, columns[label], answer)
                cell.number_format = sheet.column_dimensions[cell.column_letter].number_format
    workbook.save(filled)


def fill_document(
    blank: Path,
    filled: Path,
    cover: Answers,
    records: Sequence[Answers],
    *,
    joined: bool = False,
    typed: bool = False,
) -> None:
    """Copies the form's table for the second young person and every further one; `joined` as Word
    does it where one table is pasted right below another.  `typed` writes over the boxes."""
    with ZipFile(blank) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    cover_table, form = root.iter(qn("w:tbl"))
    forms = [form, *(copy.deepcopy(form) for _ in records[1:])]
    for before, after in pairwise(forms):
        # Word keeps two tables apart by a paragraph between them.
        gap = etree.Element(qn("w:p"))
        before.addnext(gap)
        gap.addnext(after)
    _fill_table(cover_table, cover)
    for table, record in zip(forms, records, strict=False):
        _fill_table(table, record, typed)
    if joined:
        for table in forms[1:]:
            form.extend(table.findall(qn("w:tr")))
            table.getparent().remove(table)
    for number, name in enumerate(root.iter(qn("w:id")), start=1):
        name.set(qn("w:val"), str(number))
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    with ZipFile(filled, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def _fill_table(table: etree._Element, answers: Answers, typed: bool = False) -> None:
    rows = {}
    for row in table.iter(qn("w:tr")):
        cells = row.findall(qn("w:tc"))
        if len(cells) == 2:
            rows["".join(cells[0].itertext())] = cells[1]
    for label, answer in answers.items():
        controls = list(rows[label].iter(qn("w:sdt")))
        boxes = {
            _label_of(each): each
            for each in controls
            if each.find(f".//{qn('w14:checkbox')}") is not None
        }
        if not boxes:
            _write(controls[0], shown(answer))
            continue
        for each in answer if isinstance(answer, tuple) else (str(answer),):
            if typed:
                _type_over(boxes[each])
            else:
                _tick(boxes[each])


def _write(control: etree._Element, text: str) -> None:
    about = control.find(qn("w:sdtPr"))
    about.remove(about.find(qn("w:showingPlcHdr")))
    (run,) = control.iter(qn("w:r"))
    run.remove(run.find(qn("w:rPr")))
    run.find(qn("w:t")).text = text


def _label_of(box: etree._Element) -> str:
    return re.sub(r"^\W ", "", "".join(box.getparent().itertext()))


def _tick(box: etree._Element) -> None:
    box.find(f".//{qn('w14:checked')}").set(qn("w14:val"), "1")
    box.find(f".//{qn('w:t')}").text = TICKED


def _type_over(box: etree._Element) -> None:
    (run,) = box.iter(qn("w:r"))
    run.find(qn("w:t")).text = TYPED_TICK
    box.getparent().replace(box, run)
