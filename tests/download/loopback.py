"""A handler of requests, listened to on this machine until a test is done with it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler], halted: threading.Event) -> Iterator[int]:
    """The port that is listened on; `halted` is set before it is closed, for handlers that wait."""
    web = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    web.daemon_threads = True
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web.server_address[1]
    finally:
        halted.set()
        web.shutdown()
        web.server_close()
        thread.join()
