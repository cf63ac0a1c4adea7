"""A document comes whole and within limits, or not at all, with a word on why in both languages."""

from __future__ import annotations

import gzip
import ipaddress
import re
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

import httpx
import pytest
from file_server import FileServer
from hypothesis import given
from hypothesis import strategies as st

from fourfutures.download import DownloadError, Limits, fetch
from fourfutures.download.address import public

BODY = b"a,b\n" + b"1,2\n" * 2000
OPEN = Limits(private=True, patience=5.0)
HAN = re.compile(r"[\u4e00-\u9fff]")


def refused(work: Callable[[], object]) -> DownloadError:
    """The refusal, told in both languages."""
    with pytest.raises(DownloadError) as caught:
        work()
    error = caught.value
    assert not HAN.search(error.told("en").replace(error.where, ""))
    assert HAN.search(error.told("zh"))
    assert error.remedy
    return error


def test_a_document_comes_with_what_its_server_says_of_it(server: FileServer) -> None:
    url = server.give("/a.csv", BODY, headers={"ETag": '"x1"', "Content-Type": "text/csv"})
    found = fetch(url, OPEN)
    assert found.content == BODY
    assert (found.url, found.tag, found.media_type) == (url, '"x1"', "text/csv")


def test_a_packed_document_is_unpacked(server: FileServer) -> None:
    url = server.give("/a.csv", gzip.compress(BODY), headers={"Content-Encoding": "gzip"})
    assert fetch(url, OPEN).content == BODY


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("lost", [1, 1000])
def test_half_a_file_is_refused(server: FileServer, packed: bool, lost: int) -> None:
    whole = gzip.compress(BODY, compresslevel=0) if packed else BODY
    headers = {"Content-Encoding": "gzip"} if packed else {}
    url = server.give("/a.csv", whole[:-lost], headers=headers, declared=len(whole))
    assert "half a file" in refused(lambda: fetch(url, OPEN)).told("en")


def test_a_packed_file_cut_short_at_its_source_is_refused(server: FileServer) -> None:
    url = server.give("/a.csv", gzip.compress(BODY)[:-20], headers={"Content-Encoding": "gzip"})
    assert "half a file" in refused(lambda: fetch(url, OPEN)).told("en")


def test_a_damaged_packed_file_is_refused(server: FileServer) -> None:
    url = server.give("/a.csv", b"no gzip at all" * 9, headers={"Content-Encoding": "gzip"})
    assert "damaged" in refused(lambda: fetch(url, OPEN)).told("en")


def test_what_is_packed_otherwise_than_asked_is_refused(server: FileServer) -> None:
    url = server.give("/a.csv", BODY, headers={"Content-Encoding": "br"})
    assert "br" in refused(lambda: fetch(url, OPEN)).told("en")


@pytest.mark.parametrize("declared", [None, -1])
def test_a_document_beyond_the_limit_is_refused_not_cut(server: FileServer, declared: int | None) -> None:
    url = server.give("/a.csv", BODY, declared=declared)
    limits = OPEN._replace(size=len(BODY) - 1)
    assert "larger than" in refused(lambda: fetch(url, limits)).told("en")
    assert fetch(url, OPEN._replace(size=len(BODY))).content == BODY


def test_a_small_packed_file_that_unpacks_beyond_the_limit_is_refused(server: FileServer) -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    url = server.give("/a.csv", bomb, headers={"Content-Encoding": "gzip"})
    assert len(bomb) < 100_000
    assert "larger than" in refused(lambda: fetch(url, OPEN._replace(size=1_000_000))).told("en")


def test_a_server_that_says_nothing_is_left(server: FileServer) -> None:
    url = server.give("/a.csv", b"", declared=10, pause=30.0)
    assert "no answer" in refused(lambda: fetch(url, OPEN._replace(patience=0.2))).told("en")


def test_a_server_that_drips_is_left(server: FileServer) -> None:
    url = server.give("/a.csv", BODY, pause=0.05, pieces=500)
    assert "not done" in refused(lambda: fetch(url, OPEN._replace(seconds=0.3))).told("en")


@pytest.mark.parametrize(
    ("status", "word"), [(404, "new address"), (403, "browser"), (500, "later"), (206, "later")]
)
def test_any_answer_but_success_is_refused(server: FileServer, status: int, word: str) -> None:
    url = server.give("/a.csv", BODY, status)
    said = refused(lambda: fetch(url, OPEN)).told("en")
    assert str(status) in said
    assert word in said


def test_redirects_are_followed_and_the_last_address_is_told(server: FileServer) -> None:
    last = server.give("/last.csv", BODY)
    server.give("/next", b"", 302, {"Location": "/last.csv"})
    first = server.give("/first", b"", 301, {"Location": "next"})
    assert fetch(first, OPEN)[:2] == (BODY, last)
    assert "more than 1 times" in refused(lambda: fetch(first, OPEN._replace(redirects=1))).told("en")


def test_a_circle_of_redirects_ends(server: FileServer) -> None:
    url = server.give("/round", b"", 302, {"Location": "/round"})
    refused(lambda: fetch(url, OPEN))
    assert len(server.asked) == OPEN.redirects + 1


@pytest.mark.parametrize(
    "there", ["file:///etc/hostname", "ftp://127.0.0.1/a.csv", "data:text/csv,a", "gopher://x/"]
)
def test_a_redirect_to_another_scheme_is_refused(server: FileServer, there: str) -> None:
    url = server.give("/away", b"", 302, {"Location": there})
    said = refused(lambda: fetch(url, OPEN)).told("en")
    assert re.search("not a way to fetch|not an address of the web", said)


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/hostname", "a.csv", "http://", "http://a:b/", "http://[::1/x", "//x/y",
     "data:text/csv,a", "ftp://data.example.org/a.csv", "http://\uff11\uff12\uff17.0.0.1/a.csv"],
)  # fmt: skip
def test_only_addresses_of_the_web_are_asked(url: str) -> None:
    refused(lambda: fetch(url, OPEN))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "LOCALHOST.", "printer.local", "10.1.2.3", "192.168.0.1", "169.254.169.254", "[::1]",
     "[::ffff:127.0.0.1]", "[fd00::1]", "0.0.0.0", "[64:ff9b::7f00:1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1",
     "user@127.0.0.1", "example.org@127.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_refused_before_anything_is_sent(server: FileServer, host: str) -> None:
    port = server.root.rpartition(":")[2]
    assert "private network" in refused(lambda: fetch(f"http://{host}:{port}/a.csv", Limits())).told("en")
    assert server.asked == []


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Let names lead to the addresses given, one list a look-up, the last one for good; numbers stay what they are."""
    real = socket.getaddrinfo

    def answer(*given: list[str]) -> list[str]:
        left, asked = list(given), []

        def look_up(host: str, port: object, *a: object, **k: object) -> list[object]:
            try:
                ipaddress.ip_address(host)
            except ValueError:
                asked.append(host)
                now = left.pop(0) if len(left) > 1 else left[0]
                return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 0)) for each in now]
            return real(host, port, *a, **k)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        return asked

    return answer


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that were connected to; none of them answers."""
    seen: list[str] = []

    def connect(address: tuple[str, int], *a: object, **k: object) -> socket.socket:
        seen.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    return seen


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fe80::1", "fc00::5", "::ffff:10.0.0.7", "::7f00:1", "fec0::1"],
)  # fmt: skip
def test_a_name_that_leads_to_a_private_address_is_refused_before_anybody_connects(
    answering: Callable[..., list[str]], connected: list[str], address: str
) -> None:
    answering(["93.184.216.34", address])  # one public address beside it does not help
    said = refused(lambda: fetch("http://data.example.org/a.csv", Limits())).told("en")
    assert f"{address} belongs to this machine or to a private network" in said
    assert connected == []


def test_the_address_that_was_checked_is_the_one_connected_to(
    answering: Callable[..., list[str]], connected: list[str]
) -> None:
    """A name that is public when looked at and private when looked at again gains nothing: it is looked up once."""
    asked = answering(["93.184.216.34"], ["127.0.0.1"])
    assert "cannot be reached" in refused(lambda: fetch("http://data.example.org/a.csv", Limits())).told("en")
    assert asked == ["data.example.org"]
    assert connected == ["93.184.216.34"]


def test_the_name_is_kept_for_the_server_and_its_certificate(
    answering: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(["93.184.216.34"])
    seen: list[httpx.Request] = []

    def send(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, stream=httpx.ByteStream(BODY))

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", send)
    assert fetch("https://b\u00fccher.example/a.csv", Limits()).content == BODY
    (request,) = seen
    assert request.url.host == "93.184.216.34"
    assert request.headers["host"] == "xn--bcher-kva.example"
    assert request.extensions["sni_hostname"] == "xn--bcher-kva.example"


def test_a_second_address_is_tried_where_the_first_does_not_answer(
    answering: Callable[..., list[str]], connected: list[str]
) -> None:
    answering(["93.184.216.34", "93.184.216.35"])
    refused(lambda: fetch("http://data.example.org/", Limits()))
    assert connected == ["93.184.216.34", "93.184.216.35"]


def test_a_name_that_nobody_knows_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*a: object, **k: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "gone.example is not known" in refused(lambda: fetch("http://gone.example/", Limits())).told("en")


@pytest.mark.parametrize(
    "there", ["http://127.0.0.1/secret", "http://2130706433/secret", "http://inside.example/"]
)
def test_a_redirect_to_a_private_address_is_refused(
    server: FileServer, answering: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    """The first address stands for a public one; the one that it leads to is looked at in its own right."""
    server.give("/away", b"", 302, {"Location": there})
    port = int(server.root.rpartition(":")[2])
    real = socket.create_connection
    connections: list[str] = []

    def connect(address: tuple[str, int], *a: object, **k: object) -> socket.socket:
        connections.append(address[0])
        return real(("127.0.0.1", port), *a, **k)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", connect)
    answering(["93.184.216.34"], ["10.0.0.7"])
    assert "private network" in refused(lambda: fetch("http://outside.example/away", Limits())).told("en")
    assert server.asked == ["/away"]
    assert connections == ["93.184.216.34"]


def test_a_server_that_drips_its_head_is_left() -> None:
    """Each byte comes in time, and the head never ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        halted = threading.Event()

        def drip() -> None:
            there, _ = listening.accept()
            with there, suppress(OSError):
                there.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                while not halted.wait(0.05):
                    there.sendall(b"x")

        threading.Thread(target=drip, daemon=True).start()
        limits = OPEN._replace(seconds=0.4, patience=0.3)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        try:
            assert "not done after 0.4 seconds" in refused(lambda: fetch(url, limits)).told("en")
        finally:
            halted.set()


def test_a_proxy_of_the_environment_is_used(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.root)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    url = "http://data.example.org/a.csv"
    server.give(url, BODY)
    assert fetch(url, Limits()).content == BODY
    assert server.asked == [url]


def test_a_machine_that_is_not_there_is_said_to_be_out_of_reach(server: FileServer) -> None:
    refused(lambda: fetch("http://127.0.0.1:9/a.csv", OPEN))


def test_without_the_extra_the_refusal_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    assert "pip install 'fourfutures[update]'" in refused(lambda: fetch("https://example.org/", OPEN)).told(
        "en"
    )


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_in_its_other_spelling(address: ipaddress.IPv4Address) -> None:
    assert public(f"::ffff:{address}") == public(str(address))
    assert public(f"64:ff9b::{address}") == public(str(address))
    if address.is_private or address.is_loopback or address.is_multicast or address.is_link_local:
        assert not public(str(address))
