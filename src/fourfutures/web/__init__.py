"""The HTTP door: thin routes over the Python door, one error shape; needs the extra `web`."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from fourfutures.errors import Both
from fourfutures.web.errors import WebError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from fourfutures.study import Study

HOST, PORT = "127.0.0.1", 8765
NEEDED = ("fastapi", "uvicorn")


def application(
    study: Study | str | Path = "ai-2027",
    *,
    token: str | None = None,
    runs: Path | None = None,
    read_only: bool = False,
) -> FastAPI:
    """The application, for any ASGI server. Raises WebError without the extra `web`, StudyError for a bad study.

    Runs go to `runs`, by default to the user's cache. With a `token` every request below /api needs it; without one only
    requests to a name of this machine are answered. With `read_only` the evidence desk may be read, and nothing written.
    """
    _require_packages()
    from fourfutures.web.assembly import assembled  # the framework is an extra

    return assembled(_loaded(study), token, runs, read_only)


def serve(
    study: Study | str | Path = "ai-2027",
    *,
    host: str = HOST,
    port: int = PORT,
    token: str | None = None,
    read_only: bool = False,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve a study until a signal stops it; `ready` is told the address. Raises FourFuturesError.

    Any address but one of this machine alone needs a `token`. With `read_only` nothing is written onto the evidence desk.
    """
    _require_packages()
    from fourfutures.web.serving import served  # the framework is an extra

    served(lambda: _loaded(study), host, port, token, ready, read_only)


def _loaded(study: Study | str | Path) -> Study:
    from fourfutures.study import load_study  # after a wrong option was refused

    return load_study(study) if isinstance(study, (str, Path)) else study


def _require_packages() -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        names = " and ".join(missing)
        raise WebError(
            where="fourfutures serve",
            what=Both(f"{names} not installed here", f"本机未安装 {'、'.join(missing)}"),
            remedy=Both(
                "install with: pip install 'fourfutures[web]'", "请安装：pip install 'fourfutures[web]'"
            ),
        )


__all__ = ["HOST", "PORT", "WebError", "application", "serve"]
