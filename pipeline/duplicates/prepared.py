"""Young people as the linkage model compares them: answers as numbers, not known as missing."""

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from pipeline.duplicates.outcomes import GROUP_SUFFIX
from schemas.codebook import SEPARATOR, Codebook, Option, Question
from schemas.linkage import Linkage, Rule

UNITS = "linkage_units"
_GIVEN = "linkage_given"
_BARE = "linkage_answers"

_PLACES = "linkage_places"
_COMMON = "linkage_common_{date}"

# Areas with their numbers and how many young people each has.
_NUMBERED_PLACES = f"""
create table {_PLACES} as
select area, row_number() over (order by area)::integer as place_no, people
from (select place::varchar as area, count(*) as people from {_GIVEN} group by 1)
"""

# The dates that so many of an area share that they tell nobody apart.
_COMMON_DATES = f"""
create table {_COMMON} as
select area, day from (
  select place::varchar as area, {{date}} as day, count(*) as times from {_GIVEN} group by all
) join {_PLACES} using (area)
where day is not null and times > greatest({{most}}, {{share}} * people)
"""

_PREPARED = """
create table {bare} as
select unit::bigint as unique_id, place::varchar as place, place_no,
  list_min(agencies) as agency, if(len(agencies) > 1, list_sort(agencies), null) as agencies,
  identifier::varchar as identifier,
  if(len({identifiers}) > 1, {identifiers}, null) as identifiers,
  not ({own} or (length(identifier) < 4 and regexp_full_match(identifier, '[0-9]+'))) as speaks,
  ({digits_used})::usmallint as digits_used,
  case when length(regexp_replace(identifier, '[^0-9]', '', 'g')) >= 3
    then regexp_replace(identifier, '[^0-9]', '', 'g') end as digits,
  case when length(identifier) >= 4
    then array_to_string(list_sort(string_split(identifier, '')), '') end as sorted,
  case when length(identifier) >= 4 then identifier[:-3] end as start,
  {answers}
from {given} join {places} as places on places.area = {given}.place::varchar {joins}
"""

# Keys that put together at least two and not too many: next to none of all keys.
_BLOCK = """
select {key} as key from {bare} where {known}
group by 1 having count(*) between 2 and {most}
"""


def prepare(
    connection: duckdb.DuckDBPyConnection,
    units: pa.Table,
    codebook: Codebook,
    linkage: Linkage,
    rules: tuple[Rule, ...],
    *,
    across: bool,
) -> None:
    """Makes the table `linkage_units`, one row a young person: `unique_id`, `place`, what the
    comparisons read, and `block_0`, `block_1`, ... by rule: equal numbers make a pair to look at;
    null where a key is missing or the rule brings too many together."""
    named = set(units.column_names)
    connection.register(_GIVEN, units)
    connection.execute(_NUMBERED_PLACES)
    dates = _dates(codebook, linkage)
    for date in dates:
        connection.execute(
            _COMMON_DATES.format(
                date=date, most=linkage.common_date_most, share=linkage.common_date_share
            )
        )
    connection.execute(
        _PREPARED.format(
            bare=_BARE,
            given=_GIVEN,
            places=_PLACES,
            identifiers="identifiers" if "identifiers" in named else "[identifier]",
            digits_used=" + ".join(
                f"if(contains(identifier, '{digit}'), {1 << digit}, 0)" for digit in range(10)
            ),
            own="coalesce(own_numbering, false)" if "own_numbering" in named else "false",
            answers=", ".join(_answers(codebook, linkage)),
            joins=" ".join(
                f"left join {_COMMON.format(date=date)} as common_{date}"
                f" on common_{date}.area = places.area and common_{date}.day = {date}"
                for date in dates
            ),
        )
    )
    connection.unregister(_GIVEN)
    for table in (_PLACES, *(_COMMON.format(date=date) for date in dates)):
        connection.execute(f"drop table {table}")
    _add_blocks(connection, linkage, rules, across=across)


def _add_blocks(
    connection: duckdb.DuckDBPyConnection,
    linkage: Linkage,
    rules: tuple[Rule, ...],
    *,
    across: bool,
) -> None:
    places = () if across else ("place_no",)
    columns, joins = "", ""
    for n, rule in enumerate(rules):
        known = " and ".join(f"{_BARE}.{key} is not null" for key in rule.keys)
        key = f"hash({', '.join(f'{_BARE}.{key}' for key in (*places, *rule.keys))})"
        block = _BLOCK.format(key=key, bare=_BARE, known=known, most=linkage.most)
        columns += f", block_{n}.key as block_{n}"
        joins += f" left join ({block}) as block_{n} on block_{n}.key = if({known}, {key}, null)"
    connection.execute(f"create table {UNITS} as select {_BARE}.*{columns} from {_BARE}{joins}")
    connection.execute(f"drop table {_BARE}")


def _dates(codebook: Codebook, linkage: Linkage) -> list[str]:
    """The dates of which the day is compared."""
    questions = (codebook.question(name) for name in linkage.questions)
    return [each.name for each in questions if each.kind == "date" and not each.month_enough]


def _answers(codebook: Codebook, linkage: Linkage) -> Iterator[str]:
    for name in linkage.questions:
        question = codebook.question(name)
        match question.kind:
            case "date" if question.month_enough:
                yield f"(year({name}) * 12 + month({name}) - 1)::integer as {name}"
            case "date":
                day = f"{name} - date '1970-01-01'"
                yield f"if(common_{name}.day is null, {day}, null)::integer as {name}"
            case "number":
                yield f"{name}::integer as {name}"
            case "several":
                yield f"{_as_bits(question)} as {name}"
            case _:
                codes = [option.code for option in question.answers]
                fine = {code: code for code in codes if not _is_group(code, question)}
                yield f"{_as_number(name, fine)} as {name}"
    grouped = (each for each in linkage.comparisons if each.kind == "group")
    for name in dict.fromkeys(name for each in grouped for name in each.questions):
        groups = {option.code: option.group for option in codebook.question(name).answers}
        yield f"{_as_number(name, groups)} as {name}{GROUP_SUFFIX}"


def _is_group(code: str, question: Question) -> bool:
    """Whether an answer is only the main group of finer ones."""
    return any(option.group == code and option.code != code for option in question.options)


def _as_number(name: str, codes: dict[str, str]) -> str:
    """SQL for the number of an answer's meaning; null for all others."""
    order = list(dict.fromkeys(codes.values()))
    cases = " ".join(f"when '{code}' then {order.index(to)}" for code, to in codes.items())
    return f"(case {name}::varchar {cases} end)::utinyint"


def _as_bits(question: Question) -> str:
    """SQL for the answers of a several-answer question as a number with a bit for each."""
    text = f"'{SEPARATOR}' || {question.name}::varchar || '{SEPARATOR}'"

    def bit(n: int, option: Option) -> str:
        return f"if(contains({text}, '{SEPARATOR}{option.code}{SEPARATOR}'), {1 << n}, 0)"

    bits = " + ".join(bit(n, option) for n, option in enumerate(question.answers))
    return f"nullif(({bits})::uinteger, 0)"
