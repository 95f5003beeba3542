"""Chromium, as a reader opens a page, and axe-core, which says what shuts out a reader who can't
see or has no mouse."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_INSTALL = "apt-get install chromium"
_INSTALL_PDF = "apt-get install poppler-utils"


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Chromium without a window, until the end of the block.

    Where Chromium is missing the test is left out, saying what to install; in CI, which installs it
    and sets LSCB_CI, it fails.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None and "LSCB_CI" not in os.environ:
        pytest.skip(f"Chromium is not installed ({_INSTALL}); CI runs this test")
    assert program, f"these tests need Chromium: {_INSTALL}"
    with sync_playwright() as playwright:
        # Who runs the tests may be root, for whom Chromium has no sandbox.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page: the rule and the elements."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']][:3]}" for each in found]


def texts_of_pdf(pdf: bytes) -> list[str]:
    """The text of each page of a PDF."""
    program = shutil.which("pdftotext")
    if program is None and "LSCB_CI" not in os.environ:
        pytest.skip(f"pdftotext is not installed ({_INSTALL_PDF}); CI runs this test")
    assert program, f"these tests need pdftotext: {_INSTALL_PDF}"
    ran = subprocess.run(
        [program, "-layout", "-", "-"], input=pdf, capture_output=True, timeout=60, check=True
    )
    return ran.stdout.decode().removesuffix("\f").split("\f")
