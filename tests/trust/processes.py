"""Runs of `lscb` in processes of their own, many at once, that can be killed.

A program that has read all libraries forks for each run, so that a run costs no second and a kill
at a random moment falls into its work and not into the reading of libraries.
"""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLED = -signal.SIGKILL
_WRITES = ("os.rename", "os.mkdir", "os.remove", "os.rmdir")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Ended:
    """A run that ended: its exit code (KILLED for one that was), what it said, how long it took,
    and how often it opened a file to write, or made, moved or removed one."""

    code: int
    out: str
    err: str
    seconds: float
    writes: int


@dataclass(frozen=True)
class Running:
    """A run that was started by `Programs`."""

    programs: "Programs"
    pid: int
    said: Path
    started: float

    @property
    def has_ended(self) -> bool:
        """Whether it came to its end; of one that was killed nothing is known."""
        return (self.said / "writes").exists()

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> Ended:
        """Waits for it."""
        code = self.programs.ask({"wait": self.pid})["code"]
        seconds = time.monotonic() - self.started
        out, err, writes = (_text(self.said / name) for name in ("out", "err", "writes"))
        return Ended(code, out, err, seconds, int(writes or 0))


class Programs:
    """The program that forks; `folder` is for what its runs say.  `temporary` is where they make
    the files that they leave to the system."""

    def __init__(self, server: "subprocess.Popen[str]", folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._runs = 0
        self.pid = server.pid
        self.temporary = folder / "tmp"

    def ask(self, question: dict[str, object]) -> dict[str, int]:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(question) + "\n")
        self._server.stdin.flush()
        answer: dict[str, int] = json.loads(self._server.stdout.readline())
        return answer

    def start(self, *argv: str | Path, kill_at: int = 0) -> Running:
        """Starts `lscb` with these arguments; `kill_at`: it is killed before its n-th write."""
        self._runs += 1
        said = self._folder / str(self._runs)
        said.mkdir()
        question = {"start": [str(each) for each in argv], "said": str(said), "kill_at": kill_at}
        return Running(self, self.ask(question)["pid"], said, time.monotonic())

    def run(self, *argv: str | Path, kill_at: int = 0, kill_after: float | None = None) -> Ended:
        """Runs it to its end, or kills it after so many seconds."""
        running = self.start(*argv, kill_at=kill_at)
        if kill_after is not None:
            time.sleep(kill_after)
            running.kill()
        return running.ended()


@contextmanager
def programs(folder: Path, within: Sequence[str] = ()) -> Iterator[Programs]:
    """Gives the program that forks, run by `within` (a command that runs another).  Its temporary
    files go to `folder/tmp`."""
    (folder / "tmp").mkdir(parents=True)
    server = subprocess.Popen(
        [*within, sys.executable, "-m", "tests.trust.processes"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Programs(server, folder)
    finally:
        assert server.stdin is not None
        server.stdin.close()
        server.wait()
        if server.stdout is not None:
            server.stdout.close()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _serve() -> None:
    import pipeline.commands
    import pipeline.erasing.erase_command
    import pipeline.releases.release_command
    import pipeline.snapshot_command  # noqa: F401

    for line in sys.stdin:
        question = json.loads(line)
        if "wait" in question:
            _, status = os.waitpid(question["wait"], 0)
            answer = {"code": os.waitstatus_to_exitcode(status)}
        else:
            pid = os.fork()
            if not pid:
                _be_lscb(question["start"], Path(question["said"]), question["kill_at"])
            answer = {"pid": pid}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _be_lscb(argv: Sequence[str], said: Path, kill_at: int) -> None:
    from pipeline.cli import entry

    for number, name in ((0, os.devnull), (1, said / "out"), (2, said / "err")):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT, 0o600), number)
    writes = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal writes
        if event in _WRITES or (event == "open" and _opens_to_write(arguments)):
            writes += 1
            if writes == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    sys.argv = ["lscb", *argv]
    code = 3
    try:
        entry()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 3
    except Exception:  # noqa: BLE001 (a test wants to see what went wrong)
        traceback.print_exc()
    done = writes
    (said / "writes").write_text(str(done), encoding="utf-8")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _opens_to_write(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & _WRITING)


if __name__ == "__main__":
    _serve()
