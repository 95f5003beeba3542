"""The folders of feedback: one for each return, to be sent to its agency as it is."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath

import msgspec
from filelock import FileLock

from ingest.delivery import Delivery
from ingest.document import UnreadableFile
from pipeline.delivery_result import DeliveryResult
from pipeline.feedback import ReturnFeedback, ToMark
from pipeline.output import (
    KEPT_FEEDBACK,
    MANIFEST,
    OutputError,
    OutputFolder,
    check_replaceable,
    json_text,
    owner_only,
    private_folder,
    replacing,
    write_text,
)
from pipeline.staging import LOCK, clear_left_feedback, remove_whole
from reports.feedback import MARKED, Feedback
from reports.feedback_csv import feedback_csv
from reports.feedback_json import feedback_json
from reports.feedback_workbook import write_feedback_workbook
from reports.marked_copy import CannotMark, marked_copy
from schemas.text import UNSHOWN, folded
from schemas.version import PROGRAM

Content = Callable[[str], bytes]
"""The bytes of a sent file by the hash that it had when it was read; raises OSError or
UnreadableFile."""

_REFUSED = "refused files"
_LONGEST, _LONGEST_MARKED = 60, 40
"""Characters of names.  A path on Windows ends at 260, and a marked copy has three folders above
it."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def content_of(delivered: Iterable[tuple[Delivery, DeliveryResult]]) -> Content:
    """The contents of deliveries' files, read at each call."""
    files = {
        each.read.sha256: file
        for delivery, result in delivered
        for file, each in zip(delivery.files, result.files, strict=True)
    }
    return lambda sha256: files[sha256].content()


def write_feedback(folder: Path, items: Sequence[ReturnFeedback], content: Content) -> list[Path]:
    """Writes a folder for each return into `folder`, which appears whole or not at all; gives the
    folders.  Raises OutputError if it can't be written or is not to be replaced."""
    with OutputFolder(folder) as staged:
        write_text(staged / MANIFEST, _manifest("check"))
        for each in items:
            where = staged / feedback_path(each)
            where.mkdir(parents=True, exist_ok=True)
            _write_one(where, each, content)
    return [folder / feedback_path(each) for each in items]


def keep_feedback(folder: Path, items: Sequence[ReturnFeedback], content: Content) -> list[Path]:
    """Writes a folder for each return into `folder`, in place of that return's earlier feedback;
    that of other returns stays.  Raises OutputError as write_feedback does."""
    check_replaceable(folder, "--feedback", KEPT_FEEDBACK)
    private_folder(folder)
    try:
        with FileLock(folder / LOCK, mode=0o600):
            return _kept(folder, items, content)
    except OSError as error:
        raise OutputError(f"{folder} can't be written: {error.strerror}.") from None


def _kept(folder: Path, items: Sequence[ReturnFeedback], content: Content) -> list[Path]:
    """To be called by one at a time: what an interrupted writing left is cleared away first."""
    clear_left_feedback(folder)
    if not (folder / MANIFEST).exists():
        write_text(folder / MANIFEST, _manifest(KEPT_FEEDBACK))
        owner_only(folder / MANIFEST)
    written: list[Path] = []
    for each in items:
        path = feedback_path(each)
        parent = folder / path.parent
        private_folder(parent)
        target = _spelt_as_there(parent, path.name)
        with replacing(target) as staged:
            _write_one(staged, each, content)
        written.append(target)
    _clear_mended(folder / _REFUSED, items)
    return written


def _clear_mended(refused: Path, items: Sequence[ReturnFeedback]) -> None:
    """Removes the feedback on refused files of returns that came now: it is out of date."""
    came = {_plainly(_whose(each.feedback)) for each in items if each.id is not None}
    now = {feedback_path(each).name for each in items if each.id is None}
    for folder in sorted(refused.iterdir()) if refused.is_dir() else ():
        try:
            said = msgspec.json.decode((folder / "feedback.json").read_bytes(), type=_Whose)
        except (OSError, msgspec.DecodeError):
            continue
        if _plainly(said) in came and folder.name not in now:
            with suppress(OSError):
                remove_whole(folder)


class _Whose(msgspec.Struct, frozen=True):
    """The return that a feedback is about, as its JSON tells it."""

    agency: str
    area: str | None
    return_date: date | None


def _plainly(whose: _Whose) -> _Whose:
    """As it is compared: without case and surplus spaces."""
    return msgspec.structs.replace(whose, agency=folded(whose.agency))


def _whose(feedback: Feedback) -> _Whose:
    return _Whose(feedback.agency, feedback.area, feedback.return_date)


def feedback_path(item: ReturnFeedback) -> PurePosixPath:
    """`2011-06-06/Harbour Project - York`; a refused file's is named by what is told of it, and a
    hash of its path and content."""
    feedback = item.feedback
    if item.id is None:
        name = _plain(feedback.agency) or "unknown agency"
        sent = [text for each in feedback.files for text in (each.path, each.sha256)]
        said = [feedback.area or "", str(feedback.return_date)]
        return PurePosixPath(_REFUSED) / f"{name} - {_hash([*sent, *said], 8)}"
    id_ = "\n".join([item.id.agency, item.id.area, str(item.id.return_date)])
    name = _unique(feedback.agency, id_)
    area = _unique(feedback.area, id_) if feedback.area else _unique("area not recognised?", id_)
    return PurePosixPath(str(feedback.return_date)) / f"{name} - {area}"


def _write_one(folder: Path, item: ReturnFeedback, content: Content) -> None:
    feedback = item.feedback
    names = _marked_names(item.to_mark)
    for each in item.to_mark:
        try:
            marked = _marked(each, content)
        except CannotMark as error:
            feedback = _with_notice(feedback, f"{each.path}: there is no marked copy. {error}")
            continue
        (folder / MARKED).mkdir(exist_ok=True)
        name = names[each.path, each.sha256]
        (folder / MARKED / name).write_bytes(marked)
        feedback = replace(feedback, marked=(*feedback.marked, name))
    write_feedback_workbook(folder / "feedback.xlsx", feedback)
    write_text(folder / "feedback.csv", feedback_csv(feedback))
    write_text(folder / "feedback.json", feedback_json(feedback))


def _marked(item: ToMark, content: Content) -> bytes:
    """Raises CannotMark also where the file is not there any more, or is another one by now."""
    try:
        sent = content(item.sha256)
    except (OSError, UnreadableFile):
        raise CannotMark("The file can't be read any more.") from None
    if sha256(sent).hexdigest() != item.sha256:
        raise CannotMark("The file was changed since it was read.")
    return marked_copy(sent, item.defects, item.sheets)


def _with_notice(feedback: Feedback, notice: str) -> Feedback:
    return replace(feedback, notices=(*feedback.notices, notice))


def _manifest(command: str) -> str:
    return json_text({"program": PROGRAM, "command": command})


def _marked_names(files: Sequence[ToMark]) -> dict[tuple[str, str], str]:
    """The name of the marked copy of each sent file, by its path and hash, since two deliveries may
    have one path: its own; with what tells it from others where two have one name (without
    case)."""
    own = {
        (each.path, each.sha256): _plain(PurePosixPath(each.path).stem, _LONGEST_MARKED)
        for each in files
    }
    times = Counter(name.casefold() for name in own.values())
    return {
        of: f"{name}.xlsx" if times[name.casefold()] == 1 else f"{name} {_hash(of, 6)}.xlsx"
        for of, name in own.items()
    }


def _unique(text: str, of: str) -> str:
    """`text` as a name of a file; where it had to be changed, with what tells it from others."""
    plain = _plain(text)
    return plain if plain == text else f"{plain} {_hash([of], 6)}"


def _hash(texts: Sequence[str], length: int) -> str:
    # A path may hold what is no Unicode.
    return sha256("\n".join(texts).encode(errors="surrogateescape")).hexdigest()[:length]


def _plain(text: str, longest: int = _LONGEST) -> str:
    """`text` without what no file may be named on Windows, and without what is not seen."""
    name = _NOT_IN_NAMES.sub("", UNSHOWN.sub("", text))[:longest].strip(" .")
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _spelt_as_there(parent: Path, name: str) -> Path:
    """The folder of the name, as it is spelt if it is there already (without case)."""
    there = (path for path in parent.iterdir() if path.name.casefold() == name.casefold())
    return next(there, parent / name)
