"""Chances that fall the same way every time, on every machine and version of Python."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws from a fixed seed, by nothing but `random()`, which never changes."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def chance(self, share: float) -> bool:
        """Return True in this share of the draws."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""
        return least + int(self._random.random() * (most - least + 1))

    def one_of(self, weights: Mapping[T, int]) -> T:
        """Return a key, as often as its weight says."""
        left = self._random.random() * sum(weights.values())
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return next(reversed(list(weights)))

    def mixed(self, things: Sequence[T]) -> list[T]:
        """Return the same things in a random order."""
        keys = [self._random.random() for _ in things]
        return [things[n] for n in sorted(range(len(things)), key=lambda n: keys[n])]

    def quota(self, counts: Mapping[str, int]) -> list[str]:
        """Return each key as often as it is counted, in a random order."""
        return self.mixed([key for key, count in counts.items() for _ in range(count)])

    def parts(self, total: int, highest: int, people: int) -> list[int]:
        """Return so many numbers from 1 on that add up to `total`; the first alone is `highest`."""
        found = [highest] + [1] * (people - 1)
        left = total - sum(found)
        if left < 0 or left > (people - 1) * (highest - 2):
            raise AssertionError(f"{total} can't be parted among {people} with {highest} at most")
        while left:
            place = self.number(1, people - 1)
            if found[place] < highest - 1:
                found[place] += 1
                left -= 1
        return found
