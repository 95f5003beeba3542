"""What the store tells of each agency, area and month: who sent, who is late, who is missing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.arrivals import (
    Held,
    came_on,
    came_since,
    is_somebodys,
    refusal_came_on,
    return_dates,
)
from pipeline.configuration import Configuration
from pipeline.expected import Sender, Senders, senders_of
from pipeline.messages import printable
from pipeline.refusals import Refusal
from pipeline.returns import Returns, StoredReturn, stored_returns
from reports.status import Month, State, Status, StatusLine, ThemeShare, summed
from schemas.areas import Areas
from schemas.codebook import Codebook


@dataclass(frozen=True)
class Span:
    """The months that are wanted; None: from the first, to the last."""

    first: Month | None = None
    last: Month | None = None

    def holds(self, month: Month) -> bool:
        return (self.first is None or self.first <= month) and (
            self.last is None or month <= self.last
        )

    @property
    def only(self) -> Month | None:
        """The month, where it is one."""
        return self.first if self.first == self.last else None


ALL_MONTHS = Span()


def status_of(
    held: Held,
    areas: Areas,
    codebook: Codebook,
    configuration: Configuration,
    on: date,
    span: Span = ALL_MONTHS,
) -> Status:
    """The status on the day `on` of what a store holds.

    Months are those with a return or a refused file, and the one that `span` names alone.  A return
    is late if it first came after the day on which it was due, whatever replaced it since.
    """
    returns = stored_returns(held.covers, areas, agencies=configuration.agencies)
    days = return_dates(returns, held.refusals)
    senders = senders_of(returns.standing, days, areas, configuration.agencies)
    maker = _Lines(returns, held.refusals, senders, codebook, configuration, on)
    months = {month for month in (*days, span.only) if month is not None and span.holds(month)}
    lines = [line for month in months for line in maker.of_month(month)]
    latest = max(months, default=None)
    return Status(
        on=on,
        months=tuple(sorted(months)),
        lines=tuple(sorted(lines, key=_order)),
        agencies_named=bool(configuration.agencies.agencies),
        nobodys_files=sum(
            not is_somebodys(each) and latest is not None and came_since(each, latest)
            for each in held.refusals
        ),
    )


def _order(line: StatusLine) -> tuple[object, ...]:
    return (
        line.agency.casefold(),
        line.agency,
        line.area or "",
        line.month,
        line.return_date or line.month.last_day,
        line.received.isoformat() if line.received else "",
    )


class _Lines:
    """Makes the lines of each month."""

    def __init__(
        self,
        returns: Returns,
        refusals: Sequence[Refusal],
        senders: Senders,
        codebook: Codebook,
        configuration: Configuration,
        on: date,
    ) -> None:
        self.senders, self.configuration, self.on = senders, configuration, on
        self.titles = {theme.number: theme.title for theme in codebook.themes}
        self.refusals: dict[Month, list[Refusal]] = defaultdict(list)
        for refusal in refusals:
            if refusal.return_date and is_somebodys(refusal):
                self.refusals[Month.of(refusal.return_date)].append(refusal)
        self.sent: dict[Month, list[tuple[StoredReturn, bool]]] = defaultdict(list)
        for replaced, group in ((False, returns.standing), (True, returns.replaced)):
            for each in group:
                self.sent[Month.of(each.id.return_date)].append((each, replaced))
        self.names = self._names(returns)

    def _names(self, returns: Returns) -> dict[str, str]:
        """The name of an agency by its key: that of agencies.csv, or else as first written."""
        agencies = self.configuration.agencies
        written = [each.name for each in agencies.agencies]
        first = sorted((*returns.standing, *returns.replaced), key=lambda each: each.received_at)
        written += [each.agency for each in first]
        written += [
            each.agency for group in self.refusals.values() for each in group if each.agency
        ]
        names: dict[str, str] = {}
        for each in written:
            names.setdefault(agencies.key_of(each), printable(agencies.name_of(each)))
        return names

    def of_month(self, month: Month) -> list[StatusLine]:
        expected = self.senders.expected(month)
        standing: dict[Sender, list[StoredReturn]] = defaultdict(list)
        for each, replaced in self.sent[month]:
            if not replaced:
                standing[self._sender_of(each, month)].append(each)
        refused = self._open_refusals(month, standing, expected)
        lines = self._sent_lines(month, expected, refused)
        for sender, files in refused.items():
            if not standing.get(sender):
                lines.append(self._refused_line(sender, month, files, expected))
        there = {sender for sender, each in standing.items() if each} | set(refused)
        lines += [self._lacking_line(each, month) for each in expected if not _is_met(each, there)]
        return lines

    def _sender_of(self, each: StoredReturn, month: Month) -> Sender:
        return self.senders.sender(each.agency, each.area, month)

    def _open_refusals(
        self,
        month: Month,
        standing: Mapping[Sender, Sequence[StoredReturn]],
        expected: set[Sender],
    ) -> dict[Sender, list[Refusal]]:
        """The refused files by sender, without those that a later delivery mended."""
        senders = [
            self.senders.sender(each.agency or "", each.area, month)
            for each in self.refusals[month]
        ]
        known = {*standing, *expected, *self.senders.before(month), *senders}
        found: dict[Sender, list[Refusal]] = defaultdict(list)
        for refusal, said in zip(self.refusals[month], senders, strict=True):
            sender = said if said.area else _only_of(said.agency, known) or said
            stand = [
                each
                for of_sender, group in standing.items()
                for each in group
                if of_sender == sender or sender == Sender(of_sender.agency, None)
            ]
            if all(each.received_at <= refusal.received_at for each in stand):
                found[sender].append(refusal)
        return dict(found)

    def _sent_lines(
        self, month: Month, expected: set[Sender], refused: Mapping[Sender, Sequence[Refusal]]
    ) -> list[StatusLine]:
        """The returns that stand and those that were replaced."""
        first: dict[tuple[Sender, date], StoredReturn] = {}
        newest: dict[Sender, date] = {}
        for each, replaced in self.sent[month]:
            sender, day = self._sender_of(each, month), each.id.return_date
            before = first.setdefault((sender, day), each)
            first[sender, day] = min(before, each, key=lambda one: one.received_at)
            if not replaced:
                newest[sender] = max(day, newest.get(sender, day))
        lines: list[StatusLine] = []
        for each, replaced in self.sent[month]:
            sender, day = self._sender_of(each, month), each.id.return_date
            due = self._due(sender, day)
            late = due is not None and came_on(first[sender, day]) > due
            state: State = "late" if late else "received"
            if replaced or not each.rows:
                state = "replaced" if replaced else "nil"
            with_files = not replaced and newest[sender] == day
            lines.append(
                StatusLine(
                    agency=self.names[sender.agency],
                    area=self._area_name(sender),
                    month=month,
                    return_date=day,
                    state=state,
                    expected=_is_expected(sender, expected),
                    due=due,
                    late=late,
                    received=each.received_at,
                    received_on=came_on(each),
                    rows=each.rows,
                    refused_rows=each.refused_rows,
                    refused_answers=each.refused_answers,
                    refused_files=len(refused.get(sender, ())) if with_files else 0,
                    themes=self._themes(each),
                )
            )
        return lines

    def _refused_line(
        self, sender: Sender, month: Month, files: Sequence[Refusal], expected: set[Sender]
    ) -> StatusLine:
        last = files[-1]
        day = last.return_date or self.senders.day_of(month)
        return StatusLine(
            agency=self.names[sender.agency],
            area=self._area_name(sender),
            month=month,
            return_date=day,
            state="refused",
            expected=_is_expected(sender, expected),
            due=self._due(sender, day),
            received=last.received_at,
            received_on=refusal_came_on(last),
            refused_files=len(files),
        )

    def _lacking_line(self, sender: Sender, month: Month) -> StatusLine:
        day = self.senders.days.get(month)
        due = None if day is None else self._due(sender, day)
        # A month of which no return date is known yet may still have one until it ends.
        until = month.last_day if day is None else due
        return StatusLine(
            agency=self.names[sender.agency],
            area=self._area_name(sender),
            month=month,
            return_date=None,
            state="awaited" if until is not None and self.on <= until else "missing",
            expected=True,
            due=due,
        )

    def _due(self, sender: Sender, day: date) -> date | None:
        return self.configuration.due_day(sender.agency, day)

    def _area_name(self, sender: Sender) -> str | None:
        return None if sender.area is None else self.senders.areas.name_of(sender.area)

    def _themes(self, each: StoredReturn) -> tuple[ThemeShare, ...]:
        return summed(
            [
                ThemeShare(
                    of_theme.theme,
                    self.titles.get(of_theme.theme, str(of_theme.theme)),
                    of_theme.answered,
                    of_theme.not_known,
                    of_theme.not_provided,
                    of_theme.refused,
                )
                for of_theme in part.themes
            ]
            for _, part in each.parts
        )


def _only_of(agency: str, known: set[Sender]) -> Sender | None:
    """The sender of an agency, where it has one area only."""
    own = [each for each in known if each.agency == agency and each.area is not None]
    return own[0] if len(own) == 1 else None


def _is_expected(sender: Sender, expected: set[Sender]) -> bool:
    return sender in expected or Sender(sender.agency, None) in expected


def _is_met(expected: Sender, there: set[Sender]) -> bool:
    """Whether something came of an expected sender; where its area is not said, of any area."""
    return expected in there or (
        expected.area is None and any(each.agency == expected.agency for each in there)
    )
