"""`profile.html`: the pages that a board's meeting reads, one file that needs nothing else."""

from reports.page_model import FileBeside
from reports.page_templates import page_template
from reports.profile_page_facts import first_page
from reports.profile_page_missing import TITLE, missing_on_page
from reports.profile_page_tables import parts_on_page, referrals_on_page
from reports.profile_published import PublishedProfile
from reports.profile_published_wording import hidden_sentences, withheld_sentences
from reports.profile_shown import ShownProfile, shown_profile
from reports.profile_tables import ProfileReport
from reports.profile_wording import (
    LATE,
    SERVICES,
    counted_from,
    lead_name,
    notes,
    nothing_more_sentence,
    profile_title,
    versions_sentence,
    what_the_profile_is,
)
from reports.wording import RESTRICTED_LINE, RESTRICTED_WHY, SHOWN_HIDDEN

_FILES = (
    FileBeside("profile.xlsx", "The same figures as a workbook."),
    FileBeside("profile.csv", "All figures, a line a figure."),
)


def profile_page_html(report: ProfileReport) -> str:
    """The report with true counts as HTML; the same report makes the same text."""
    profile = shown_profile(report)
    return _page(
        profile,
        restricted=RESTRICTED_LINE,
        restricted_why=RESTRICTED_WHY,
        missing=missing_on_page(profile),
        missing_title=TITLE,
    )


def public_profile_page_html(profile: PublishedProfile) -> str:
    """The published profile as HTML; the same profile makes the same text."""
    contact = profile.contact and f"Questions about these figures: {profile.contact}"
    return _page(
        profile,
        restricted="",
        missing=None,
        hidden_sign=SHOWN_HIDDEN,
        hidden=hidden_sentences(profile),
        withheld=withheld_sentences(profile),
        files=_FILES,
        contact=contact,
    )


def _page(profile: ShownProfile, **own: object) -> str:
    return page_template("profile.html.j2").render(
        title=profile_title(profile),
        what_it_is=what_the_profile_is(profile),
        counted_from=counted_from(profile),
        lead=lead_name(profile),
        first=first_page(profile),
        late=LATE,
        services=SERVICES,
        nothing_more=nothing_more_sentence(profile),
        referrals=referrals_on_page(profile),
        parts=parts_on_page(profile),
        notes=notes(profile),
        versions=versions_sentence(profile),
        **own,
    )
