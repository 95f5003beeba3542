"""`python -m pipeline`: the command `lscb`."""

from pipeline.cli import entry

entry()
