"""The templates of pages, filled in the same way for all."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from reports.spreadsheet_text import shown

TEMPLATES = Path(__file__).parent / "templates"


def page_template(name: str) -> Template:
    """A template in which a missing value is an error, and all that is filled in is escaped and
    without what would turn round or hide what stands beside it."""
    return _environment().get_template(name)


def _shown(value: object) -> object:
    """What is filled in, `shown`; markup of our own stays markup."""
    return type(value)(shown(value)) if isinstance(value, str) else value


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
