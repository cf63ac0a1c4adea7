"""The app in a real browser, asked of a real server: one of each for all tests of this folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from visit import MEMBERS, rested

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
PATIENCE = 120_000  # ms: a loaded machine is slow, and no test is about speed


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not CHROMIUM:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@contextmanager
def served(**variables: str) -> Iterator[str]:
    """The address of a server of its own, on a free port, with variables beside those of the tests."""
    line = [sys.executable, "-m", "fourfutures", "serve", "--port", "0"]
    environment = {**os.environ, **variables}
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        told = server.stdout.readline()
        yield next(word for word in told.split() if word.startswith("http://")).rstrip("/")
        server.send_signal(signal.SIGINT)
        server.wait(30)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served() as at:
        yield at


@pytest.fixture(scope="session")
def server() -> Callable[..., AbstractContextManager[str]]:
    """For tests that need a server with something of its own."""
    return served


@pytest.fixture(scope="session")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


Opened = Callable[..., "playwright.Page"]


@pytest.fixture
def opened(browser: playwright.Browser, address: str) -> Iterator[Opened]:
    """Opens a place of the app and waits until its numbers stand still. No page may ask anything of another machine."""
    contexts = []

    def open_(path: str = "/", *, rest: bool = True, **options: object) -> playwright.Page:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        options.setdefault("reduced_motion", "reduce")
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.faults = []  # type: ignore[attr-defined] # a list that tests may look into
        page.on("pageerror", lambda error: page.faults.append(str(error)))  # type: ignore[attr-defined]
        page.on("request", lambda request: _stays(request.url, address, page))
        mark = "&" if "?" in path else "?"
        page.goto(f"{address}{path}{mark}n={MEMBERS}" if "n=" not in path else f"{address}{path}")
        if rest:
            rested(page)
        return page

    yield open_
    for context in contexts:
        for page in context.pages:
            assert page.faults == []
        context.close()


def _stays(url: str, address: str, page: playwright.Page) -> None:
    if not url.startswith((address, "data:", "blob:")):
        page.faults.append(f"asked elsewhere: {url}")
