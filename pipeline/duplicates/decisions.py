"""What people decided: whether two young people of an area are one."""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec

Verdict = Literal["same", "not_same", "unsure"]

VERDICT_WORDS: dict[Verdict, str] = {
    "same": "same",
    "not_same": "not the same",
    "unsure": "unsure",
}
"""As people write them."""


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Whom an agency means: its name as it is shown, and the normalised identifier."""

    agency: str
    identifier: str


class SeenProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells the young people of one agency apart to whom it gives one identifier; `born` is
    the first day of the month of birth."""

    gender: str | None
    born: date | None
    age: int | None


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The records of one key as they were when it was decided.

    `digest` is that of the answers that say who it is (blank where they were not looked at);
    `profile` says who is meant where the key stood for several young people, or the agency numbers
    for itself, so that next month's may be somebody else; it is None for any other key.
    """

    key: Key
    digest: str = ""
    profile: SeenProfile | None = None


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One and the other young person, each as the keys of their records, that of the primary first.

    `number` counts the store's decisions from 1; `area` is the code of the place where they
    counted; `day` is the day on which it was decided, as the person says.
    """

    number: int
    area: str
    one: tuple[Seen, ...]
    other: tuple[Seen, ...]
    verdict: Verdict
    who: str
    day: date
    why: str = ""

    @property
    def keys(self) -> frozenset[Key]:
        """All keys of both."""
        return frozenset(seen.key for seen in (*self.one, *self.other))


class TakenBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """That the decision of this number no longer holds."""

    number: int
    who: str
    day: date
    why: str = ""


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was decided at once, sealed as one file.  `decided_at` is when it came into the store;
    `seal` the hash of the seal of the batch before and of all but itself."""

    decided_at: Annotated[datetime, msgspec.Meta(tz=True)]
    decisions: tuple[Decision, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    program_version: str
    seal: str = ""


DecisionState = Literal["applied", "stale", "unused", "unclear", "unsure"]
"""How a decision stands on a day.

applied  it holds;
stale    it holds, but the records have changed since it was decided;
unused   one of the two, or both, are not among the records counted that day;
unclear  it holds for nobody: it can't be told who is meant, as a key now stands for several young
         people, or it can't hold beside what else people decided;
unsure   nobody decided.
"""


class DecisionUse(msgspec.Struct, frozen=True):
    """A decision and how it stands on the day of a snapshot."""

    decision: Decision
    state: DecisionState


def seen_text(seen: tuple[Seen, ...]) -> str:
    """One side of a pair as one line of text, which `seen_from` reads back."""
    return msgspec.json.encode(seen).decode()


def seen_from(text: str) -> tuple[Seen, ...]:
    """What `seen_text` wrote.  Raises ValueError for any other text; its message has no value of
    it."""
    try:
        seen = msgspec.json.decode(text, type=tuple[Seen, ...])
    except (msgspec.DecodeError, UnicodeError):
        raise ValueError("this is no text of records that were seen") from None
    if not seen or not all(each.key.agency and each.key.identifier for each in seen):
        raise ValueError("this text of records that were seen names nobody")
    return seen
