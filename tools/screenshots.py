"""The pictures of the app in docs/images/app/, in both languages, small.

    python tools/screenshots.py [--members 20000]

Starts a server of its own and Debian's Chromium.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images" / "app"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
DESK, PHONE = (1440, 1060), (390, 844)
# name, path, size, scheme; each in both languages
SHOTS = (
    ("futures", "/", DESK, "light"),
    ("comparing", "/?l.export_control=1", DESK, "dark"),
    ("why", "/why?from=2026-03-31", DESK, "light"),
    ("countries", "/countries", DESK, "light"),
    ("deal", "/deal", DESK, "light"),
    ("method", "/method", DESK, "light"),
    ("phone", "/", PHONE, "light"),
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--members", type=int)
    given = options.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    line = [sys.executable, "-m", "fourfutures", "serve", "--port", "0"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as started:
        assert server.stdout is not None
        address = next(word for word in server.stdout.readline().split() if word.startswith("http://"))
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        try:
            for name, path, size, scheme in SHOTS:
                for lang in ("en", "zh"):
                    mark = "&" if "?" in path else "?"
                    asked = f"{path}{mark}lang={lang}" + (f"&n={given.members}" if given.members else "")
                    take(browser, address.rstrip("/") + asked, size, scheme, FOLDER / f"{name}.{lang}.webp")
        finally:
            browser.close()
            server.send_signal(signal.SIGINT)


def take(browser: Any, address: str, size: tuple[int, int], scheme: str, file: Path) -> None:
    """One picture, once its numbers stand still."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("body[data-state=rest]", timeout=300_000)
    page.wait_for_timeout(5_000)
    taken = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 55})
    file.write_bytes(base64.b64decode(taken["data"]))
    context.close()
    print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main()
