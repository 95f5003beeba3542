"""The words for possible duplicates: what they do to the counts, and that they are left out."""

from reports.report import Report, RestrictedReport
from reports.review import CountedRange
from reports.wording import WORDS, Explained
from schemas.areas import ENGLAND

LEFT_OUT_LABEL = "Possible duplicates are left out"
LEFT_OUT = (
    f"{LEFT_OUT_LABEL}, as in the 2011 study (paragraph 3.10): of young people of an area who may "
    "be the same, only the one about whom most is known is counted."
)
NONE_FOUND = "No possible duplicates were found."


def other_total_label(report: Report) -> str:
    """The heading of the column beside the totals: the other end of the range."""
    if report.possible.left_out:
        return "Highest total, with possible duplicates"
    return "Lowest total, possible duplicates as one"


def other_total(report: RestrictedReport, code: str) -> int:
    """The other end of a place's range than the one that is counted."""
    here = report.possible.range_of(code)
    return here.most if report.possible.left_out else here.least


def headline_note(report: Report) -> str:
    """What stands below the number of young people in England."""
    england = report.possible.england
    if england is None:
        return ""
    if _doubtful(england) == 0:
        return "no possible duplicates found"
    if report.possible.left_out:
        return f"possible duplicates left out; {england.most:,} with them"
    return f"{england.least:,} if all possible duplicates are the same young people"


def summary_sentences(report: Report) -> tuple[str, ...]:
    """What the cover says of possible duplicates, and the page at its head if they are left out."""
    england = report.possible.england
    if england is None:
        return (LEFT_OUT,) if report.possible.left_out else ()
    doubtful = _doubtful(england)
    if report.possible.left_out:
        if doubtful == 0:
            return (f"{LEFT_OUT} None were found.",)
        return (
            f"{LEFT_OUT} {_left_out(report, doubtful)} left out: England has {england.least:,} "
            f"young people without them, and {england.most:,} with them.",
        )
    if doubtful == 0:
        return (NONE_FOUND,)
    to_do = (
        " The command 'lscb duplicates find' lists them, for somebody to decide."
        if report.restricted
        else ""
    )
    return (
        f"{_may_be_the_same(report, england)} in their area (possible duplicates). If all of them "
        f"are, England has {england.least:,} young people.{to_do}",
    )


def totals_sentence(report: RestrictedReport) -> str:
    """What must be known to read the column `other_total_label`."""
    england = report.possible.range_of(ENGLAND)
    doubtful = _doubtful(england)
    label = f"'{other_total_label(report)}'"
    if doubtful == 0:
        return f"{NONE_FOUND} {label} is the total again."
    if report.possible.left_out:
        return (
            f"{_left_out(report, doubtful)} left out. {label} is the number of young people if "
            "none of them is the same as another."
        )
    return (
        f"{_may_be_the_same(report, england)} in their area (possible duplicates). {label} is the "
        "number of young people if all of them are."
    )


def figures_sentences(report: Report) -> tuple[str, ...]:
    """What possible duplicates do to the figures of a table; nothing where there are none."""
    england = report.possible.england
    if england is None or (doubtful := _doubtful(england)) == 0:
        return ()
    by = f"up to {doubtful:,}" if doubtful > 1 else "1"
    if report.possible.left_out:
        return (
            f"{_left_out(report, doubtful)} left out, so a number here may be too low by {by}.",
        )
    return (f"{_may_be_the_same(report, england)}, so a number here may be too high by {by}.",)


def words(report: Report) -> tuple[Explained, ...]:
    """What the words mean that the report uses."""
    case, *others = WORDS
    if not report.restricted:
        return (case, _possible_duplicate(report), *others)
    return (case, _possible_duplicate(report), _other_total(report), *others)


def _doubtful(england: CountedRange) -> int:
    """How many young people fewer there are if all possible duplicates are the same."""
    return england.most - england.least


def _may_be_the_same(report: Report, england: CountedRange) -> str:
    doubtful = _doubtful(england)
    others = "another" if doubtful == 1 else "others"
    return (
        f"{_number(report, doubtful)} of the {england.most:,} young people may be the same as "
        f"{others} counted"
    )


def _left_out(report: Report, doubtful: int) -> str:
    if doubtful == 1:
        return "1 possible duplicate is"
    return f"{_number(report, doubtful)} possible duplicates are"


def _number(report: Report, doubtful: int) -> str:
    """A small number is not published, so that a published one is the most that there can be."""
    return f"{doubtful:,}" if report.restricted else f"Up to {doubtful:,}"


def _possible_duplicate(report: Report) -> Explained:
    return Explained(
        "Possible duplicate",
        "A young person who may be the same as another of the area, though it is not sure: their "
        f"records make it at least {report.possible.threshold:.0%} likely, and nobody has decided "
        "it. Whom the records do not give away is not among them.",
    )


def _other_total(report: Report) -> Explained:
    if report.possible.left_out:
        meaning = "The number of young people if each possible duplicate is a young person apart."
    else:
        meaning = "The number of young people if every possible duplicate is the same as another."
    return Explained(
        other_total_label(report),
        f"{meaning} Two identifiers that one agency gave are never taken for one young person.",
    )
