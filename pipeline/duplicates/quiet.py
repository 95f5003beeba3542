"""splink without its words: nothing that a library says may reach the user."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_TALKATIVE = ("splink", "sqlglot")


@contextmanager
def quiet() -> Iterator[None]:
    """Within it splink's log and warnings go nowhere; logging is as it was afterwards."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    before = [(logger.propagate, list(logger.handlers)) for logger in loggers]
    for logger in loggers:
        logger.propagate = False
        logger.handlers = [logging.NullHandler()]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, (propagate, handlers) in zip(loggers, before, strict=True):
            logger.propagate = propagate
            logger.handlers = handlers
