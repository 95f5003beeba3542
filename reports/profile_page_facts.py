"""The first page of a profile: plain sentences with their numbers, what changed, what is not
known, and what was not asked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from reports.figures import HIDDEN
from reports.profile_shown import (
    At,
    RestrictedProfile,
    ShownFigure,
    ShownKnown,
    ShownProfile,
    ShownTable,
)
from reports.profile_tables import FirstPage, PeriodName, ProfileRow
from reports.profile_wording import (
    NO_DAY,
    no_such_question,
    nothing_more,
    number_of,
    percent,
    shown,
)
from schemas.codebook_reading import load_codebook
from schemas.text import plural

MOST_FACTS = 10
_MOST_CHANGES = 3
_LEAST_CHANGE = 5
"""Of fewer referrals more or fewer nothing is said on the first page."""
_WELL_KNOWN = 75
_MOST_NOT_KNOWN = 5
_NOTHING = frozenset({"no", "none", "none_required", "not_missing"})
"""Answers of which more or fewer tells a board little."""


@dataclass(frozen=True)
class Fact:
    """A sentence in parts, of which those that are numbers stand large; below it how many it is
    of, and the same figure before and elsewhere."""

    parts: tuple[tuple[str, bool], ...]
    beside: str


@dataclass(frozen=True)
class Change:
    """An answer that got more or fewer: what it is of, and how many now and before."""

    label: str
    now: str
    before: str
    by: str


@dataclass(frozen=True)
class FirstPageOf:
    """What stands on the first page."""

    facts: tuple[Fact, ...]
    more: tuple[Change, ...]
    fewer: tuple[Change, ...]
    not_known: tuple[str, ...]
    not_asked: str


def first_page(profile: ShownProfile) -> FirstPageOf:
    changes = sorted(_changes(profile), key=lambda each: -abs(each[0]))
    return FirstPageOf(
        facts=_facts(profile),
        more=tuple(each for by, each in changes if by > 0)[:_MOST_CHANGES],
        fewer=tuple(each for by, each in changes if by < 0)[:_MOST_CHANGES],
        not_known=tuple(_not_known(profile)),
        not_asked=_not_asked(profile),
    )


# -- sentences -------------------------------------------------------------------------------


def _facts(profile: ShownProfile) -> tuple[Fact, ...]:
    """As many as there is room for, in their order: of each part the first, then the others."""
    of_referrals = tuple(_referral_facts(profile))
    found = list(_table_facts(profile))
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for n, (part, _) in enumerate(found):
        turns.append((seen[part], n))
        seen[part] += 1
    kept = {n for _, n in sorted(turns)[: MOST_FACTS - len(of_referrals)]}
    return (*of_referrals, *(fact for n, (_, fact) in enumerate(found) if n in kept))


def _referral_facts(profile: ShownProfile) -> Iterator[Fact]:
    of = profile.referrals[profile.lead.key, "last"]
    before = profile.referrals[profile.lead.key, "before"]
    if of.referrals == HIDDEN:
        return
    parts: list[tuple[str, bool]] = [
        (shown(of.referrals), True),
        ("referral" if of.referrals == "1" else "referrals", False),
    ]
    if of.young_people != HIDDEN:
        people = "young person" if of.young_people == "1" else "young people"
        parts += [("of", False), (shown(of.young_people), True), (people, False)]
    yield Fact(tuple(parts), _referrals_before(profile))
    if HIDDEN not in (of.more_than_once, of.share_more_than_once) and of.more_than_once != "0":
        were = "young person was" if of.more_than_once == "1" else "young people were"
        theirs = of.share_their_referrals
        made = f"Their referrals are {percent(theirs)} of all." if theirs != HIDDEN else ""
        then = before.more_than_once
        earlier = f"The six months before: {shown(then)}." if then != HIDDEN else ""
        yield Fact(
            (
                (shown(of.more_than_once), True),
                (f"{were} referred more than once,", False),
                (percent(of.share_more_than_once), True),
                ("of all who were referred", False),
            ),
            " ".join(filter(None, (made, earlier))),
        )


def _referrals_before(profile: ShownProfile) -> str:
    now, then = (
        profile.referrals[profile.lead.key, period].referrals for period in ("last", "before")
    )
    before, last = number_of(then), number_of(now)
    if before is None or last is None:
        return "" if before is None else f"The six months before: {before:,}."
    if before == last:
        return f"As many as in the six months before ({before:,})."
    more = f"{abs(last - before):,} {'more' if last > before else 'fewer'}"
    return f"That is {more} than in the six months before ({before:,})."


def _table_facts(profile: ShownProfile) -> Iterator[tuple[str, Fact]]:
    """Each with the part of its table."""
    at: At = (profile.lead.key, "last")
    for table in profile.tables:
        known = table.known_at(at)
        for sentence in table.first_page:
            figure = table.figure(sentence.row, at)
            if HIDDEN in (figure.cases, figure.percent, known.base, known.counted):
                continue
            if figure.percent and figure.cases != "0":
                parts = tuple(_parts(sentence, table, at))
                yield table.part, Fact(parts, _beside(sentence, table, profile))


def _parts(sentence: FirstPage, table: ShownTable, at: At) -> Iterator[tuple[str, bool]]:
    figure, known = table.figure(sentence.row, at), table.known_at(at)
    words = {
        "cases": shown(figure.cases),
        "base": shown(known.base),
        "percent": figure.percent,
        "of_all": shown(figure.of_all),
        "counted": shown(known.counted),
    }
    texts = list(Formatter().parse(sentence.text))
    for n, (text, word, _, _) in enumerate(texts):
        follows_percent = n > 0 and texts[n - 1][1] in ("percent", "of_all")
        plain = (text.removeprefix("%") if follows_percent else text).strip()
        if plain:
            yield plain, False
        if word is not None:
            sign = n + 1 < len(texts) and texts[n + 1][0].startswith("%")
            yield f"{words[word]}{'%' if sign else ''}", True


def _beside(sentence: FirstPage, table: ShownTable, profile: ShownProfile) -> str:
    """Of how many it is known, and the same share before and elsewhere."""
    known = table.known_at((profile.lead.key, "last"))
    base, counted = number_of(known.base), _concerned(known)
    assert base is not None
    if counted is None:
        of = f"Known of {base:,}."
    elif base == counted:
        of = f"Known of all {counted:,}."
    else:
        of = f"Known of {'only ' if 2 * base < counted else ''}{base:,} of {counted:,}."
    shares = [("six months before", _share(table, sentence.row, (profile.lead.key, "before")))]
    shares += [
        (each.name, _share(table, sentence.row, (each.key, "last")))
        for each in profile.beside
        if each not in nothing_more(profile)
    ]
    elsewhere = ", ".join(f"{name} {share}" for name, share in shares if share)
    return f"{of} {elsewhere[0].upper()}{elsewhere[1:]}." if elsewhere else of


def _concerned(known: ShownKnown) -> int | None:
    """Of how many it could be known: not of those outside; None where that is not shown."""
    parts = [number_of(each) for each in (known.base, known.not_known, known.not_provided) if each]
    return None if None in parts else sum(each or 0 for each in parts)


def _share(table: ShownTable, row: str, at: At) -> str:
    figure = table.figure(row, at)
    return "" if figure.percent in ("", HIDDEN) else f"{figure.percent}%"


# -- what changed ----------------------------------------------------------------------------


def _changes(profile: ShownProfile) -> Iterator[tuple[int, Change]]:
    """The greatest change of each table, in referrals."""
    for table in _one_a_question(profile):
        found = [
            change for row in table.rows if (change := _change(table, row, profile)) is not None
        ]
        if found:
            yield max(found, key=lambda each: abs(each[0]))


def _one_a_question(profile: ShownProfile) -> Iterator[ShownTable]:
    """The tables, of a question that has several the first alone."""
    seen: set[str] = set()
    for table in profile.tables:
        if table.question not in seen:
            seen.add(table.question)
            yield table


def _change(table: ShownTable, row: ProfileRow, profile: ShownProfile) -> tuple[int, Change] | None:
    if row.sum_of or row.code in _NOTHING or not _is_comparable(table, profile):
        return None
    now, then = (_cases(table, row, profile, period) for period in ("last", "before"))
    before, last = number_of(then.cases), number_of(now.cases)
    if before is None or last is None or abs(last - before) < _LEAST_CHANGE:
        return None
    by = last - before
    label = f"{table.title}: {row.label}"
    return by, Change(label, f"{last:,}", f"{before:,}", f"{'+' if by > 0 else '−'}{abs(by):,}")


def _cases(
    table: ShownTable, row: ProfileRow, profile: ShownProfile, period: PeriodName
) -> ShownFigure:
    return table.figure(row.code, (profile.lead.key, period))


def _is_of_every_form(table: ShownTable) -> bool:
    return table.versions in ((), load_codebook().form_versions)


def _is_comparable(table: ShownTable, profile: ShownProfile) -> bool:
    """Whether it was asked of all, or of those concerned, and is known of enough in both periods:
    more returns on a form that asks it would look like more of those who gave the answer."""
    for period in ("last", "before"):
        known = table.known_at((profile.lead.key, period))
        base, counted = number_of(known.base), number_of(known.counted)
        outside = sum(number_of(each) or 0 for each in (known.outside, known.not_asked))
        # Published are outside and not asked as one.
        if not _is_of_every_form(table) and (known.not_asked or known.outside) != "0":
            return False
        if base is None or counted is None or 2 * base < counted - outside or not base:
            return False
    return True


# -- what is not known -----------------------------------------------------------------------


def _not_known(profile: ShownProfile) -> Iterator[str]:
    of = profile.referrals[profile.lead.key, "last"]
    if of.referrals == "0":
        yield "Nobody was referred in the last six months."
        return
    found = []
    for table in _one_a_question(profile):
        known = table.known_at((profile.lead.key, "last"))
        base, counted = number_of(known.base), number_of(known.counted)
        if base is None or counted is None or known.no_such_question:
            continue
        asked = counted - sum(number_of(each) or 0 for each in (known.outside, known.not_asked))
        if HIDDEN not in (known.outside, known.not_asked) and 100 * base < _WELL_KNOWN * asked:
            found.append((base / asked, f"{table.title}: known of {base:,} of {asked:,}."))
    yield from (each for _, each in sorted(found)[:_MOST_NOT_KNOWN])
    if len(found) > _MOST_NOT_KNOWN:
        others = plural(len(found) - _MOST_NOT_KNOWN, "other question")
        yield f"Less than {_WELL_KNOWN}% is known of {others} too: see the tables."
    if not found:
        yield f"Every answer shown here is known of at least {_WELL_KNOWN}% of those asked about."
    undated = number_of(of.undated)
    if undated:
        people = "1 young person was" if undated == 1 else f"{undated:,} young people were"
        yield f"{people} {NO_DAY}."
    if isinstance(profile, RestrictedProfile) and profile.refused_rows:
        rows = plural(profile.refused_rows, "row")
        yield f"{rows} of the returns were refused and not counted: have them mended."


def _not_asked(profile: ShownProfile) -> str:
    at: At = (profile.lead.key, "last")
    tables = [each for each in profile.tables if each.known_at(at).no_such_question]
    if not tables:
        return ""
    sentence = no_such_question(tables[0].known_at(at))
    titles = "; ".join(_lower(each.title) for each in tables)
    return sentence.replace("no such question.", f"no question on: {titles}.")


def _lower(title: str) -> str:
    """The title within a sentence, unless its first word is a name or an abbreviation."""
    first = title.split(" ", maxsplit=1)[0]
    return title if first.isupper() or first in ("National", "Continuum") else _first_small(title)


def _first_small(title: str) -> str:
    return title[0].lower() + title[1:]
