"""Finds what does not work on Windows, or works otherwise there, in the source of the program.

A branch that asks for the system first (`if sys.platform != "win32":`, `if os.name == "posix":`)
may do what that system can.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNIX_MODULES = _words(
    "crypt curses fcntl grp nis ossaudiodev posix pty pwd readline resource spwd syslog termios tty"
)
SHELLS = frozenset({"subprocess", "multiprocessing"})
"""Starting other programs: a shell's words differ, and a fork is only Unix's."""
UNIX_NAMES = {
    "os": _words(
        "chflags chown chroot confstr ctermid eventfd fchdir fchmod fchown fork forkpty getegid"
        " geteuid getgid getgrouplist getgroups getloadavg getpgid getpgrp getpriority getresgid"
        " getresuid getsid getuid getxattr initgroups killpg lchflags lchmod lchown listxattr"
        " lockf login_tty major makedev memfd_create minor mkfifo mknod nice openpty pathconf"
        " pidfd_open pipe2 posix_fadvise posix_fallocate posix_spawn posix_spawnp pread preadv"
        " ptsname pwrite pwritev readv removexattr sched_getaffinity sched_setaffinity"
        " sched_yield sendfile setegid seteuid setgid setgroups setns setpgid setpriority"
        " setregid setreuid setsid setuid setxattr splice statvfs sync sysconf tcgetpgrp"
        " tcsetpgrp ttyname uname unshare wait wait3 wait4 waitid writev O_ASYNC O_CLOEXEC"
        " O_DIRECT O_DIRECTORY O_DSYNC O_NDELAY O_NOATIME O_NOCTTY O_NOFOLLOW O_NONBLOCK O_PATH"
        " O_RSYNC O_SYNC O_TMPFILE P_ALL P_PID WNOHANG EX_OK"
        # also on Windows, but a shell's or in need of rights that a laptop's user has not
        " popen symlink system"
    ),
    "signal": _words(
        "ITIMER_REAL SIGALRM SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGPROF SIGQUIT SIGSTOP"
        " SIGTSTP SIGTTIN SIGTTOU SIGURG SIGUSR1 SIGUSR2 SIGWINCH SIGXCPU alarm getitimer pause"
        " pthread_kill pthread_sigmask set_wakeup_fd setitimer siginterrupt sigpending"
        " sigtimedwait sigwait sigwaitinfo"
    ),
    "time": frozenset({"tzset", "clock_settime", "pthread_getcpuclockid"}),
    "socket": frozenset({"AF_UNIX", "AF_NETLINK", "socketpair"}),
    "select": frozenset({"epoll", "kqueue", "poll"}),
    "locale": frozenset({"nl_langinfo", "setlocale"}),
}
UNIX_METHODS = frozenset({"symlink_to", "hardlink_to", "lchmod", "is_mount"})
UNIX_PLACES = re.compile(r"^(/(bin|dev|etc|home|mnt|opt|proc|root|run|sys|tmp|usr|var)(/|$)|~/)")
UNIX_FORMATS = re.compile(r"%([-_#^]|[CDeFGghklPnrRsTtuV+])")
"""What strftime knows only on some systems: without padding, and what C89 did not have."""
FORBIDDEN_SIGNS = re.compile(r'[<>:"|?*\\\x00-\x1f]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
TEXT_MODE = re.compile(r"^[rwax]\+?t?\+?$")


@dataclass(frozen=True)
class Finding:
    line: int
    what: str


@dataclass(frozen=True)
class Place:
    path: Path
    finding: Finding

    def __str__(self) -> str:
        return f"{self.path}:{self.finding.line}: {self.finding.what}"


def in_tree(root: Path) -> list[Place]:
    """Every finding in the Python files below `root`, by file."""
    return [
        Place(path, each)
        for path in sorted(root.rglob("*.py"))
        for each in in_source(path.read_text(encoding="utf-8"))
    ]


def in_source(source: str) -> list[Finding]:
    tree = ast.parse(source)
    return sorted(set(_walk(tree, _documentation(tree))), key=lambda each: (each.line, each.what))


def forbidden_in_name(name: str) -> str | None:
    """Why Windows would not have a file of this name, None where it would."""
    if FORBIDDEN_SIGNS.search(name):
        return "a sign that no name may hold"
    if RESERVED.match(name):
        return "the name of a device"
    if name.endswith((".", " ")) and name not in {".", ".."}:
        return "a dot or space at the end"
    return None


def _documentation(tree: ast.AST) -> frozenset[ast.Constant]:
    """The texts that stand alone: docstrings, which name what they like."""
    return frozenset(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _walk(node: ast.AST, documentation: frozenset[ast.Constant]) -> Iterator[Finding]:
    if isinstance(node, ast.If | ast.IfExp) and _asks_for_the_system(node.test):
        return
    if node not in documentation:
        for what in _found_at(node):
            yield Finding(getattr(node, "lineno", 0), what)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, documentation)


def _asks_for_the_system(test: ast.expr) -> bool:
    said = ast.unparse(test)
    return any(name in said for name in ("sys.platform", "os.name", "platform.system("))


def _found_at(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from _of_modules(name.name for name in names)
        case ast.ImportFrom(module=str(module), names=names):
            yield from _of_modules([module])
            yield from (
                f"{module}.{name.name} is not on Windows"
                for name in names
                if name.name in UNIX_NAMES.get(module, ())
            )
        case ast.Attribute(value=ast.Name(id=module), attr=name) if name in UNIX_NAMES.get(
            module, ()
        ):
            yield f"{module}.{name} is not on Windows"
        case ast.Attribute(attr=name) if name in UNIX_METHODS:
            yield f".{name} is not for every user on Windows"
        case ast.Constant(value=str(text)) if UNIX_PLACES.match(text):
            yield f"{text!r} is a place that only Unix has"
        case ast.FormattedValue(format_spec=ast.JoinedStr() as spec):
            if UNIX_FORMATS.search(ast.unparse(spec)) and "%" in ast.unparse(spec):
                yield "a form of date that not every system knows"
            yield from _of_shown_path(node.value)
        case ast.FormattedValue(value=value):
            yield from _of_shown_path(value)
        case ast.BinOp(op=ast.Div(), right=right):
            yield from _of_name(right)
        case ast.Call():
            yield from _of_call(node)


def _of_modules(names: Iterator[str] | list[str]) -> Iterator[str]:
    for name in names:
        top = name.partition(".")[0]
        if top in UNIX_MODULES:
            yield f"the module {top} is not on Windows"
        if top in SHELLS:
            yield f"{top} starts other programs"


def _of_name(node: ast.expr) -> Iterator[str]:
    """What stands in a name joined to a folder by `/`."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    if not any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts):
        return
    # what is filled in when the program runs stands as a letter: tests on real names look at it
    name = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
    if "/" in name:
        yield f"{name!r} joins names by hand"
    elif (why := forbidden_in_name(name)) is not None:
        yield f"{name!r}: {why}"


def _of_shown_path(node: ast.expr) -> Iterator[str]:
    """A path below another shown as text has Windows' strokes there: `.as_posix()` has one kind."""
    if isinstance(node, ast.Call) and _method(node) == "relative_to":
        yield "a relative path as text: .as_posix() is the same everywhere"


def _of_call(call: ast.Call) -> Iterator[str]:
    method = _method(call)
    said = {word.arg for word in call.keywords}
    if {"dir_fd", "preexec_fn"} & said:
        yield "an argument that only Unix knows"
    if method in {"str", "fspath"} and call.args:
        yield from _of_shown_path(call.args[0])
    if method == "strftime" and any(_matches(each, UNIX_FORMATS) for each in call.args):
        yield "a form of date that not every system knows"
    if method in {"split", "rsplit", "partition", "rpartition", "startswith", "endswith"} and (
        _is_text_of_path(call) and any(_matches(each, re.compile("/")) for each in call.args)
    ):
        yield "a path taken apart by hand"
    if method == "read_text" and not {"encoding"} & said and not call.args:
        yield "text read without its encoding"
    if method == "write_text" and isinstance(call.func, ast.Attribute) and len(call.args) == 1:
        if "encoding" not in said:
            yield "text written without its encoding"
        if "newline" not in said:
            yield "text written without its line ends, which differ on Windows"
    if method in {"open", "fdopen", "NamedTemporaryFile", "TemporaryFile"}:
        yield from _of_opened(call, said)


def _of_opened(call: ast.Call, said: set[str | None]) -> Iterator[str]:
    """Text mode is that of `open` unless it says otherwise; a method's mode is its first argument,
    and what opens by a name (a member of a zip, os.open) is bytes."""
    modes = [word.value for word in call.keywords if word.arg == "mode"]
    is_method = isinstance(call.func, ast.Attribute)
    of_path = is_method and not _opens_by_name(call)
    given = call.args[0:1] if of_path else call.args[1:2]
    mode = (modes or given or [ast.Constant("r")])[0]
    by_number = is_method and ast.unparse(call.func) in {"os.open", "io.open_code"}
    if by_number or not isinstance(mode, ast.Constant) or not isinstance(mode.value, str):
        return
    if is_method and not of_path and not (modes or given):
        return
    if TEXT_MODE.match(mode.value) or (not modes and not given):
        if "encoding" not in said:
            yield "a text file opened without its encoding"
        if set(mode.value) & set("wax+") and "newline" not in said:
            yield "text written without its line ends, which differ on Windows"


def _opens_by_name(call: ast.Call) -> bool:
    """Whether the first argument is no mode."""
    if not call.args:
        return False
    first = call.args[0]
    text = first.value if isinstance(first, ast.Constant) else None
    return not (isinstance(text, str) and re.fullmatch(r"[rwaxbt+]{1,3}", text))


def _is_text_of_path(call: ast.Call) -> bool:
    """`str(path).split("/")`: in a text made of something by str, or by the system."""
    inside = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(inside, ast.Call) and _method(inside) in {"str", "fspath", "getcwd"}


def _matches(node: ast.expr, form: re.Pattern[str]) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and form.search(node.value) is not None
    )


def _method(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
