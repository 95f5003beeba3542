"""What the blank forms say to those who fill them in: titles, guidance, prompts, refusals."""

from dataclasses import dataclass

from schemas.codebook import NONE, NOT_KNOWN, Codebook, Question

CONFIDENTIAL = "Confidential once filled in. Send it only by a secure way."
NOT_STORED = "never stored"
ADVICE_NOT_STORED = (
    "What is written here is never stored: it is counted and dropped. Name nobody, and write "
    "nothing that has to be kept."
)


def title(codebook: Codebook) -> str:
    """The title of a form; one that asks for the type of exploitation is of all types."""
    asked = any(question.name == "exploitation_type" for question in codebook.questions)
    return f"Monitoring return: children at risk of {'' if asked else 'sexual '}exploitation"


@dataclass(frozen=True)
class Guidance:
    """A heading and the sentences under it."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """What is said when an answer is about to be given, and when one is refused."""

    prompt: str
    refusal: str


def advice(question: Question, codebook: Codebook) -> Advice:
    """What stands beside the answers to `question`."""
    match question.kind:
        case "identifier":
            return Advice(
                "Your own reference for the young person. Never a name, an NHS number, a postcode, "
                "a phone number or an e-mail address.",
                "",
            )
        case "area":
            return Advice(
                "Only where it is not the area on the cover.",
                "This is not in the list of areas. Keep it only if it is a council's code or the "
                "former name of a council.",
            )
        case "district":
            return Advice(
                "The name as it stands in the board's list of your districts or divisions.",
                "This is not in the board's list.",
            )
        case "date":
            return _date_advice(question)
        case "number":
            range_ = f"A whole number from {question.least} to {question.most}"
            return Advice(
                f"{range_}. If your agency does not know it, write: not known.",
                f"Write {range_[0].lower()}{range_[1:]}, or: not known.",
            )
        case "one":
            return Advice(
                _with_condition("Choose one answer from the list.", question, codebook),
                "Choose an answer from the list, or leave the cell blank. The sheet Codes has all "
                "answers.",
            )
        case "several":
            return Advice(
                "Put an x under each answer that applies. Leave the others blank.",
                "Put an x, or leave the cell blank.",
            )
        case "text":
            return Advice(ADVICE_NOT_STORED, "")


def _date_advice(question: Question) -> Advice:
    if question.not_known_is_blank:
        return Advice(
            "Day first, such as 31/12/2010. Leave it blank while you work with the young person.",
            "Write a date, day first, such as 31/12/2010, or leave the cell blank.",
        )
    month = " If you have no more than the month, write 12/2010." if question.month_enough else ""
    return Advice(
        f"Day first, such as 31/12/2010.{month} If your agency does not know it, write: not known.",
        "Write a date that is not in the future, day first, such as 31/12/2010, or: not known.",
    )


def _with_condition(sentence: str, question: Question, codebook: Codebook) -> str:
    condition = condition_sentence(question, codebook)
    return f"{sentence} {condition}" if condition else sentence


def condition_sentence(question: Question, codebook: Codebook) -> str:
    """Where a question is to be answered only if another was answered so; blank for others."""
    if question.only_where is None:
        return ""
    other = codebook.question(question.only_where.question)
    answer = other.option(question.only_where.is_).label
    return f"Only where the answer to ‘{other.label}’ is ‘{answer}’."


def guidance_of_workbook(codebook: Codebook, last_row: int) -> tuple[Guidance, ...]:
    """How to fill in the workbook; records are checked down to `last_row`."""
    return (
        Guidance(
            "What to send",
            (
                "Fill in the sheet Cover. Then fill in the sheet Records: one row for each young "
                "person with whom your agency was working on the return date.",
                "If your agency was working with nobody on that day, fill in the sheet Cover, "
                "leave the sheet Records empty and send the workbook. Without it your last return "
                "would go on counting.",
                f"The sheet Records has lists and checks down to row {last_row}. Use a new "
                "workbook for each return date.",
                "Do not change the headings of the sheet Records, and add no column.",
            ),
        ),
        Guidance("Who the young person is", _about_identifiers(codebook)),
        Guidance(
            "How to answer",
            (
                "Choose an answer from the list in the cell. The sheet Codes has all answers.",
                "Where several answers may be given, each answer has a column: put an x in each "
                "that applies and leave the others blank.",
                "Write dates day first, such as 31/12/2010. Of a date of birth the month and the "
                "year are enough, such as 12/2010.",
                *_about_districts(codebook),
                *_about_episodes(codebook),
                *_about_single_answers(codebook),
                *_about_conditions(codebook),
            ),
        ),
        Guidance("What is not known, and what is left blank", _about_not_known(codebook)),
        Guidance("What is not kept", _about_text(codebook)),
    )


def guidance_of_document(codebook: Codebook) -> tuple[str, ...]:
    """The same for the Word form, in a few sentences."""
    return (
        "Fill in the cover, and the form below it for one young person with whom your agency was "
        "working on the return date. For each further young person save a copy of this file, or "
        "copy the whole table of the form to the end of the file and fill in the copy.",
        "If your agency was working with nobody on that day, fill in the cover only and send the "
        "file. Without it your last return would go on counting.",
        "Tick one box a question; where the line above a question says so, tick all that apply. "
        "Click a box to tick it; where a click does nothing, delete all boxes and answers of the "
        "question and write the answers that apply, one a line. Write nothing over or beside a "
        "box.",
        _about_identifiers(codebook)[0],
        *_about_districts(codebook),
        *_about_episodes(codebook),
        *_about_not_known(codebook)[:2],
        *_about_text(codebook)[:1],
    )


def _about_identifiers(codebook: Codebook) -> tuple[str, ...]:
    (identifier,) = codebook.of_kind("identifier")
    return (
        f"Under ‘{identifier.label}’ give your own reference for the young person, the same in "
        "every return. Never give a name, an NHS number, a postcode, a phone number or an e-mail "
        "address: the record would be refused.",
        "A record without a reference is refused too, because nobody could tell whether the young "
        "person is already counted.",
    )


def _about_single_answers(codebook: Codebook) -> tuple[str, ...]:
    several = codebook.of_kind("several")
    lone = (NOT_KNOWN, NONE)
    labels = [label for code in lone for label in _labels_of(code, several)]
    listed = " and ".join(f"‘{label}’" for label in labels)
    return (f"{listed} stand alone: put no other answer to the same question beside them.",)


def _about_districts(codebook: Codebook) -> tuple[str, ...]:
    return tuple(
        f"Under ‘{each.label}’ write the name as it stands in the board's list of your districts "
        "or divisions. Any other text is refused; leave it blank if you were given no list."
        for each in codebook.of_kind("district")
    )


def _about_episodes(codebook: Codebook) -> tuple[str, ...]:
    return tuple(
        f"Under ‘{each.label}’ write how many times the young person was reported missing in the "
        "12 months that end on the return date; write 0 for one who was not."
        for each in codebook.of_kind("number")
        if each.name == "missing_count"
    )


def _labels_of(code: str, questions: tuple[Question, ...]) -> tuple[str, ...]:
    """The label that most questions have for `code`, if any has it."""
    labels = [each.option(code).label for each in questions if each.has(code)]
    return (max(labels, key=labels.count),) if labels else ()


def _about_conditions(codebook: Codebook) -> tuple[str, ...]:
    return tuple(
        f"Answer ‘{question.label}’ o{condition[1:]}"
        for question in codebook.questions
        if (condition := condition_sentence(question, codebook))
    )


def _about_not_known(codebook: Codebook) -> tuple[str, ...]:
    blank = [f"‘{each.label}’" for each in codebook.questions if each.not_known_is_blank]
    return (
        "Choose ‘Not known’ where your agency does not know the answer; for an age or a date, "
        "write: not known.",
        "Leave a question blank where you give no answer. A blank counts as not provided: it is "
        "never taken for a ‘No’, and never filled in.",
        *(f"Leave {label} blank while you work with the young person." for label in blank),
    )


def _about_text(codebook: Codebook) -> tuple[str, ...]:
    dropped = (
        f"What is written under ‘{each.label}’ is never stored: it is counted and dropped. Name "
        "nobody there, and write nothing that has to be kept."
        for each in codebook.of_kind("text")
    )
    return (
        *dropped,
        "The answers are kept under your own reference, and only counts are published.",
    )
