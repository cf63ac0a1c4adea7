"""One figure in a page of another site: it may be framed, shows the place's numbers, and offers nothing to press."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from visit import MEMBERS


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Nobody reads its log."""

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A site of somebody else: a folder, and its address."""
    handler = partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_only_a_page_of_one_figure_may_be_framed(address: str) -> None:
    plain, framed = httpx.get(f"{address}/"), httpx.get(f"{address}/?embed=odds")
    assert "frame-ancestors 'none'" in plain.headers["content-security-policy"]
    assert plain.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors *" in framed.headers["content-security-policy"]
    assert "x-frame-options" not in framed.headers
    assert (
        "frame-ancestors 'none'"
        in httpx.get(f"{address}/api/study?embed=odds").headers["content-security-policy"]
    )


def test_a_figure_stands_in_a_page_of_another_site(
    browser, address: str, elsewhere: tuple[Path, str]
) -> None:
    folder, site = elsewhere
    inner = f"{address}/?embed=odds&amp;lang=zh&amp;n={MEMBERS}"
    (folder / "page.html").write_text(
        f'<!doctype html><title>x</title><iframe src="{inner}" width="700" height="600"></iframe>'
    )
    page = browser.new_context().new_page()
    page.goto(f"{site}/page.html")
    frame = page.frame_locator("iframe")
    frame.locator("#odds .plot svg text").first.wait_for(timeout=120_000)
    assert "世纪" in frame.locator("#odds .plot").inner_text()
    assert frame.locator("figure:visible").count() == 1
    assert frame.locator("button:visible, select:visible, input:visible").count() == 0
    page.context.close()


def test_a_figure_that_is_not_there_is_told(opened) -> None:
    page = opened("/method?embed=nothing", rest=False)
    told = page.locator("[role=alert]")
    told.wait_for()
    assert "nothing" in told.inner_text()
