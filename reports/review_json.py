"""`pairs.json`: the whole review list, for a program to read."""

import json

import msgspec

from reports.review import Review
from schemas.text import json_escaped

FORMAT = 1
"""Goes up when a key changes its name or meaning."""


def review_json(review: Review) -> str:
    """`format`, then the review: its keys are the names of the fields, in their order."""
    model = {"format": FORMAT} | msgspec.to_builtins(review)
    return json_escaped(json.dumps(model, indent=2, ensure_ascii=False)) + "\n"
