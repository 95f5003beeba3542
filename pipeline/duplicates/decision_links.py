"""Decisions as links between young people: who is one through a chain of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

from ingest.agencies import Agencies
from pipeline.duplicates.decisions import Decision, Seen, SeenProfile
from pipeline.profile import Profile, contradict
from schemas.areas import Areas, load_areas

AgencyThere = tuple[str, str]
"""An area (by what tells it apart over time) and an agency's key."""


@dataclass(frozen=True)
class Node:
    """Whom an agency means by an identifier.  Where it stood for several young people, `profile`
    is the number of the profiles that do not contradict each other; None where it stood for one."""

    area: str
    agency: str
    identifier: str
    profile: int | None = None

    @property
    def agency_there(self) -> AgencyThere:
        return self.area, self.agency


Nodes = frozenset[Node]


@dataclass(frozen=True)
class Link:
    """A decision, with whom its two sides mean."""

    decision: Decision
    one: Nodes
    other: Nodes

    @cached_property
    def nodes(self) -> Nodes:
        return self.one | self.other

    def is_about_pair_of(self, other: "Link") -> bool:
        """Whether both are about the same two young people, whichever stands first."""
        return bool(
            (self.one & other.one and self.other & other.other)
            or (self.one & other.other and self.other & other.one)
        )

    def covers(self, other: "Link") -> bool:
        """Whether it names all that `other` names, on the same sides."""
        return (other.one <= self.one and other.other <= self.other) or (
            other.one <= self.other and other.other <= self.one
        )


def links_of(decisions: Iterable[Decision], agencies: Agencies) -> tuple[Link, ...]:
    """The decisions as links, in the order given, which is that in which they were made."""
    namer = _Namer(agencies, load_areas())
    return tuple(namer.link(each) for each in decisions)


class _Namer:
    """Tells the young people apart to whom one agency gives one identifier: each profile belongs to
    those seen before that it equals, or else to the first that it does not contradict."""

    def __init__(self, agencies: Agencies, areas: Areas) -> None:
        self._agencies = agencies
        self._areas = areas
        self._profiles: dict[tuple[str, str, str], list[list[Profile]]] = defaultdict(list)

    def link(self, decision: Decision) -> Link:
        code = decision.area
        area = self._areas.key_of(code) if self._areas.knows(code) else code
        one = frozenset(self._node(area, seen, frozenset()) for seen in decision.one)
        # The two sides were two young people when they were seen.
        other = frozenset(self._node(area, seen, one) for seen in decision.other)
        return Link(decision, one, other)

    def _node(self, area: str, seen: Seen, beside: Nodes) -> Node:
        node = Node(area, self._agencies.key_of(seen.key.agency), seen.key.identifier)
        if seen.profile is None:
            return node
        key = (node.area, node.agency, node.identifier)
        taken = {
            each.profile for each in beside if (each.area, each.agency, each.identifier) == key
        }
        return Node(*key, self._number(self._profiles[key], _profile(seen.profile), taken))

    @staticmethod
    def _number(known: list[list[Profile]], profile: Profile, taken: set[int | None]) -> int:
        free = [number for number in range(len(known)) if number not in taken]
        equal = (number for number in free if profile in known[number])
        fits = (n for n in free if not any(contradict(profile, each) for each in known[n]))
        number = next(chain(equal, fits), len(known))
        if number == len(known):
            known.append([])
        known[number].append(profile)
        return number


def _profile(seen: SeenProfile) -> Profile:
    return Profile(seen.gender, seen.born, seen.age)


class Joined:
    """Who is one young person through links that say `same`."""

    def __init__(self, links: Iterable[Link]) -> None:
        """`links` of any verdict; those that say something else than `same` are left out."""
        self.links = tuple(each for each in links if each.decision.verdict == "same")
        self._at: dict[Node, list[int]] = defaultdict(list)
        for number, link in enumerate(self.links):
            for node in link.nodes:
                self._at[node].append(number)
        self._with = self._young_people()

    def _young_people(self) -> Mapping[Node, Nodes]:
        """Of each node all that are one with it, itself included."""
        found: dict[Node, Nodes] = {}
        for link in self.links:
            if link.nodes <= found.keys():
                continue
            together, ahead = set(link.nodes), list(link.nodes)
            while ahead:
                linked = [self.links[number].nodes for number in self._at[ahead.pop()]]
                new = frozenset[Node]().union(*linked) - together
                together |= new
                ahead += new
            found |= dict.fromkeys(together, frozenset(together))
        return found

    def are_one(self, one: Nodes, other: Nodes) -> bool:
        """Whether any of the one is any of the other, or is one with it."""
        return not other.isdisjoint(
            one.union(*(self._with[node] for node in one if node in self._with))
        )

    def chain(self, one: Nodes, other: Nodes) -> tuple[Link, ...]:
        """A shortest chain of links from any of the one to any of the other, the earliest made of
        several; empty if there is none."""
        before: dict[int, int | None] = dict.fromkeys(self._touching(one))
        ahead = list(before)
        for number in ahead:  # grows as it goes
            if self.links[number].nodes & other:
                return tuple(self._back(number, before))[::-1]
            for each in self._touching(self.links[number].nodes):
                if each not in before:
                    before[each] = number
                    ahead.append(each)
        return ()

    def _touching(self, nodes: Nodes) -> list[int]:
        return sorted({number for node in nodes if node in self._at for number in self._at[node]})

    def _back(self, number: int | None, before: Mapping[int, int | None]) -> Iterator[Link]:
        while number is not None:
            yield self.links[number]
            number = before[number]

    def young_people(self) -> Iterator[Nodes]:
        """Each that links put together, in the order of their first links."""
        yield from dict.fromkeys(self._with[next(iter(link.nodes))] for link in self.links)


@dataclass(frozen=True)
class TwoIdentifiers:
    """Two different identifiers that one agency gives in an area."""

    agency: AgencyThere
    one: str
    other: str

    def nodes_of(self, nodes: Nodes, identifier: str) -> Nodes:
        """Those of `nodes` that are the agency's with this identifier."""
        return frozenset(
            node
            for node in nodes
            if (node.agency_there, node.identifier) == (self.agency, identifier)
        )


def two_identifiers(nodes: Nodes) -> Iterator[TwoIdentifiers]:
    """Each two different identifiers of one agency among `nodes`."""
    held: dict[AgencyThere, set[str]] = defaultdict(set)
    for node in nodes:
        held[node.agency_there].add(node.identifier)
    for agency, identifiers in sorted(held.items()):
        for one, other in combinations(sorted(identifiers), 2):
            yield TwoIdentifiers(agency, one, other)
