"""The lines of a status: what came of each sender in a month, or is lacking."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.arrivals import came_on, is_somebodys, refusal_came_on
from pipeline.configuration import Configuration
from pipeline.expected import Sender, Senders
from pipeline.refusals import Refusal
from pipeline.returns import ReturnId, Returns, StoredReturn
from reports.feedback import ReturnWarning
from reports.status import STANDING, Month, State, StatusLine, ThemeShare, summed
from schemas.codebook import Codebook
from schemas.text import printable

Warnings = Mapping[ReturnId, tuple[ReturnWarning, ...]]


class StatusLines:
    """Makes the lines of each month."""

    def __init__(
        self,
        returns: Returns,
        refusals: Sequence[Refusal],
        senders: Senders,
        codebook: Codebook,
        configuration: Configuration,
        on: date,
        warnings: Warnings,
    ) -> None:
        self.senders, self.configuration, self.on = senders, configuration, on
        self.warnings = warnings
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
        """The lines of a month, in no particular order."""
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
            state = _state(each, replaced, late)
            is_newest = not replaced and newest[sender] == day
            is_expected = _is_expected(sender, expected)
            lines.append(
                StatusLine(
                    agency=self.names[sender.agency],
                    area=self._area_name(sender),
                    month=month,
                    return_date=day,
                    state=state,
                    expected=is_expected,
                    due=due,
                    late=late and state != "refused",
                    received=each.received_at,
                    received_on=came_on(each),
                    rows=each.rows,
                    refused_rows=each.refused_rows,
                    refused_answers=each.refused_answers,
                    refused_files=len(refused.get(sender, ())) if is_newest else 0,
                    themes=self._themes(each),
                    unexpected=None if is_expected else self.senders.unexpected(sender, month),
                    followed_by=None if replaced or is_newest else newest[sender],
                    warnings=self.warnings.get(each.id, ())
                    if is_newest and state in STANDING
                    else (),
                )
            )
        return lines

    def _refused_line(
        self, sender: Sender, month: Month, files: Sequence[Refusal], expected: set[Sender]
    ) -> StatusLine:
        last = files[-1]
        day = last.return_date or self.senders.day_of(month)
        is_expected = _is_expected(sender, expected)
        return StatusLine(
            agency=self.names[sender.agency],
            area=self._area_name(sender),
            month=month,
            return_date=day,
            state="refused",
            expected=is_expected,
            due=self._due(sender, day),
            received=last.received_at,
            received_on=refusal_came_on(last),
            refused_files=len(files),
            unexpected=None if is_expected else self.senders.unexpected(sender, month),
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


def _state(each: StoredReturn, replaced: bool, late: bool) -> State:
    if replaced:
        return "replaced"
    if not each.rows:
        return "nil"
    if each.refused_rows == each.rows:
        return "refused"
    return "late" if late else "received"


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
