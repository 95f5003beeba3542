"""The two trends that are looked at: with true counts, and as it might be published."""

import pytest

from reports.trend_page import public_trend_page_html, trend_page_html
from reports.trend_shown import PublishedTrend, RestrictedTrend, shown_trend
from tests.reports.example_trend import example_published_trend, example_trend


@pytest.fixture(scope="session")
def restricted() -> RestrictedTrend:
    """Seven months: an agency of London starts to send in the sixth."""
    return shown_trend(example_trend(7, 300))


@pytest.fixture(scope="session")
def published() -> PublishedTrend:
    return example_published_trend(7, 300)


@pytest.fixture(scope="session")
def restricted_page(restricted: RestrictedTrend) -> str:
    return trend_page_html(restricted)


@pytest.fixture(scope="session")
def public_page(published: PublishedTrend) -> str:
    return public_trend_page_html(published)
