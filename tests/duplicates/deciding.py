"""Decisions for tests, in few words: `same("York Police 1", "York Social Care 2")`."""

from datetime import date

from pipeline.duplicates.decisions import Decision, Key, Seen, SeenProfile, Verdict

YORK = "E06000014"
DAY = date(2011, 6, 6)

Side = str | tuple[str | Seen, ...] | Seen


def seen(text: str, profile: SeenProfile | None = None) -> Seen:
    """An agency and the identifier, which stands last."""
    agency, _, identifier = text.rpartition(" ")
    return Seen(Key(agency, identifier), profile=profile)


def side(given: Side) -> tuple[Seen, ...]:
    """One young person: `York Police 1`, or several such."""
    several = given if isinstance(given, tuple) else (given,)
    return tuple(seen(each) if isinstance(each, str) else each for each in several)


def decided(verdict: Verdict, one: Side, other: Side, number: int = 0) -> Decision:
    """By A Jones on 6 June 2011, in York."""
    return Decision(
        number=number,
        area=YORK,
        one=side(one),
        other=side(other),
        verdict=verdict,
        who="A Jones",
        day=DAY,
    )


def same(one: Side, other: Side, number: int = 0) -> Decision:
    return decided("same", one, other, number)


def not_same(one: Side, other: Side, number: int = 0) -> Decision:
    return decided("not_same", one, other, number)


def unsure(one: Side, other: Side, number: int = 0) -> Decision:
    return decided("unsure", one, other, number)
