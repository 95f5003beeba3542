"""The lists and checks behind the cells of the workbook form."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.form_wording import Advice, advice
from schemas.codebook import Codebook, Question

_EARLIEST = "DATE(1900,1,1)"
_LATEST = "DATE(2099,12,31)"
_NOT_IN_LIST = "Not in the list"


@dataclass(frozen=True)
class Lists:
    """Where the workbook's lists stand; `answers` by the question's name."""

    answers: Mapping[str, str]
    areas: str
    agency_types: str
    tick: str


def add_cover_checks(sheet: Worksheet, rows: Mapping[str, int], lists: Lists) -> None:
    """Lists and checks on the cover; `rows` has the row of each field, whose entry is in B."""
    types = DataValidation(type="list", formula1=lists.agency_types, allow_blank=True)
    _say(types, Advice("Choose one from the list.", "Choose one from the list."), "Type of agency")
    types.add(f"B{rows['agency_type']}")
    areas = _area_check(
        lists,
        Advice(
            "Choose the area from the list.",
            "This is not in the list of areas. Keep it only if it is a council's code or the "
            "former name of a council.",
        ),
        "Area",
    )
    areas.add(f"B{rows['area']}")
    day = DataValidation(
        type="date", operator="between", formula1=_EARLIEST, formula2="TODAY()", allow_blank=True
    )
    refusal = "Write a date that is not in the future, day first, such as 31/12/2010."
    _say(day, Advice("Day first, such as 31/12/2010.", refusal), "Return date")
    day.add(f"B{rows['return_date']}")
    for check in (types, areas, day):
        sheet.add_data_validation(check)


def add_record_checks(
    sheet: Worksheet, question: Question, codebook: Codebook, lists: Lists, cells: str
) -> None:
    """What may be written into `cells` of the sheet Records, the answers to `question`."""
    first = cells.partition(":")[0]
    said = advice(question, codebook)
    match question.kind:
        case "one":
            check = DataValidation(type="list", formula1=lists.answers[question.name])
        case "several":
            check = DataValidation(type="list", formula1=lists.tick)
        case "area":
            check = _area_check(lists, said, question.label)
        case "number":
            check = DataValidation(type="custom", formula1=_whole_number(question, first))
        case "date" if question.not_known_is_blank:
            check = DataValidation(
                type="date", operator="between", formula1=_EARLIEST, formula2=_LATEST
            )
        case "date":
            check = DataValidation(type="custom", formula1=_past_date(first))
        case _:
            check = DataValidation()
    check.allow_blank = True
    _say(check, said, question.label)
    for part in cells.split():
        check.add(part)
    sheet.add_data_validation(check)


def _area_check(lists: Lists, said: Advice, title: str) -> DataValidation:
    """A list that lets other names through: an area may be given by a code or a former name."""
    check = DataValidation(type="list", formula1=lists.areas, errorStyle="warning")
    check.allow_blank = True
    _say(check, said, title)
    return check


def _whole_number(question: Question, cell: str) -> str:
    """Excel's own check of whole numbers would refuse the words."""
    within = f"AND({cell}>={question.least},{cell}<={question.most},{cell}=INT({cell}))"
    return _or_not_known(within, cell)


def _past_date(cell: str) -> str:
    return _or_not_known(f"AND({cell}>={_EARLIEST},{cell}<=TODAY())", cell)


def _or_not_known(check: str, cell: str) -> str:
    return f'IF(ISNUMBER({cell}),{check},TRIM({cell})="not known")'


def _say(check: DataValidation, said: Advice, title: str) -> None:
    """Excel shows 32 letters of a title and 255 of a text."""
    check.showInputMessage = True
    check.promptTitle, check.prompt = title[:32], said.prompt
    if said.refusal:
        check.showErrorMessage = True
        check.errorTitle, check.error = (
            _NOT_IN_LIST if check.type == "list" else title[:32],
            (said.refusal),
        )
