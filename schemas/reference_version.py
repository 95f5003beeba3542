"""The version of the reference tables, as outputs name it."""

import hashlib
from functools import lru_cache

from schemas.declarations import HERE


@lru_cache(maxsize=1)
def reference_version() -> str:
    """What changes whenever a reference table does: one hash over all of them, in the order of
    their names."""
    digest = hashlib.sha256()
    for path in sorted((HERE / "reference").glob("*.csv"), key=lambda path: path.name):
        digest.update(path.name.encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]
