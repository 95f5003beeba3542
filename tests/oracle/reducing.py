"""A smaller scenario in which something is still wrong, for a failure that can be read."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from .deliveries import Delivery, ReturnForm, Scenario

PLAIN = {"encoding": "utf-8", "delimiter": ",", "line_end": "\n"}


def without(form: ReturnForm, column: int) -> ReturnForm:
    """The form without one of its columns."""
    return replace(
        form,
        header=form.header[:column] + form.header[column + 1 :],
        rows=tuple(row[:column] + row[column + 1 :] for row in form.rows),
    )


def smaller_forms(form: ReturnForm) -> Iterator[ReturnForm]:
    """The form with something less: halves of its rows first, single cells last."""
    size = len(form.rows)
    while size:
        for start in range(0, len(form.rows), size):
            yield replace(form, rows=form.rows[:start] + form.rows[start + size :])
        size //= 2
    for number in range(len(form.lines_above)):
        lines = form.lines_above
        yield replace(form, lines_above=lines[:number] + lines[number + 1 :])
    for column in range(len(form.header)):
        yield without(form, column)
    if any(getattr(form, name) != plain for name, plain in PLAIN.items()):
        yield replace(form, encoding="utf-8", delimiter=",", line_end="\n")
    for number, row in enumerate(form.rows):
        for column, cell in enumerate(row):
            if cell:
                emptied = (*row[:column], "", *row[column + 1 :])
                yield replace(form, rows=(*form.rows[:number], emptied, *form.rows[number + 1 :]))


def smaller_deliveries(delivery: Delivery) -> Iterator[Delivery]:
    """The delivery without one of its files (it keeps one), or with a smaller one."""
    files = delivery.files
    for number in range(len(files) if len(files) > 1 else 0):
        yield replace(delivery, files=files[:number] + files[number + 1 :])
    for number, form in enumerate(files):
        for less in smaller_forms(form):
            yield replace(delivery, files=(*files[:number], less, *files[number + 1 :]))


def smaller_scenarios(scenario: Scenario) -> Iterator[Scenario]:
    """The scenario without one of its deliveries (it keeps one), or with a smaller one."""
    made = scenario.deliveries
    for number in range(len(made) if len(made) > 1 else 0):
        yield replace(scenario, deliveries=made[:number] + made[number + 1 :])
    for number, delivery in enumerate(made):
        for less in smaller_deliveries(delivery):
            yield replace(scenario, deliveries=(*made[:number], less, *made[number + 1 :]))


def reduced(scenario: Scenario, wrong: Callable[[Scenario], bool], seconds: float) -> Scenario:
    """The scenario, made smaller as long as it stays wrong and there is time."""
    until = time.monotonic() + seconds
    smaller = True
    while smaller:
        smaller = False
        for less in smaller_scenarios(scenario):
            if time.monotonic() > until:
                return scenario
            if wrong(less):
                scenario, smaller = less, True
                break
    return scenario
