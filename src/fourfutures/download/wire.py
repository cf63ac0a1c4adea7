"""A wire: requests over connections to addresses that were checked, cut when the time for them is up."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from functools import lru_cache
from ssl import SSLContext
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpx

from fourfutures.download.address import addresses, names_private

TRIED = 4  # addresses of a name


class Wire(httpx.BaseTransport):
    """Takes requests until `seconds` after it was made; `late` says whether it had to cut one off.

    A name is looked up once. The addresses that were checked are the ones connected to, under the name that was asked
    for (Host and TLS), so that a name that changes meanwhile gains nothing. `private` admits machines of this network.
    Through a proxy named in the environment the name goes as it is: what a proxy can reach is its keeper's to decide.
    A timeout for each piece read would not do: whoever sends a byte now and then never exceeds it.
    """

    def __init__(self, private: bool, seconds: float) -> None:
        self._private = private
        self._opened: list[httpx.HTTPTransport] = []
        self._streams: list[Any] = []
        self.late = False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises DownloadError for an address that may not be asked, and what httpx raises."""
        request.extensions = {**request.extensions, "trace": self._saw}
        name, proxy = request.url.raw_host.decode("ascii"), proxy_of(request.url)
        if proxy is not None:
            return self._open(proxy).handle_request(request)
        asked, failure = request.url, None
        request.extensions["sni_hostname"] = name
        for address in addresses(str(asked), request.url.host, self._private)[:TRIED]:
            request.url = asked.copy_with(host=address)
            try:
                return self._open(None).handle_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
                if self.late:
                    break
        raise failure or httpx.ConnectError(f"{name} has no address")

    def close(self) -> None:
        """Close every connection."""
        self._timer.cancel()
        for each in self._opened:
            each.close()

    def _open(self, proxy: str | None) -> httpx.HTTPTransport:
        made = httpx.HTTPTransport(verify=_trusted(), proxy=proxy, trust_env=False)
        self._opened.append(made)
        return made

    def _saw(self, event: str, info: dict[str, Any]) -> None:
        """Keep hold of each stream as it is made; TLS puts a new one over the first."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._streams.append(info["return_value"])
            if self.late:
                self._cut()

    def _cut(self) -> None:
        self.late = True
        for stream in list(self._streams):
            with suppress(OSError, AttributeError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


def proxy_of(url: httpx.URL) -> str | None:
    """The proxy that the environment names for an address; none for this machine and for addresses of this network."""
    named = getproxies()
    found = named.get(url.scheme) or named.get("all")
    if not found or names_private(url.host) or proxy_bypass(url.host):
        return None
    return found if "://" in found else f"http://{found}"


@lru_cache(maxsize=1)
def _trusted() -> SSLContext:
    """Certificates of this machine, those named in SSL_CERT_FILE included; reading them takes a while."""
    return httpx.create_ssl_context()
