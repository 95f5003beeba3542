"""One family protected: every small cell can be anything from 1 to the threshold."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from reports.disclosure.cells import CASES
from reports.disclosure.hiding import Hiding
from reports.disclosure.programme import Movement, Programme
from reports.disclosure.solutions import Solutions, Target
from reports.disclosure.system import Family, Flags, Reals

_HIDDEN_COST = 1e-3
"""What it costs to move a cell that is hidden anyway: so little that it only settles ties."""

_PUSH_ON = 0.9
"""Goes on as long as a tenth of the targets is reached in one go."""

MoveCases = Callable[["Block", Mapping[int, float]], bool]


class Block:
    """A family with its linear programme, and the proofs found so far.

    `moves` holds the known movements of places' cases, a column each, over `Programme.places`.
    """

    def __init__(self, hiding: Hiding, family: Family, move_cases: MoveCases | None = None) -> None:
        self.hiding = hiding
        self.family = family
        self.cells = family.cells
        self.values: Reals = hiding.system.values[self.cells].astype(np.float64)
        self.printed: Flags = hiding.system.printed[self.cells]
        self.solutions = Solutions(len(self.cells))
        self.declared: set[int] = set()
        self._move_cases = move_cases
        self._places = np.unique(family.place_cell)
        self._moves: Reals = np.zeros((len(self._places), 0))
        self.programme = self._programme()
        self._share_out()
        self.refresh()

    # -- the programme ---------------------------------------------------------------------

    def _share_out(self) -> None:
        """Those whom no table counts are shared out in some way that fits, so that the programme
        starts with a table that holds."""
        uncounted = ~self.printed & (self.hiding.system.other_of[self.cells] < 0)
        if uncounted.any():
            nothing = np.zeros(len(self.cells))
            self.programme.set_costs(nothing, nothing)
            self.programme.set_room(np.where(uncounted, np.inf, 0.0), nothing, nothing)
            self.values = self.values + self.programme.push(nothing).cells
            self.programme = self._programme()

    def _programme(self) -> Programme:
        values = self.hiding.system.values.astype(np.float64)
        values[self.cells] = self.values
        return Programme(self.family, values, self._moves, self.hiding.dropped)

    def set_moves(self, moves: Reals) -> None:
        """The known movements of all places' cases, a column each, over all cells."""
        mine = moves[self._places]
        if mine.shape[1] != self._moves.shape[1]:
            self._moves = mine
            self._rebuild()

    def _rebuild(self) -> None:
        self.programme = self._programme()
        self.refresh()

    def refresh(self, hidden_alone: bool = False) -> None:
        """Costs and room from what is hidden now; `hidden_alone`: nothing else moves."""
        hidden = self.hiding.hidden[self.cells]
        fixed = self.printed & ~hidden & ((self.values == 0) | hidden_alone)
        nothing = np.zeros(len(self.cells))
        self.programme.set_costs(self._costs(), nothing)
        up, down = self._room()
        self.programme.set_room(np.where(fixed, 0.0, up), np.where(fixed, 0.0, down), nothing)

    def _costs(self) -> Reals:
        free = self.hiding.hidden[self.cells] | ~self.printed
        return np.where(free, _HIDDEN_COST, self.hiding.system.cost[self.cells])

    def _room(self) -> tuple[Reals, Reals]:
        down = np.maximum(self.values - self.hiding.floor[self.cells], 0.0)
        return np.full(len(self.cells), np.inf), down

    # -- targets ---------------------------------------------------------------------------

    def targets(self) -> list[Target]:
        """What a reader must be able to think of the small cells."""
        t = float(self.hiding.span)
        small = np.flatnonzero(self.hiding.small[self.cells])
        found = []
        for cell in small.tolist():
            value = self.values[cell]
            found += [Target(cell, end - value) for end in (1.0, t) if end != value]
        return sorted(found, key=lambda target: (-abs(target.by), target.cell))

    def follow_all(self) -> None:
        """Every known movement of the cases is followed."""
        for part in range(self._moves.shape[1]):
            target = Target(-1, 0.0, part)
            if target not in self.solutions.proof and not self.reach(target):
                self.declared |= set(self._places[self._moves[:, part] != 0].tolist())

    def reach_all(self) -> None:
        """What can't be reached is left to the widening: a region of five boards has five cases at
        least, whatever is hidden."""
        targets = self.targets()
        self.push(targets)
        for target in targets:
            if target not in self.solutions.proof:
                self.reach(target)
        self._doubt_groups()

    def _doubt_groups(self) -> None:
        """Of a small group of whom all gave one answer a reader must be able to think another."""
        number = {n: cell for cell, n in enumerate(self.cells.tolist())}
        for group in self.hiding.groups:
            here = [number[n] for n in group if n in number]
            if here and not any(self.reach(Target(cell, 1.0)) for cell in here):
                self.declared |= {group[0]}

    def push(self, targets: Sequence[Target]) -> None:
        """Looks for what can be reached by what is hidden already, many targets at a time."""
        self.refresh(hidden_alone=True)
        chance = np.random.default_rng(len(self.cells))
        waiting, before = list(targets), np.inf
        while waiting and len(waiting) < before * _PUSH_ON:
            before = len(waiting)
            for signs in (-1.0, 1.0, 0.0, 0.0):
                by = np.zeros(len(self.cells))
                drawn = chance.choice((-1.0, 1.0), len(self.cells))
                for target in waiting:
                    if target.by * (signs or drawn[target.cell]) > 0:
                        by[target.cell] = target.by
                if by.any():
                    self.solutions.add(self.programme.push(by))
                    self.refresh(hidden_alone=True)
                    waiting = [each for each in waiting if not self.solutions.covers(each)]
        self.refresh()

    def reach(self, target: Target) -> bool:
        """Hides what it takes; False if nothing helps."""
        if self.solutions.covers(target):
            self.solutions.prove(target, self.solutions.find(target))
            return True
        found = self.cheapest(target) or self._last_resort(target)
        if found is None:
            return False
        self.take(target, found)
        return True

    def take(self, target: Target, found: Movement) -> None:
        self.solutions.prove(target, self.solutions.add(found))
        moved = (found.cells != 0) & self.printed & ~self.hiding.hidden[self.cells]
        if moved.any():
            self.hiding.hide(self.cells[moved].tolist(), "complementary")
            self.refresh()

    def cheapest(self, target: Target) -> Movement | None:
        if target.part < 0:
            return self.programme.cheapest(((target.cell, target.by),))
        self.programme.follow(target.part)
        found = self.programme.cheapest(())
        self.programme.mix_cases()
        return found

    # -- where nothing that is above 0 can move ---------------------------------------------

    def _last_resort(self, target: Target) -> Movement | None:
        """Zeros may be hidden with all of their line; then what the facts say is dropped; then the
        cases of the place move."""
        found = self._with_zeros(target)
        if found is None and self._facts():
            for fact in self._facts():
                self.hiding.drop_fact(fact, "complementary")
            self._rebuild()
            found = self.cheapest(target) or self._with_zeros(target)
        if found is None and target.part < 0 and self._move_cases is not None:
            self._open_zeros()
            self.programme.mix_cases(free=True)
            free = self.cheapest(target)
            self.programme.mix_cases()
            self.refresh()
            if free is not None:
                cases = {
                    int(self._places[n]): float(free.cases[n]) for n in np.flatnonzero(free.cases)
                }
                if self._move_cases(self, cases):
                    self.follow_all()
                    found = self.cheapest(target) or self._with_zeros(target)
        return found

    def _facts(self) -> list[int]:
        known = np.unique(self.family.fact[self.family.fact >= 0]).tolist()
        return [fact for fact in known if fact not in self.hiding.facts]

    def _open_zeros(self) -> None:
        """Zeros move, and others become zero, at the cost of hiding all of a line."""
        line = self.hiding.line_costs()[0][self.cells]
        dear = 1.0 + np.where(np.isfinite(line), line, 0.0)
        zero = self.printed & ~self.hiding.hidden[self.cells] & (self.values == 0)
        up, down = self._room()
        self.programme.set_costs(np.where(zero, dear, self._costs()), dear)
        self.programme.set_room(
            np.where(zero & np.isinf(line), 0.0, up),
            down,
            np.where(np.isfinite(line), self.hiding.floor[self.cells], 0.0),
        )

    def _with_zeros(self, target: Target) -> Movement | None:
        self._open_zeros()
        found = self.cheapest(target)
        if found is not None:
            beyond = (self.values == 0) & ~self.hiding.hidden[self.cells] & (found.cells != 0)
            beyond |= self.values + found.cells < self.hiding.floor[self.cells] - 1e-6
            self.hiding.hide_lines_of(self.cells[beyond & self.printed].tolist())
        self.refresh()
        return found

    # -- clean-up --------------------------------------------------------------------------

    def clean_up(self) -> None:
        """Shows again what was hidden beyond need, the dearest first."""
        self.refresh(hidden_alone=True)
        self.solutions.forget_unused()
        extra = [
            cell
            for cell, n in enumerate(self.cells.tolist())
            if self.hiding.reasons.get(n) == "complementary"
        ]
        cost = self.hiding.system.cost
        for cell in sorted(extra, key=lambda cell: (-cost[self.cells[cell]], cell)):
            if self._can_be_shown(cell):
                self.hiding.show(int(self.cells[cell]))
        self.solutions.forget_unused()
        self.refresh()

    def _can_be_shown(self, cell: int) -> bool:
        """Whether every target can do without it; then the proofs are those without it."""
        room = self._room()
        self.programme.close(cell)
        fresh: list[tuple[Target, int]] = []
        tried: list[int] = []
        for target in self.solutions.resting_on(cell):
            number = next((n for n in tried if self._proves(n, target)), None)
            if number is None:
                found = self.cheapest(target)
                if found is None:
                    self.programme.open(cell, float(room[0][cell]), float(room[1][cell]))
                    return False
                number = self.solutions.add(found)
                tried.append(number)
            fresh.append((target, number))
        for target, number in fresh:
            self.solutions.prove(target, number)
        return True

    def _proves(self, number: int, target: Target) -> bool:
        return target.part < 0 and self.solutions.reaches(number, target)

    @property
    def is_of_cases(self) -> bool:
        return self.family.name == CASES
