"""`profile.xlsx`: the profile as a workbook, a sheet for each part."""

from collections.abc import Sequence
from pathlib import Path

from reports.disclosure_wording import shorthand_sentences
from reports.profile_page_facts import first_page
from reports.profile_published import PublishedProfile
from reports.profile_published_wording import hidden_sentences, how_many_hidden
from reports.profile_shown import RestrictedProfile, ShownProfile, shown_profile
from reports.profile_tables import ProfileReport
from reports.profile_wording import (
    LATE,
    SERVICES,
    counted_from,
    notes,
    profile_title,
    versions_sentence,
    what_the_profile_is,
)
from reports.profile_workbook_sheets import missing_sheet, part_sheet, referrals_sheet
from reports.wording import RESTRICTED_WHY, SHOWN_HIDDEN, Explained
from reports.workbook_model import BOLD, CONTENTS, CoverTexts, Link, Sheet, SheetTable
from reports.workbook_writing import Document, write_document

NOTES = "Notes"


def write_profile_workbook(path: Path, report: ProfileReport) -> None:
    """Write the report with true counts as .xlsx to `path`; the same report makes the same
    bytes."""
    profile = shown_profile(report)
    _write(path, profile, (missing_sheet(profile),), ())


def write_public_profile_workbook(path: Path, profile: PublishedProfile) -> None:
    """Write the published profile as .xlsx to `path`; the same profile makes the same bytes."""
    hidden = tuple(Explained("What is not shown", text) for text in hidden_sentences(profile))
    _write(path, profile, (), hidden)


def _write(
    path: Path, profile: ShownProfile, further: Sequence[Sheet], hidden: Sequence[Explained]
) -> None:
    parts = [part_sheet(part, profile) for part in profile.parts if profile.tables_of(part)]
    sheets = (_notes(profile, hidden), referrals_sheet(profile), *parts, *further)
    document = Document(profile_title(profile), profile.restricted, profile.day)
    write_document(path, document, _cover(profile), (_contents(sheets), *sheets))


def _cover(profile: ShownProfile) -> CoverTexts:
    facts = [" ".join(text for text, _ in each.parts) + "." for each in first_page(profile).facts]
    intro: list[tuple[dict[str, object], str]] = [({}, what_the_profile_is(profile))]
    if isinstance(profile, RestrictedProfile):
        intro.append(({}, RESTRICTED_WHY))
    intro += [(dict(BOLD), "At a glance"), *(({}, each) for each in facts)]
    return CoverTexts(
        intro=tuple(intro),
        about=(
            counted_from(profile),
            f"{SERVICES} {LATE}",
            "Percentages are of the referrals with information, those of all referrals stand "
            "beside them. Look at how much is known before comparing.",
            *_what_is_hidden(profile),
            versions_sentence(profile),
        ),
        contact=_contact(profile),
    )


def _what_is_hidden(profile: ShownProfile) -> tuple[str, ...]:
    if not isinstance(profile, PublishedProfile):
        return ()
    return (
        f"{how_many_hidden(profile)} The notes say why.",
        *shorthand_sentences((SHOWN_HIDDEN,)),
    )


def _contact(profile: ShownProfile) -> tuple[str, ...]:
    if isinstance(profile, PublishedProfile) and profile.contact:
        return (f"Questions about these figures: {profile.contact}",)
    return ()


def _contents(sheets: Sequence[Sheet]) -> Sheet:
    contents = SheetTable(
        name="contents",
        title=CONTENTS,
        lines=("This sheet has one table. The names in its first column lead to the sheets.",),
        columns=("Sheet", "What it holds"),
        rows=tuple((Link(each.name), each.title) for each in sheets),
    )
    return Sheet(CONTENTS, CONTENTS, (contents,), (34, 80))


def _notes(profile: ShownProfile, hidden: Sequence[Explained]) -> Sheet:
    title = "How it was counted"
    table = SheetTable(
        name="notes",
        title=title,
        lines=("This sheet has one table.",),
        columns=("Subject", "Note"),
        rows=tuple((each.word, each.meaning) for each in (*hidden, *notes(profile))),
    )
    return Sheet(NOTES, title, (table,), (30, 96))
