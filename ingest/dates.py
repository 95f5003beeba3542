"""The text of a date, day first.

Numbers alone are day, month, year (or year, month, day where four digits lead); a year of two
digits is read as Excel reads it; five digits from 10000 to 59999 are Excel's number of a day; eight
digits are 20101231 or 31122010, which never mean two days.  A day of the week before a date and a
time after it are dropped; the date is the one written, whatever time zone follows.
"""

import re
from datetime import date, timedelta

from schemas.text import folded

_MONTH_NAMES = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
    "aug august", "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_EARLIEST_YEAR = 1900
_FIRST_YEAR_OF_THE_1900S = 30
_DAY_ZERO = date(1899, 12, 30)
_LONGEST = 60

# What nearly all dates look like, before anything is folded.
_PLAIN_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00:00)?")
_PLAIN_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:[.,] ?| )(?:the )?"
)
_TIME = re.compile(
    r"(?:,? (?:at )?|t)\d{1,2}"
    r"(?::\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)"
    r"(?: ?(?:z|utc|gmt|bst|[+-]\d\d:?\d\d))?$"
)
_BETWEEN = r" ?[/.\\ -] ?"
_YEAR = r"(\d{4}|\d\d)"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})")
_THREE_NUMBERS = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}{_YEAR}")
_EIGHT_DIGITS = re.compile(r"(\d\d)(\d\d)(\d{4})")
_DAY_NUMBER = re.compile(r"([1-5]\d{4})(?:\.\d{1,15})?")
_DAY_MONTH_NAME = re.compile(
    rf"(\d{{1,2}}) ?(?:st|nd|rd|th)?(?: day)?(?: of)?[ /.,-]{{0,2}}([a-z]+)[ /.,-]{{0,2}}'?{_YEAR}"
)
_MONTH_NAME_DAY = re.compile(
    rf"([a-z]+)[ /.-]{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?(?:, ?|[ /-])'?{_YEAR}"
)
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{4}})")
_YEAR_MONTH = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}})")
_MONTH_NAME_YEAR = re.compile(r"([a-z]+)[ /.,-]{0,2}(\d{4})")
_MONTH_NAME_SHORT_YEAR = re.compile(r"([a-z]+)(?: ?(-) ?| ?(') ?| )(\d\d)")


def date_of(text: str) -> date | None:
    """The date that `text` is, in any way that is read; None if it is none, or before 1900."""
    if found := _PLAIN_ISO.fullmatch(text):
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    if found := _PLAIN_DAY_FIRST.fullmatch(text):
        return day_of(int(found[3]), int(found[2]), int(found[1]))
    plain = _bare(text)
    if numbers := _three_numbers(plain):
        first, second, year = numbers
        return day_of(year, second, first)
    if found := _YEAR_FIRST.fullmatch(plain):
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    if found := _EIGHT_DIGITS.fullmatch(plain):
        return _of_eight_digits(plain)
    if found := _DAY_MONTH_NAME.fullmatch(plain):
        return _of_named_month(found[3], found[2], found[1])
    if found := _MONTH_NAME_DAY.fullmatch(plain):
        return _of_named_month(found[3], found[1], found[2])
    if found := _DAY_NUMBER.fullmatch(plain):
        return _DAY_ZERO + timedelta(days=int(found[1]))
    return None


def month_of(text: str) -> date | None:
    """The first day of a month: 12/2010, 2010-12, Dec 2010, or, as Excel shows it, Dec-10.

    `December 10` may be a day without its year and is no month; `December 95` is one.
    """
    plain = _bare(text)
    if found := _MONTH_YEAR.fullmatch(plain):
        return day_of(int(found[2]), int(found[1]), 1)
    if found := _YEAR_MONTH.fullmatch(plain):
        return day_of(int(found[1]), int(found[2]), 1)
    if found := _MONTH_NAME_YEAR.fullmatch(plain):
        return _of_named_month(found[2], found[1], "1")
    if found := _MONTH_NAME_SHORT_YEAR.fullmatch(plain):
        is_year = found[2] or found[3] or int(found[4]) > 31
        return _of_named_month(found[4], found[1], "1") if is_year else None
    return None


def numbers_of(text: str) -> tuple[int, int, int] | None:
    """First number, second number and year of a date in numbers whose year stands last, be it a
    day that exists or not; None for any other text."""
    plain = _bare(text)
    numbers = _three_numbers(plain)
    if numbers is None and _EIGHT_DIGITS.fullmatch(plain) and not _year_leads(plain):
        numbers = (int(plain[:2]), int(plain[2:4]), int(plain[4:]))
    return numbers


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if there is none such, or it is before 1900."""
    if year < _EARLIEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _bare(text: str) -> str:
    """`text` folded, without weekday and time; nothing of a text too long to be a date."""
    plain = folded(text).strip("'.,; ")
    if len(plain) > _LONGEST:
        return ""
    if found := _TIME.search(plain):
        plain = plain[: found.start()]
    if found := _WEEKDAY.match(plain):
        plain = plain[found.end() :]
    return plain


def _three_numbers(plain: str) -> tuple[int, int, int] | None:
    found = _THREE_NUMBERS.fullmatch(plain)
    return (int(found[1]), int(found[2]), _full_year(found[3])) if found else None


def _year_leads(digits: str) -> bool:
    return day_of(int(digits[:4]), int(digits[4:6]), int(digits[6:])) is not None


def _of_eight_digits(digits: str) -> date | None:
    """20101231 or 31122010: the last four digits of the one are no year of the other."""
    if _year_leads(digits):
        return day_of(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return day_of(int(digits[4:]), int(digits[2:4]), int(digits[:2]))


def _of_named_month(year: str, month: str, day: str) -> date | None:
    return day_of(_full_year(year), _MONTHS[month], int(day)) if month in _MONTHS else None


def _full_year(year: str) -> int:
    """A year of two digits as Excel reads it: 00 to 29 are 2000s, 30 to 99 are 1900s."""
    number = int(year)
    if len(year) > 2:
        return number
    return number + (1900 if number >= _FIRST_YEAR_OF_THE_1900S else 2000)
