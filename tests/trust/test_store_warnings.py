"""A warning where the store lies badly, and none where it lies as it should."""

import json
import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from pipeline.cli import run
from pipeline.store_warnings import (
    Place,
    output_warnings,
    outside_home,
    store_warnings,
    synchronised,
)
from tests.sending import write_return

HOME = PureWindowsPath(r"C:\Users\ajones")
WINDOWS = Place("nt", HOME, {})
LINUX = Place("posix", PurePosixPath("/home/ajones"), {})
ON_LINUX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


@pytest.mark.parametrize(
    ("folder", "by"),
    [
        (r"C:\Users\ajones\OneDrive\lscb-store", "OneDrive"),
        (r"C:\Users\ajones\OneDrive - York Council\Documents\lscb-store", "OneDrive"),
        (r"C:\Users\ajones\Dropbox (York Council)\lscb-store", "Dropbox"),
        (r"C:\Users\ajones\Box\lscb-store", "Box"),
        (r"C:\Users\ajones\Box Sync\lscb-store", "Box"),
        (r"C:\Users\ajones\iCloudDrive\lscb-store", "iCloud"),
        (r"G:\My Drive\lscb-store", "Google Drive"),
        (r"D:\nextcloud\lscb-store", "Nextcloud"),
    ],
)
def test_on_windows_a_synchronised_folder_is_known_by_its_name(folder: str, by: str) -> None:
    said = synchronised(PureWindowsPath(folder), WINDOWS)
    assert f"lies in a folder that {by} copies to other computers" in said
    assert folder in said
    assert "--store" in said


@pytest.mark.parametrize(
    ("folder", "by"),
    [
        ("/Users/ajones/Library/Mobile Documents/com~apple~CloudDocs/store", "iCloud"),
        ("/Users/ajones/Library/CloudStorage/OneDrive-YorkCouncil/store", "OneDrive"),
        ("/Users/ajones/Library/CloudStorage/Box-Box/store", "a cloud"),
        ("/home/ajones/Nextcloud/store", "Nextcloud"),
        ("/home/ajones/Google Drive/store", "Google Drive"),
        ("/home/ajones/Box/store", "Box"),
    ],
)
def test_elsewhere_too(folder: str, by: str) -> None:
    said = synchronised(PurePosixPath(folder), LINUX)
    assert f"lies in a folder that {by} copies to other computers" in said


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial"])
def test_a_folder_is_known_by_what_windows_says_of_onedrive(variable: str) -> None:
    place = Place("nt", HOME, {variable: r"E:\Council files"})
    assert "OneDrive" in synchronised(PureWindowsPath(r"E:\council files\a\store"), place)
    assert synchronised(PureWindowsPath(r"E:\Council files of mine\store"), place) == ""


@pytest.mark.parametrize(
    "folder",
    [
        r"C:\Users\ajones\lscb-store",
        r"C:\Users\ajones\Documents\box\lscb-store",
        r"C:\Users\ajones\Documents\Onedrive migration\lscb-store",
        r"D:\data\Dropboxes\lscb-store",
    ],
)
def test_an_ordinary_place_is_not_said_to_be_synchronised(folder: str) -> None:
    assert synchronised(PureWindowsPath(folder), WINDOWS) == ""


def test_on_windows_the_user_s_own_folder_is_private_and_of_others_it_is_said() -> None:
    assert outside_home("The store", PureWindowsPath(r"C:\users\AJones\lscb-store"), HOME) == ""
    said = outside_home("The store", PureWindowsPath(r"S:\Shared\lscb-store"), HOME)
    assert said.startswith(r"The store S:\Shared\lscb-store lies outside your own folder")
    assert "ask whoever looks after that place" in said


def test_so_it_is_with_what_is_restricted_or_confidential(tmp_path: Path) -> None:
    home = tmp_path / "ajones"
    folders = [home / "out" / "2011-06", tmp_path / "shared" / "out"]
    (said,) = output_warnings(folders, Place("nt", home, {}))
    assert said.startswith(f"The folder {tmp_path / 'shared' / 'out'} lies outside your own folder")
    assert output_warnings(folders, Place("posix", home, {})) == ()


@pytest.mark.parametrize("mark", [".dropbox.cache", ".stfolder", ".sync_0123.db"])
def test_a_synchronised_folder_is_known_by_the_marks_in_it(mark: str, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    assert store_warnings(tmp_path / "shared" / "lscb-store", LINUX) == ()
    (tmp_path / "shared" / mark).touch()
    (said,) = store_warnings(tmp_path / "shared" / "lscb-store", LINUX)
    assert "copies to other computers" in said


@ON_LINUX
@pytest.mark.parametrize(
    ("mode", "above", "warned"),
    [
        (0o700, 0o755, False),
        (0o750, 0o700, True),
        (0o755, 0o755, True),
        (0o711, 0o755, True),
        (0o722, 0o755, True),
        (0o722, 0o700, False),
    ],
)
def test_a_store_that_others_can_read_is_said_to_be(
    mode: int, above: int, warned: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    store = folder / "store"
    store.mkdir()
    store.chmod(mode)
    folder.chmod(above)
    said = store_warnings(store, LINUX)
    assert bool(said) == warned
    assert all("lets other users of this computer in" in each for each in said)


@ON_LINUX
def test_the_command_warns_on_the_terminal_in_one_sentence_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_return(tmp_path / "sent" / "a.csv", [{"local_id": "A1"}])
    assert run(["ingest", "sent", "--store", "store"]) == 0
    assert capsys.readouterr().err == ""
    (tmp_path / "store").chmod(0o755)
    assert run(["status", "--store", "store", "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == (
        "lscb: The store store lets other users of this computer in: close it to them with "
        "`chmod -R go= store`.\n"
    )
    assert json.loads(said.out)
    (tmp_path / "OneDrive - Council").mkdir()
    assert run(["ingest", "sent", "--store", "OneDrive - Council/store"]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert "in a folder that OneDrive copies to other computers" in line
