"""What is wrong with the place where a store lies: others may read it, or a program copies it to
somebody else's computer."""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path, PurePath

_GROUP, _ALL = stat.S_IRGRP | stat.S_IXGRP, stat.S_IROTH | stat.S_IXOTH
_ENTERS = stat.S_IXGRP | stat.S_IXOTH
_OWNER_ONLY = stat.S_IRWXU
_ANYWHERE = {
    "onedrive": "OneDrive",
    "skydrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "cloudstorage": "a cloud",
}
"""Programs that synchronise, by the names of their folders in lower case."""
_IN_HOME = {"box": "Box"}
"""Those whose folder has a name that any folder may have, so that it must lie in the home."""
_DROPBOX = ".dropbox"
_MARKS = {
    _DROPBOX: "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".stfolder": "Syncthing",
}
"""What such programs put into the folder that they synchronise."""
_MOST_LOOKED_AT = 1000
"""Entries of a folder: it may be a large one, on another computer."""
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True)
class Place:
    """Where the command runs: the system (`os.name`), the user's own folder, the environment."""

    system: str
    home: PurePath
    environment: Mapping[str, str]

    @classmethod
    def here(cls) -> "Place":
        return cls(os.name, Path(os.path.expanduser("~")), os.environ)  # noqa: PTH111  never raises


def output_warnings(folders: Iterable[Path], place: Place) -> tuple[str, ...]:
    """A sentence for each folder for what is restricted or confidential that others may open,
    where the system does not tell who may."""
    if place.system != "nt":
        return ()
    said = (outside_home("The folder", _resolved(each), place.home) for each in folders)
    return tuple(each for each in said if each)


def store_warnings(root: Path, place: Place) -> tuple[str, ...]:
    """A sentence for each thing that is wrong with the place of the store at `root`, which need not
    be there yet; none where it lies as it should."""
    resolved = _resolved(root)
    found = [synchronised(resolved, place, _marks_above(resolved))]
    if place.system == "nt":
        found.append(outside_home("The store", resolved, place.home))
    else:
        found.append(_read_by_others(root, resolved))
    return tuple(each for each in found if each)


def synchronised(folder: PurePath, place: Place, marks: Iterable[str] = ()) -> str:
    """What to say of a store in a folder that a program synchronises; blank if none does.  `marks`
    are the programs whose marks were found in the folder or above it."""
    by = next((name for name in (*_by_name(folder, place), *marks)), "")
    if not by:
        return ""
    return (
        f"The store {folder} lies in a folder that {by} copies to other computers, and that can "
        "damage it too: move it to a folder that is not synchronised, and name that by --store."
    )


def outside_home(what: str, folder: PurePath, home: PurePath) -> str:
    """What to say on Windows, where a folder has the rights of the one in which it lies: the user's
    own folder is private, of any other it is not known.  Blank within it."""
    if folder.is_relative_to(home):
        return ""
    return (
        f"{what} {folder} lies outside your own folder ({home}), and lscb can't see who else may "
        "open it there: ask whoever looks after that place, or move it into your own folder."
    )


def _by_name(folder: PurePath, place: Place) -> Iterable[str]:
    for variable in _VARIABLES:
        named = place.environment.get(variable)
        if named and folder.is_relative_to(type(folder)(named)):
            yield "OneDrive"
    for part in (folder, *folder.parents):
        name = part.name.casefold()
        # As "OneDrive - York Council", "Dropbox (York Council)".
        plain = name.split(" - ")[0].split(" (")[0].split("-")[0]
        if by := _ANYWHERE.get(name) or _ANYWHERE.get(plain):
            yield by
        elif name in _IN_HOME and part.parent == place.home:
            yield _IN_HOME[name]


def _marks_above(folder: Path) -> list[str]:
    return [by for each in (folder, *folder.parents) for by in _marks_in(each)]


def _marks_in(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            entries = list(islice(found, _MOST_LOOKED_AT))
        return [
            by
            for each in entries
            for mark, by in _MARKS.items()
            # In the home Dropbox keeps its settings in a folder of the same name.
            if fnmatchcase(each.name, mark) and not (mark == _DROPBOX and each.is_dir())
        ]
    except OSError:
        return []


def _read_by_others(root: Path, folder: Path) -> str:
    try:
        mode = stat.S_IMODE(folder.stat().st_mode)
        above = folder.parent.stat().st_mode
    except OSError:
        return ""
    if not mode & (_GROUP | _ALL) and (mode == _OWNER_ONLY or not above & _ENTERS):
        return ""
    return (
        f"The store {root} lets other users of this computer in: close it to them with "
        f"`chmod -R go= {root}`."
    )


def _resolved(root: Path) -> Path:
    try:
        return root.resolve()
    except (OSError, RuntimeError):  # RuntimeError: links that lead round in a circle
        return root.absolute()
