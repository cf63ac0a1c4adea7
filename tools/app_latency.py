"""How fast the app is: first load, a lever under the finger, a lever let go, many users. Prints milliseconds and bytes.

    python tools/app_latency.py [--moves 200] [--members 20000] [--users 20]

Starts a server of its own and Debian's Chromium. A move is timed from the input event to the frame after the drawing.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
MOVE = """async ([id, value, kind, mark]) => {
  const slider = document.getElementById(id);
  performance.clearMarks(mark);
  const name = id.replace("lever-", "");
  const start = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event(kind, { bubbles: true }));
  for (;;) {
    await new Promise((done) => requestAnimationFrame(done));
    const seen = performance.getEntriesByName(mark).some((m) => (m.detail[name] ?? 0) === value);
    if (seen) return performance.now() - start;
    if (performance.now() - start > 20000) return NaN;
  }
}"""
LOAD = """() => {
  const rested = performance.getEntriesByName("rested")[0]?.startTime ?? Infinity;
  const all = performance.getEntriesByType("resource").filter((e) => e.startTime < rested).concat(performance.getEntriesByType("navigation"));
  return {
    bytes: all.reduce((sum, e) => sum + e.encodedBodySize, 0),
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
    answer: performance.getEntriesByName("rested")[0]?.startTime ?? null,
  };
}"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--moves", type=int, default=200)
    options.add_argument("--releases", type=int, default=30)
    options.add_argument("--members", type=int, default=20_000)
    options.add_argument("--users", type=int, default=20, help="who drag at once, without a browser each")
    given = options.parse_args()
    line = [sys.executable, "-m", "fourfutures", "serve", "--port", "0"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as started:
        assert server.stdout is not None
        address = next(word for word in server.stdout.readline().split() if word.startswith("http://"))
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        try:
            report(browser, f"{address}?n={given.members}", given.moves, given.releases)
            print(json.dumps({"users_ms": crowd(address, given.users)}))
        finally:
            browser.close()
            server.send_signal(signal.SIGINT)


def report(browser: Any, address: str, moves: int, releases: int) -> None:
    """Print what a visit takes, once the server has answered the same visit before."""
    visit(browser, address)
    page = visit(browser, address)
    load = page.evaluate(LOAD)
    print(json.dumps({"first_load": {k: v and round(v) for k, v in load.items()}}))
    values = [round(0.05 * (1 + (i * 7) % 19), 2) for i in range(moves)]  # the slider steps by 0.05
    times = [timed(page, "lever-us_diffusion", value, "input", "drawn") for value in values]
    print(json.dumps({"drag_ms": spread(times)}))
    times = [
        timed(page, "lever-us_permitting", round(0.1 * (1 + i % 9), 2), "change", "rested")
        for i in range(releases)
    ]
    print(json.dumps({"release_ms": spread(times)}))
    heap = page.context.new_cdp_session(page).send("Runtime.getHeapUsage")
    print(json.dumps({"heap_mb": round(heap["usedSize"] / 1e6, 1)}))
    page.wait_for_timeout(
        2_000
    )  # the run that follows a lever has begun; what comes next is measured without it
    page.wait_for_selector("body[data-state=rest]", timeout=60_000)
    for context in browser.contexts:
        context.close()


def crowd(address: str, users: int, moves: int = 8) -> dict[str, float]:
    """From question to answer while many drag at once, each asking again when answered; how many got no answer."""

    def drag(user: int) -> list[float]:
        with httpx.Client(
            base_url=address, headers={"Fourfutures-Session": f"user-{user}"}, timeout=60
        ) as client:
            return [answered(client, round(0.01 * (1 + user + users * move) % 1, 2)) for move in range(moves)]

    def answered(client: httpx.Client, value: float) -> float:
        begin = time.perf_counter()
        body = {"members": 2000, "dots": 2000, "levers": {"us_diffusion": value}}
        reply = client.post("/api/live", json=body)
        return (time.perf_counter() - begin) * 1000.0 if reply.status_code == 200 else math.inf

    with ThreadPoolExecutor(users) as pool:
        times = [one for mine in pool.map(drag, range(users)) for one in mine]
    answers = [one for one in times if math.isfinite(one)]
    return {**spread(answers), "errors": len(times) - len(answers)}


def visit(browser: Any, address: str) -> Page:
    page: Page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address)
    page.wait_for_selector("body[data-state=rest]", timeout=300_000)
    page.wait_for_timeout(6_000)  # effects of single levers and the past days come after
    return page


def timed(page: Page, lever: str, value: float, kind: str, mark: str) -> float:
    found: float = page.evaluate(MOVE, [lever, value, kind, mark])
    return found


def spread(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "n": len(ordered),
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1),
        "worst": round(ordered[-1], 1),
    }


if __name__ == "__main__":
    main()
