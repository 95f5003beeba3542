"""What of two records can contradict that they are about one young person (contract, step 6)."""

from dataclasses import dataclass
from datetime import date

from schemas.codebook import NOT_KNOWN


@dataclass(frozen=True)
class Profile:
    """What of a record can contradict another; `born` is the first day of the month of birth."""

    gender: str | None
    born: date | None
    age: int | None


def contradict(one: Profile, other: Profile) -> bool:
    """Both genders known and different; both months of birth known and different; or, where months
    can't be compared, both ages known and more than one year apart."""
    genders = {one.gender, other.gender} - {None, NOT_KNOWN}
    if len(genders) > 1:
        return True
    if one.born is not None and other.born is not None:
        return one.born != other.born
    return one.age is not None and other.age is not None and abs(one.age - other.age) > 1
