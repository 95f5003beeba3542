"""Erasing: shown first, then done at once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.audit_log_run import note_sealed
from pipeline.duplicates.decision_files import read_batches, write_anew
from pipeline.erasing import anew
from pipeline.erasing.asked import Asked, Keys
from pipeline.erasing.feedback_held import remove_feedback
from pipeline.erasing.mentioned import mentions
from pipeline.erasing.plan import Plan, plan_erasure
from pipeline.erasing.record import ErasedFrom, ErasedReturn, Erasure, write_erasure
from pipeline.erasing.rewriting import seal_without
from pipeline.refusals import forget
from pipeline.store import Store, next_moment
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.version import program_version


@dataclass(frozen=True)
class Said:
    """What is written down of an erasure: who erased and why, and what was asked for as far as it
    names nobody."""

    who: str
    why: str
    area: str | None = None
    agency: str | None = None
    before: date | None = None


def erase(asked: Asked, store: Store, feedback: Path, keys: Keys, said: Said) -> Plan:
    """Erases all that is asked for, and gives what that was; nothing is done where there is none.

    First all is written anew beside its place; then feedback and what is remembered of refused
    files is removed, which does no harm if nothing follows; then all that was written is put in
    force at once.  Raises UserError where who or why name the young person; StoreError and
    OutputError where something can't be read or written.
    """
    with store.writing():
        plan = plan_erasure(asked, store, feedback, keys, said.who)
        if any(mentions(text, plan.forms) for text in (said.who, said.why)):
            raise UserError(
                "--who or --why holds the identifier as a word of its own, and both are kept. Say "
                "it without; where it only looks like it, write a number as a word (one) and a "
                "date as 1 June 2011."
            )
        if plan.is_empty:
            return plan
        with anew.staged(store.root) as folder:
            _stage(plan, store, folder, said)
            remove_feedback(feedback, plan.feedback)
            forget(store.root, lambda each: each in plan.refused)
        note_sealed(store.root, (each.cover.id for each in plan.files))
    return plan


def _stage(plan: Plan, store: Store, folder: Path, said: Said) -> None:
    sealed = folder / anew.SEALED
    sealed.mkdir()
    codebook = load_codebook()
    for each in plan.files:
        seal_without(each, store, sealed, codebook)
    if plan.decided is not None:
        write_anew(folder / anew.DECISIONS, plan.decided.batches)
    write_erasure(folder / anew.ERASURES, _erasure(plan, store, said))


def _erasure(plan: Plan, store: Store, said: Said) -> Erasure:
    moments = [next_moment(store.covers()), *(each.decided_at for each in read_batches(store))]
    return Erasure(
        erased_at=max(moments),
        who=said.who,
        why=said.why,
        kind=plan.asked.kind,
        area=said.area,
        agency=said.agency,
        before=said.before,
        rows=plan.rows,
        files=tuple(
            ErasedFrom(
                id=each.cover.id,
                sha256=each.cover.sha256,
                rows_before=len(each.rows),
                rows_after=len(each.rows) - each.number,
                returns=tuple(
                    ErasedReturn(of.part.agency, of.part.area, of.part.return_date)
                    for of in plan.touched
                    if of.cover.id == each.cover.id
                ),
            )
            for each in plan.files
        ),
        decisions=plan.decided.changed if plan.decided else 0,
        feedback=len(plan.feedback),
        releases=tuple(each.release for each in plan.releases),
        program_version=program_version(),
    )
