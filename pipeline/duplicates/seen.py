"""Records as a person saw them when deciding: known again by the answers that say who it is."""

from collections.abc import Iterable
from hashlib import sha256

from schemas.codebook import Codebook
from schemas.linkage import Linkage

_LENGTH = 16


def record_digest(codebook: Codebook, linkage: Linkage, of: str = "") -> str:
    """SQL for the digest of a record's answers that say who it is (`Linkage.says_who`); `of` is the
    record's table with a dot."""
    parts = []
    for name in linkage.says_who:
        column = f"{of}{name}"
        if codebook.question(name).month_enough:
            column = f"date_trunc('month', {column})"
        parts.append(f"coalesce({column}::varchar, '')")
    return f"sha256(concat_ws('|', {', '.join(parts)}))[:{_LENGTH}]"


def records_digest_sql(digests: str) -> str:
    """SQL for what `records_digest` gives of several records; `digests` is a list of theirs."""
    return f"sha256(array_to_string(list_sort(list_distinct({digests})), ','))[:{_LENGTH}]"


def record_alone_digest_sql(digest: str) -> str:
    """The same for the only record of a young person, by its digest."""
    return f"sha256({digest})[:{_LENGTH}]"


def records_digest(digests: Iterable[str]) -> str:
    """The digest of several records, the same in whatever order and however often each comes."""
    return sha256(",".join(sorted(set(digests))).encode()).hexdigest()[:_LENGTH]
