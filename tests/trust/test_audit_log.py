"""The audit log: what stands in it, what never does, and that changes are noticed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import pytest

from pipeline.audit_log import AUDIT_LOG, AuditLine, AuditLogError, add_line, broken_lines
from pipeline.cli import lscb, run
from tests.sending import write_return

DAY = "2011-06-06"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "ajones")
    write_return(Path("sent/Janet Example.csv"), [{"local_id": "QX-1", "gender": "female"}])
    assert run(["ingest", "sent", "--store", "store"]) == 0
    return tmp_path


def log(store: str = "store") -> list[Any]:
    lines = (Path(store) / AUDIT_LOG).read_text(encoding="utf-8").splitlines()
    return [json.loads(each) for each in lines]


def test_an_append_only_log_of_who_ran_what_when_on_which_files_with_what_outcome(
    here: Path,
) -> None:
    """Without values: see below."""
    before = Path("store", AUDIT_LOG).read_bytes()
    refused = write_return(here / "more" / "b.csv", [{"local_id": "QX-2", "gender": "zqx"}])
    refused.with_name("c.csv").write_text("Age\n14\n", encoding="utf-8")
    assert run(["ingest", "more", "--store", "store", "--no-feedback"]) == 1
    assert run(["snapshot", "--date", "1999-01-04", "--out", "sent", "--store", "store"]) == 2
    after = Path("store", AUDIT_LOG).read_bytes()
    assert after.startswith(before)
    began, ended, _, of_more, asked, stopped = log()
    assert {each["who"] for each in log()} == {"ajones"}
    assert all(each["machine"] for each in log())
    moments = [datetime.fromisoformat(each["moment"]) for each in log()]
    assert moments == sorted(moments)
    assert all(timedelta(0) <= datetime.now(UTC) - each < timedelta(hours=1) for each in moments)
    assert [began["event"], began["command"]] == ["began", "ingest"]
    assert [ended["event"], ended["outcome"]] == ["ended", "done"]
    assert began["run"] == ended["run"] != of_more["run"]
    content = Path("sent/Janet Example.csv").read_bytes()
    assert ended["files"] == [sha256(content).hexdigest()[:16]]
    assert set(ended["sealed"]) < {each.name for each in Path("store/sealed").iterdir()}
    assert [of_more["outcome"], len(of_more["files"]), len(of_more["sealed"])] == [
        "some refused", 2, 1,
    ]  # fmt: skip
    assert [asked["command"], asked["options"]] == ["snapshot", {"--date": "1999-01-04"}]
    assert [stopped["outcome"], stopped["error"]] == ["stopped", "OutputError"]


def test_it_holds_no_value_no_name_of_a_file_and_no_text_that_a_user_wrote(here: Path) -> None:
    for argv in (
        ["erase", "identifier", "--area", "Zqxarea", "--id", "QX-1"],
        ["erase", "identifier", "--area", "York", "--id", "QX-1", "--yes", "--who", "Zqxwho"],
        ["erase", "agency", "Zqxagency", "--yes", "--who", "A Jones", "--why", "Zqxwhy"],
        ["duplicates", "explain", "York", "QX-1", "--date", DAY],
        ["release", "Zqxout", "--name", "Zqxname"],
        ["release", "show", "Zqxrelease", "--out", "Zqxfolder"],
        ["extract", "--date", DAY, "--out", "Zqxextract", "--questions", "zqxquestion"],
        ["status", "--month", "Zqxmonth"],
    ):
        run([*argv, "--store", "store"])
    text = Path("store", AUDIT_LOG).read_text(encoding="utf-8")
    assert '"command":"erase identifier"' in text
    assert '"--yes":true' in text
    for planted in ("Janet", "QX-", "Harbour", "York", "Jones"):
        assert planted not in text
    assert "zqx" not in text.casefold()
    assert str(here) not in text


def test_options_are_named_as_they_are_written_and_a_flag_that_was_given_is_true(
    here: Path,
) -> None:
    run(["snapshot", "--date", DAY, "--out", "out", "--store", "store", "--no-publish", "--json"])
    assert log()[-1]["outcome"] == "done"
    assert log()[-2]["options"] == {"--date": DAY, "--no-publish": True, "--json": True}


def test_what_was_erased_from_is_named_by_its_id(here: Path) -> None:
    child = ["--area", "York", "--id", "QX-1", "--yes", "--who", "A Jones"]
    assert run(["erase", "identifier", *child, "--store", "store"]) == 0
    (sealed,) = Path("store/sealed").iterdir()
    assert log()[-1]["sealed"] == [sealed.name]


def test_a_run_that_was_killed_has_no_end(here: Path) -> None:
    code = (
        "import os, pipeline.status_command as s\n"
        "s.show_status = lambda *_: os._exit(9)\n"
        "from pipeline.cli import run\n"
        "run(['status', '--store', 'store'])"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert run(["status", "--store", "store"]) == 0
    assert [(each["command"], each["event"]) for each in log()[2:]] == [
        ("status", "began"),
        ("status", "began"),
        ("status", "ended"),
    ]
    assert broken_lines(Path("store")) == ()


def test_every_command_that_has_a_store_is_on_record() -> None:
    found = [each for each in leaves(lscb) if any(of.name == "store" for of in each.params)]
    assert len(found) > 15
    assert [each.name for each in found if not hasattr(each.callback, "__wrapped__")] == []


def leaves(group: click.Group) -> list[click.Command]:
    found: list[click.Command] = []
    for each in group.commands.values():
        found += leaves(each) if isinstance(each, click.Group) else [each]
        if isinstance(each, click.Group) and each.invoke_without_command:
            found.append(each)
    return found


def test_where_there_is_no_store_none_is_made_for_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["status", "--store", "a/store"]) == 2
    assert run(["ingest", "none.csv", "--store", "a/store"]) == 2
    assert list(tmp_path.iterdir()) == []


def line(command: str = "status") -> AuditLine:
    return AuditLine(
        event="began",
        moment=datetime(2011, 6, 6, tzinfo=UTC),
        run="0" * 16,
        who="ajones",
        machine="desk",
        command=command,
        program_version="1",
    )


def written(folder: Path, number: int = 5) -> list[bytes]:
    """The lines of a log."""
    for each in range(number):
        add_line(folder, line(f"command {each}"))
    return (folder / AUDIT_LOG).read_bytes().splitlines(keepends=True)


def test_a_changed_byte_anywhere_in_the_log_is_noticed(tmp_path: Path) -> None:
    content = b"".join(written(tmp_path))
    last = len(content) - 1  # without the end of the last line: as if a run had been killed there
    for place in range(last):
        changed = bytearray(content)
        changed[place] ^= 1
        (tmp_path / AUDIT_LOG).write_bytes(changed)
        assert broken_lines(tmp_path) != ()


@pytest.mark.parametrize(
    ("edit", "broken"),
    [
        (lambda lines: lines, ()),
        (lambda lines: [*lines[:2], *lines[3:]], (3,)),
        (lambda lines: lines[1:], (1,)),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], (2, 3, 4)),
        (lambda lines: [*lines[:2], lines[1], *lines[2:]], (3,)),
        (lambda lines: [*lines[:2], b"A note\n", *lines[2:]], (3,)),
        (lambda lines: [*lines[:2], lines[2].replace(b"ajones", b"bsmith"), *lines[3:]], (3,)),
        (lambda lines: [*lines[:4], lines[4].replace(b"ajones", b"bsmith")], (5,)),
        (lambda lines: [*lines[:4], lines[4][:30] + b"\n"], (5,)),
    ],
    ids=[
        "as it was", "one removed", "the first removed", "two exchanged", "one twice",
        "a note put in", "one changed", "the last changed", "the last cut short",
    ],
)  # fmt: skip
def test_lines_that_were_changed_removed_or_put_in_are_named(
    tmp_path: Path, edit: Callable[[Sequence[bytes]], Sequence[bytes]], broken: tuple[int, ...]
) -> None:
    lines = written(tmp_path)
    (tmp_path / AUDIT_LOG).write_bytes(b"".join(edit(lines)))
    assert broken_lines(tmp_path) == broken
    add_line(tmp_path, line("afterwards"))
    assert broken_lines(tmp_path) == broken


def test_what_a_killed_run_left_of_a_line_is_closed_by_the_next(tmp_path: Path) -> None:
    content = b"".join(written(tmp_path))
    begin_of_last = content.rstrip(b"\n").rindex(b"\n") + 1
    for end in (begin_of_last + 1, begin_of_last + 40, len(content) - 1):
        (tmp_path / AUDIT_LOG).write_bytes(content[:end])
        assert broken_lines(tmp_path) == ()
        add_line(tmp_path, line("afterwards"))
        assert broken_lines(tmp_path) == ()
        now = (tmp_path / AUDIT_LOG).read_bytes()
        assert now.startswith(content[:end] + b"\n{")
        (tmp_path / AUDIT_LOG).write_bytes(content[:begin_of_last] + b"{x" + now[end:])
        assert broken_lines(tmp_path) == (5,)


def test_a_line_follows_on_one_that_is_longer_than_what_is_read_at_once(tmp_path: Path) -> None:
    add_line(tmp_path, line())
    files = tuple(f"{number:016}" for number in range(20_000))
    long = AuditLine(
        event="ended", moment=datetime(2011, 6, 6, tzinfo=UTC), run="0" * 16, who="a", machine="b",
        command="ingest", program_version="1", files=files,
    )  # fmt: skip
    add_line(tmp_path, long)
    add_line(tmp_path, line())
    assert broken_lines(tmp_path) == ()


def test_several_processes_add_to_it_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.trust.test_audit_log import line, add_line\n"
        "for n in range(20): add_line(Path(sys.argv[1]), line(f'{sys.argv[2]} {n}'))"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name], env=environment)
        for name in "abcd"
    ]
    assert [each.wait(60) for each in running] == [0, 0, 0, 0]
    assert broken_lines(tmp_path) == ()
    found = [each["command"] for each in log(str(tmp_path))]
    assert sorted(found) == sorted(f"{name} {n}" for name in "abcd" for n in range(20))
    assert [each for each in found if each[0] == "a"] == [f"a {n}" for n in range(20)]


def test_of_a_line_for_which_there_is_no_room_nothing_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = b"".join(written(tmp_path))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AuditLogError, match=r"audit\.jsonl can't be written: No space left"):
        add_line(tmp_path, line())
    assert (tmp_path / AUDIT_LOG).read_bytes() == before


def test_a_command_that_writes_is_not_run_where_it_can_not_be_put_on_record(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("store", AUDIT_LOG).unlink()
    Path("store", AUDIT_LOG).mkdir()
    write_return(here / "more" / "b.csv", [{"local_id": "QX-2"}])
    assert run(["ingest", "more", "--store", "store"]) == 2
    assert "audit.jsonl can't be written: Is a directory." in capsys.readouterr().err
    assert len(list(Path("store/sealed").iterdir())) == 1


def test_a_command_that_only_reads_is_run_all_the_same_and_says_so(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("store", AUDIT_LOG).unlink()
    Path("store", AUDIT_LOG).mkdir()
    assert run(["status", "--store", "store", "--json"]) == 0
    said = capsys.readouterr()
    assert "This run is not on record." in said.err
    assert json.loads(said.out)
