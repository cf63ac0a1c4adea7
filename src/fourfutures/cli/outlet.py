"""Where output goes: results to stdout, progress and messages to stderr, exit codes."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from fourfutures.cli.words import LANGUAGES
from fourfutures.errors import Both, FourFuturesError, Problem, reason

if TYPE_CHECKING:
    from rich.console import Console

DONE, FAILED, WRONG_USE, FAULT, INTERRUPTED = 0, 1, 2, 70, 130
LEAST_COLUMNS = 72
Step = Callable[[str, int, int], None]
# Signs of the screen where the terminal's character set lacks them; any other sign becomes a question mark.
PLAIN = {
    "█": "#",
    "▓": "=",
    "░": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "’": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "·": "-",
}


def open_streams() -> None:
    """Make stdout and stderr able to print any text.

    A closed stderr becomes a silent one: left alone, the next file opened would take its place. Where nobody chose a
    character set and the system names none, UTF-8 is written; where one was chosen, signs it lacks are replaced.
    """
    codecs.register_error("fourfutures.plain", _plain)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            unset = not os.environ.get("PYTHONIOENCODING") and codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if unset else None, errors="fourfutures.plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(PLAIN.get(sign, "?") for sign in signs), error.end


class Outlet:
    """Where one command speaks, in one language, as text or as JSON."""

    def __init__(self, lang: str, as_json: bool = False) -> None:
        self.lang = lang
        self.as_json = as_json
        self.words = LANGUAGES[lang]
        self.stopped = False  # told that it was stopped from the keyboard

    def document(self, content: Mapping[str, Any]) -> int:
        """One JSON document on stdout, in UTF-8 whatever the terminal speaks; returns DONE."""
        text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        with delivered():
            sys.stdout.flush()
            # A lone surrogate, from an argument that is no text, becomes the escape that JSON has for it.
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
            sys.stdout.buffer.flush()
        return DONE

    def show(self, content: Mapping[str, Any], draw: Callable[..., None]) -> int:
        """A document on stdout as `draw` shows it to readers; returns DONE."""
        with self.screen() as console:
            draw(content, self.lang, console)
        return DONE

    def line(self, text: str) -> None:
        """A line of text on stdout."""
        with delivered():
            sys.stdout.write(text + "\n")
            sys.stdout.flush()

    @contextmanager
    def screen(self) -> Iterator[Console]:
        """A console on stdout, at least LEAST_COLUMNS wide: a narrower terminal breaks lines, but loses no number."""
        with delivered():
            console = _console()
            console.width = max(console.width, LEAST_COLUMNS)
            yield console
            sys.stdout.flush()

    def say(self, key: str, **values: object) -> None:
        """One of the command line's own messages on stderr."""
        _tell(self.words[key].format(**values))

    def warn(self, problems: Iterable[Problem]) -> None:
        """Problems on stderr, beside a result that is still worth having."""
        for problem in problems:
            _tell(problem.told(self.lang))

    def refuse(self, problem: Problem, status: int = WRONG_USE) -> int:
        """Report what stopped a command: a message on stderr and, if JSON was asked for, the same as a document."""
        if self.as_json:
            with suppress(FourFuturesError, BrokenPipeError, AttributeError):
                self.document({"error": problem.as_json(self.lang)})
        _tell(problem.told(self.lang))
        return status

    def guard(self, work: Callable[[], int]) -> int:
        """Run a command; a user's mistake becomes one message and exit code 2, never a traceback."""
        try:
            return work()
        except FourFuturesError as error:
            return self.refuse(error.problem)
        except KeyboardInterrupt:
            return self.stop()
        except BrokenPipeError:  # the reader has seen enough
            _mute()
            return DONE
        except MemoryError:
            return self.refuse(OUT_OF_MEMORY)
        except OSError as error:
            return self.refuse(_refused(error))
        except Exception as error:
            if os.environ.get("FOURFUTURES_DEBUG"):
                traceback.print_exc()
            if stopped(error):
                return self.stop()
            if isinstance(error, ImportError):
                return self.refuse(unloadable(error))
            return self.refuse(_fault(error), FAULT)

    def stop(self) -> int:
        """Say once that it was stopped from the keyboard; returns the exit code for that."""
        if not self.stopped:
            self.say("stopped")
        self.stopped = True
        return INTERRUPTED

    @contextmanager
    def bar(self) -> Iterator[Step]:
        """A progress bar on stderr where it is a terminal; otherwise silence."""
        if self.as_json or not sys.stderr.isatty():
            yield lambda stage, done, total: None
            return
        from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:,.0f}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=_console(stderr=True), transient=True) as progress:
            tasks: dict[str, TaskID] = {}

            def step(stage: str, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = progress.add_task(self.words[f"stage.{stage}"], total=total or None)
                progress.update(tasks[stage], completed=done, total=total or None)

            yield step


OUT_OF_MEMORY = Problem(
    Both("memory", "内存"),
    Both("is not enough for this run", "不足以完成这次运行"),
    Both("ask for fewer members, such as -n 4000", "请减少成员数，如 -n 4000"),
)


@contextmanager
def delivered() -> Iterator[None]:
    """Turn a failure to write to stdout into a FourFuturesError; a reader who left is no failure."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _mute()
        why = reason(error)
        raise FourFuturesError(
            where=Both("standard output", "标准输出"),
            what=Both(f"cannot be written ({why})", f"无法写入（{why.zh}）"),
            remedy=Both("send it somewhere else, or free some space", "请另选去处，或腾出空间"),
        ) from error


def _console(stderr: bool = False) -> Console:
    from rich.console import Console

    class Paper(Console):
        """A console that reports a reader who left like any other writer."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Paper(stderr=stderr)


def _mute() -> None:
    """Send what is still buffered for stdout nowhere, or the interpreter would try again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(message: str) -> None:
    """A message on stderr, wrapped by the terminal and not by us; control signs in it are shown, not obeyed."""
    shown = "".join(
        sign if sign.isprintable() or sign == "\n" else sign.encode("unicode_escape").decode()
        for sign in message
    )
    with suppress(OSError):
        sys.stderr.write(shown + "\n")
        sys.stderr.flush()


def unloadable(error: ImportError) -> Problem:
    """A package that is not there or is broken: a command loads what it needs, so this may come late."""
    package = (error.name or "?").partition(".")[0]
    return Problem(
        Both(f"package {package}", f"软件包 {package}"),
        Both(f"cannot be loaded ({error})", f"无法载入（{error}）"),
        Both("install fourfutures again with pip", "请用 pip 重新安装 fourfutures"),
    )


def _refused(error: OSError) -> Problem:
    """What the system would not do, where nothing nearer to the user has said it."""
    why = reason(error)
    return Problem(
        str(error.filename) if error.filename else Both("the system", "系统"),
        Both(f"cannot be used ({why})", f"无法使用（{why.zh}）"),
        Both("check the path, its permissions and the space on its disk", "请检查路径、权限和磁盘空间"),
    )


def _fault(error: Exception) -> Problem:
    said = f"{type(error).__name__}: {error}"
    return Problem(
        "fourfutures",
        Both(
            f"this is a fault of the program, not yours ({said})", f"这是程序的错误，与您的操作无关（{said}）"
        ),
        Both(
            "set FOURFUTURES_DEBUG=1 to see where, and please report it",
            "设置 FOURFUTURES_DEBUG=1 可查看位置，烦请反馈",
        ),
    )


def stopped(error: BaseException | None) -> bool:
    """Whether a fault began with the keyboard: compiled code turns an interruption into an error of its own."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, KeyboardInterrupt):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False
