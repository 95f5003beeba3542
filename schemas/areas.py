"""Areas: local authorities with their dates, joint boards, the other nations.

GSS codes change while an authority goes on, so areas are told apart over time by their 3-digit
DfE code, and shown by the GSS code of a day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from schemas.declarations import DeclarationError, read_reference, spelt
from schemas.text import folded, folded_area

Level = Literal["national", "regional", "local_authority", "joint_board"]
ENGLAND = "E92000001"
BOARD_JOIN = "+"

_BEFORE = ("london borough of ", "royal borough of ", "metropolitan borough of ", "city of ")
_AFTER = (
    " local safeguarding children board",
    " safeguarding children board",
    " lscb",
    " metropolitan borough council",
    " county council",
    " borough council",
    " city council",
    " council",
)


@dataclass(frozen=True)
class Region:
    code: str
    name: str


@dataclass(frozen=True)
class Authority:
    """A local authority under one GSS code, from its first to its last day (None: still)."""

    gss: str
    dfe: str
    name: str
    region: str
    first_day: date
    last_day: date | None

    def in_force(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    @property
    def key(self) -> str:
        """What stays when the GSS code changes; counties abolished in 2009 may have no DfE code."""
        return self.dfe or self.gss


@dataclass(frozen=True)
class Place:
    """Where a record counts on a day; `region` is None outside England."""

    code: str
    name: str
    level: Level
    region: str | None


@dataclass(frozen=True)
class Areas:
    """The reference tables, and how the text of an area is read."""

    regions: tuple[Region, ...]
    authorities: Mapping[str, Authority]
    successors: Mapping[str, tuple[str, ...]]
    predecessors: Mapping[str, tuple[str, ...]]
    boards: Mapping[str, tuple[str, ...]]
    nations: Mapping[str, str]
    _nation_by_text: Mapping[str, str]
    _nation_by_letter: Mapping[str, str]
    _gss_by_text: Mapping[str, tuple[str, ...]]
    _board_by_text: Mapping[str, str]

    def code_of(self, text: str, day: date) -> str | None:
        """The code of the area that `text` names on `day`: the GSS code in force, a board's codes
        joined by `+`, or a nation's code.  None if it names none, or more than one."""
        plain = folded_area(text)
        for candidate in _without_titles(plain):
            code = self._code_of(candidate, day)
            if code is not None:
                return code
            if candidate in self._nation_by_text:
                return self._nation_by_text[candidate]
        letter = folded(text)[:1].upper()
        if len(plain) == 9 and plain[1:].isdigit() and letter in self._nation_by_letter:
            return self._nation_by_letter[letter]
        return None

    def _code_of(self, plain: str, day: date) -> str | None:
        known = self._gss_by_text.get(plain, ())
        in_force = [gss for gss in known if self.authorities[gss].in_force(day)]
        if len(in_force) == 1:
            return in_force[0]
        if plain in self._board_by_text:
            return BOARD_JOIN.join(self.boards[self._board_by_text[plain]])
        then = {gss for each in known for gss in self._of_day(each, day)}
        return then.pop() if len(then) == 1 else None

    def _of_day(self, gss: str, day: date) -> frozenset[str]:
        """The authorities in force on `day` that `gss` became, or came from."""
        authority = self.authorities[gss]
        if authority.in_force(day):
            return frozenset({gss})
        links = self.successors if authority.first_day <= day else self.predecessors
        return frozenset().union(*(self._of_day(other, day) for other in links.get(gss, ())))

    def knows(self, code: str) -> bool:
        """Whether `code` is one that `code_of` gives."""
        return code in self.nations or set(code.split(BOARD_JOIN)) <= set(self.authorities)

    def key_of(self, code: str) -> str:
        """What tells areas apart over time, for a code given by `code_of`."""
        if code in self.nations:
            return code
        return BOARD_JOIN.join(self.authorities[gss].key for gss in code.split(BOARD_JOIN))

    def place_on(self, code: str, day: date) -> Place:
        """Where the area of `code`, given on another day by `code_of`, counts on `day`.

        An authority that had become several by then stays a place of its own under its old code.
        """
        if code in self.nations:
            return Place(code, self.nations[code], "national", None)
        members: dict[str, None] = {}
        for gss in code.split(BOARD_JOIN):
            then = self._of_day(gss, day)
            members[next(iter(then)) if len(then) == 1 else gss] = None
        region = self.authorities[next(iter(members))].region
        if len(members) == 1:
            gss = next(iter(members))
            return Place(gss, self.authorities[gss].name, "local_authority", region)
        return Place(BOARD_JOIN.join(members), self._board_name(code), "joint_board", region)

    def split_into(self, code: str, day: date) -> frozenset[str]:
        """The codes of the several authorities that the one of `code`, given on another day by
        `code_of`, is on `day`; none where it is one, a joint board or a nation."""
        if code not in self.authorities:
            return frozenset()
        then = self._of_day(code, day)
        return then if len(then) > 1 else frozenset()

    def _board_name(self, code: str) -> str:
        key = self.key_of(code)
        return next(
            board
            for board, members in self.boards.items()
            if self.key_of(BOARD_JOIN.join(members)) == key
        )

    def name_of(self, code: str) -> str:
        """The name of an area's code, for messages."""
        if code in self.nations:
            return self.nations[code]
        if BOARD_JOIN in code:
            return self._board_name(code)
        return self.authorities[code].name if code in self.authorities else "area not recognised"


def _without_titles(plain: str) -> Iterable[str]:
    """A folded name, then the same without what councils and boards put round it."""
    yield plain
    shorter = next((plain.removesuffix(end) for end in _AFTER if plain.endswith(end)), plain)
    yield shorter
    yield next((shorter.removeprefix(begin) for begin in _BEFORE if shorter.startswith(begin)), "")


@lru_cache(maxsize=1)
def load_areas() -> Areas:
    """The shipped reference tables.  Raises DeclarationError for a mistake in them."""
    regions = tuple(
        Region(row["gss"], row["name"])
        for _, row in read_reference("regions.csv", ("gss", "name", "spellings"))
    )
    authorities, by_text = _authorities({region.code for region in regions})
    successors = _links(authorities)
    predecessors: dict[str, list[str]] = defaultdict(list)
    for gss, others in successors.items():
        for other in others:
            predecessors[other].append(gss)
    boards: dict[str, list[str]] = defaultdict(list)
    for line, row in read_reference("joint_boards.csv", ("board", "gss")):
        if row["gss"] not in authorities:
            raise DeclarationError(f"joint_boards.csv, line {line}: no such authority")
        boards[row["board"]].append(row["gss"])
    nations, nation_by_text, nation_by_letter = _nations()
    return Areas(
        regions=regions,
        authorities=authorities,
        successors=successors,
        predecessors={gss: tuple(others) for gss, others in predecessors.items()},
        boards={board: tuple(members) for board, members in boards.items()},
        nations=nations,
        _nation_by_text=nation_by_text,
        _nation_by_letter=nation_by_letter,
        _gss_by_text=by_text,
        _board_by_text={
            folded_area(text): board
            for board, members in boards.items()
            for text in (board, BOARD_JOIN.join(members))
        },
    )


def _authorities(
    regions: set[str],
) -> tuple[dict[str, Authority], dict[str, tuple[str, ...]]]:
    name = "authorities.csv"
    columns = ("gss", "dfe", "name", "region", "first_day", "last_day", "spellings")
    authorities: dict[str, Authority] = {}
    by_text: dict[str, dict[str, None]] = defaultdict(dict)
    for line, row in read_reference(name, columns):
        try:
            first_day = date.fromisoformat(row["first_day"])
            last_day = date.fromisoformat(row["last_day"]) if row["last_day"] else None
        except ValueError:
            raise DeclarationError(f"{name}, line {line}: a day must be like 2009-04-01") from None
        if row["region"] not in regions:
            raise DeclarationError(f"{name}, line {line}: no such region")
        if row["gss"] in authorities:
            raise DeclarationError(f"{name}, line {line}: the GSS code stands twice")
        authority = Authority(
            row["gss"], row["dfe"], row["name"], row["region"], first_day, last_day
        )
        authorities[authority.gss] = authority
        texts = (authority.gss, authority.dfe, authority.name, *spelt(row["spellings"]))
        for text in texts:
            if text:
                by_text[folded_area(text)][authority.gss] = None
    return authorities, {text: tuple(codes) for text, codes in by_text.items()}


def _links(authorities: Mapping[str, Authority]) -> dict[str, tuple[str, ...]]:
    links: dict[str, list[str]] = defaultdict(list)
    for line, row in read_reference("successions.csv", ("gss", "successor")):
        if row["gss"] not in authorities or row["successor"] not in authorities:
            raise DeclarationError(f"successions.csv, line {line}: no such authority")
        links[row["gss"]].append(row["successor"])
    return {gss: tuple(others) for gss, others in links.items()}


def _nations() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    codes: dict[str, str] = {}
    by_letter: dict[str, str] = {}
    for _, row in read_reference("nations.csv", ("gss", "name", "gss_letter")):
        codes[row["name"]] = row["gss"]
        by_letter[row["gss_letter"]] = row["gss"]
    by_text = {folded_area(name): code for name, code in codes.items()}
    for line, row in read_reference("nation_authorities.csv", ("nation", "name")):
        if row["nation"] not in codes:
            raise DeclarationError(f"nation_authorities.csv, line {line}: no such nation")
        by_text[folded_area(row["name"])] = codes[row["nation"]]
    return {code: name for name, code in codes.items()}, by_text, by_letter
