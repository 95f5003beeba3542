"""Whether people's decisions can all hold at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ingest.agencies import Agencies
from pipeline.duplicates.decision_links import (
    Joined,
    Link,
    Node,
    TwoIdentifiers,
    links_of,
    two_identifiers,
)
from pipeline.duplicates.decision_names import (
    Describe,
    capital,
    listed,
    remedy,
    take_back_command,
)
from pipeline.duplicates.decisions import Decision
from schemas.errors import UserError


class DecisionsContradict(UserError):
    """Decisions that can't all hold.  The message names each of them and says what to do."""


def check_consistent(decisions: Sequence[Decision], agencies: Agencies, describe: Describe) -> None:
    """Checks decisions in the order in which they were made (those that are not stored last).

    Raises DecisionsContradict where a pair is decided both ways, or is not the same although others
    make it one; where somebody was unsure of a pair that is decided; and where a chain of decisions
    puts two identifiers of one agency in one young person, and none holds both.
    """
    links = links_of(decisions, agencies)
    joined = Joined(links)
    _check_unsure(links, describe)
    _check_not_same(links, joined, describe)
    _check_identifiers(joined, agencies, describe)


def new_and_known(
    standing: Sequence[Decision], decisions: Sequence[Decision], agencies: Agencies
) -> tuple[list[Decision], list[Decision]]:
    """The decisions that say something new and, for each of the others, the one that says all of it
    already: the latest about its two young people, one that stands or an earlier one of these."""
    links = links_of([*standing, *decisions], agencies)
    said = _About(links[: len(standing)])
    new: list[Decision] = []
    known: list[Decision] = []
    for link in links[len(standing) :]:
        same = said.saying_all_of(link)
        if same is None:
            said.add(link)
            new.append(link.decision)
        else:
            known.append(same.decision)
    return new, known


def still_joined_by(
    decision: Decision, standing: Sequence[Decision], agencies: Agencies
) -> tuple[Decision, ...]:
    """The standing decisions that make the two of `decision` one, whatever it says itself: for when
    it was taken back.  Empty if none do."""
    *links, link = links_of([*standing, decision], agencies)
    return _decisions(Joined(links).chain(link.one, link.other))


class _About:
    """Links by whom they are about, in the order in which they are added."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self._links: list[Link] = []
        self._at: dict[Node, list[int]] = defaultdict(list)
        for link in links:
            self.add(link)

    def add(self, link: Link) -> None:
        for node in link.nodes:
            self._at[node].append(len(self._links))
        self._links.append(link)

    def pair_of(self, link: Link) -> Iterator[Link]:
        """The links about the same two young people, the latest first."""
        near = {number for node in link.nodes if node in self._at for number in self._at[node]}
        for number in sorted(near, reverse=True):
            if self._links[number].is_about_pair_of(link):
                yield self._links[number]

    def saying_all_of(self, link: Link) -> Link | None:
        """The latest that says the same, if nothing else was said since."""
        for each in self.pair_of(link):
            if each.decision.verdict != link.decision.verdict:
                return None
            if each.covers(link):
                return each
        return None


def _check_unsure(links: Iterable[Link], describe: Describe) -> None:
    decided = _About()
    for link in links:
        if link.decision.verdict != "unsure":
            decided.add(link)
            continue
        for earlier in decided.pair_of(link):
            raise DecisionsContradict(_unsure_of_decided(link.decision, earlier.decision, describe))


def _unsure_of_decided(unsure: Decision, decided: Decision, describe: Describe) -> str:
    number = decided.number
    what = (
        f"If that no longer holds, take it back first ({take_back_command(number)})."
        if number
        else "Correct the file."
    )
    return (
        f"{capital(describe(unsure))} says 'unsure' about two young people on whom "
        f"{describe(decided)} has decided already. {what}"
    )


def _check_not_same(links: Iterable[Link], joined: Joined, describe: Describe) -> None:
    for link in links:
        if link.decision.verdict == "not_same" and joined.are_one(link.one, link.other):
            raise DecisionsContradict(_not_same_but_one(link, joined, describe))


def _not_same_but_one(link: Link, joined: Joined, describe: Describe) -> str:
    name = capital(describe(link.decision))
    if link.one & link.other:
        return (
            f"{name} says 'not the same' about two who have one agency and one identifier, so it "
            "can't be told who is meant. If agencies.csv has made two agencies one, check whether "
            f"they are. If they are: {remedy([link.decision])}"
        )
    chain = _decisions(joined.chain(link.one, link.other))
    names = listed([describe(each) for each in chain])
    others = f"{names} says that they are" if len(chain) == 1 else f"{names} make them one"
    joint = "and" if len(chain) == 1 else "but together"
    return (
        f"{name} says that two young people are not the same, {joint} {others}. "
        f"{capital(remedy([link.decision, *chain]))}"
    )


def _check_identifiers(joined: Joined, agencies: Agencies, describe: Describe) -> None:
    said = {pair for link in joined.links for pair in two_identifiers(link.nodes)}
    for person in joined.young_people():
        for pair in two_identifiers(person):
            if pair in said:
                continue
            one, other = (pair.nodes_of(person, each) for each in (pair.one, pair.other))
            chain = _decisions(joined.chain(one, other))
            names = listed([describe(each) for each in chain])
            raise DecisionsContradict(
                f"Together {names} would give one young person two different identifiers of "
                f"{_agency_shown(chain[0], pair, agencies)}, and nobody has said that these two "
                f"are the same. If they are, decide that too. If not: {remedy(chain)}"
            )


def _agency_shown(decision: Decision, pair: TwoIdentifiers, agencies: Agencies) -> str:
    _, key = pair.agency
    names = [seen.key.agency for seen in (*decision.one, *decision.other)]
    return next(name for name in names if agencies.key_of(name) == key)


def _decisions(links: Iterable[Link]) -> tuple[Decision, ...]:
    return tuple(link.decision for link in links)
