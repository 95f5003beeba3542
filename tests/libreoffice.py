"""LibreOffice, as an agency that has no Word or Excel saves its forms."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_INSTALL = "apt-get install libreoffice-calc libreoffice-writer"


def saved_by_libreoffice(paths: Sequence[Path], profile: Path, folder: Path) -> list[Path]:
    """The files (all docx or all xlsx) as LibreOffice opens and saves them, into `folder` under
    their names.

    Where LibreOffice is missing the test is left out, saying what to install; in CI, which installs
    it and sets LSCB_CI, it fails.
    """
    program = shutil.which("soffice")
    if program is None and "LSCB_CI" not in os.environ:
        pytest.skip(f"LibreOffice is not installed ({_INSTALL}); CI runs this test")
    assert program, f"these tests need LibreOffice: {_INSTALL}"
    ran = subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            _FILTERS[paths[0].suffix[1:]],
            "--outdir",
            str(folder),
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    saved = [folder / path.name for path in paths]
    missing = [path.name for path in saved if not path.is_file()]
    assert not missing, f"LibreOffice saved no {missing} ({_INSTALL}): {ran.stderr}"
    return saved
