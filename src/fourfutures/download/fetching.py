"""Fetching: one document, whole and within limits, or a word on why not."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from fourfutures.download.address import checked
from fourfutures.download.errors import DownloadError
from fourfutures.download.limits import MEGABYTE, Limits
from fourfutures.errors import Both

if TYPE_CHECKING:
    from fourfutures.download.wire import Wire

AGENT = "fourfutures"
MOVED = (301, 302, 303, 307, 308)
PIECE = 65_536  # bytes unpacked at a time
_LATER = Both("try again later", "请稍后再试")


class Document(NamedTuple):
    """What came, and from where."""

    content: bytes  # unpacked
    url: str  # after redirects
    media_type: str
    modified: str | None  # as the server says
    tag: str | None


def fetch(url: str, limits: Limits) -> Document:
    """The document at an address. Raises DownloadError: nothing that is cut short, too large or too slow comes back.

    Redirects are followed one by one, and each address is checked like the first. The address that was checked is the
    one connected to (`Wire`). Proxies named in the environment are used; what they can reach is theirs to decide.
    """
    try:
        import httpx

        from fourfutures.download.wire import Wire
    except ImportError as error:
        raise DownloadError(
            where=Both("package httpx", "软件包 httpx"),
            what=Both("is not installed", "未安装"),
            remedy=Both(
                "install it with: pip install 'fourfutures[update]'",
                "请运行 pip install 'fourfutures[update]' 安装",
            ),
        ) from error
    deadline = time.monotonic() + limits.seconds
    timeout = httpx.Timeout(min(limits.patience, limits.seconds))
    at = url
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
    wire = Wire(limits.private, limits.seconds)
    with httpx.Client(
        timeout=timeout, headers=headers, follow_redirects=False, trust_env=False, transport=wire
    ) as client:
        for _ in range(limits.redirects + 1):
            checked(at, limits.private)
            try:
                with client.stream("GET", at) as answer:
                    if answer.status_code in MOVED:
                        at = _next(at, answer.headers.get("location"))
                        continue
                    _require_success(at, answer.status_code)
                    content = b"".join(_unpacked(at, answer, limits, deadline))
                    if wire.late:  # what is cut off without a declared length looks whole
                        raise _late(at, limits)
                    return Document(
                        content,
                        at,
                        answer.headers.get("content-type", ""),
                        answer.headers.get("last-modified"),
                        answer.headers.get("etag"),
                    )
            except httpx.HTTPError as error:
                raise (_late(at, limits) if wire.late else _failure(at, error, limits)) from error
            except (httpx.InvalidURL, UnicodeError) as error:
                raise DownloadError(
                    where=at,
                    what=Both("is not an address of the web", "不是网页地址"),
                    remedy=Both("correct the address", "请更正网址"),
                ) from error
    raise DownloadError(
        where=url,
        what=Both(f"leads on more than {limits.redirects} times", f"重定向超过{limits.redirects}次"),
        remedy=Both("write the address it leads to in the end", "请直接写最终地址"),
    )


def wired(private: bool, seconds: float) -> Wire:
    """A wire for other requests than downloads. Raises ImportError without httpx."""
    from fourfutures.download.wire import Wire

    return Wire(private, seconds)


def _next(at: str, location: str | None) -> str:
    if not location:
        raise DownloadError(
            where=at,
            what=Both("leads on without saying where", "要求重定向却未给出地址"),
            remedy=_LATER,
        )
    there = urljoin(at, location)
    if at.startswith("https:") and there.startswith("http:"):
        raise DownloadError(
            where=at,
            what=Both(f"leads from https to plain {there}", f"从 https 转向不加密的 {there}"),
            remedy=Both(
                "look for an address of the publisher that stays on https",
                "请另寻发布方全程使用 https 的地址",
            ),
        )
    return there


def _require_success(at: str, status: int) -> None:
    if status == 200:
        return
    remedy = _LATER
    if status in (404, 410):
        remedy = Both(
            "look for the file's new address at its publisher and correct the connector",
            "请到发布方查找文件的新地址，并更正数据连接",
        )
    elif status in (401, 403):
        remedy = Both(
            "the publisher does not give the file to programs: fetch it with a browser",
            "发布方不向程序提供此文件，请用浏览器下载",
        )
    raise DownloadError(
        where=at, what=Both(f"the server answers {status}", f"服务器返回状态码 {status}"), remedy=remedy
    )


def _unpacked(at: str, answer: Any, limits: Limits, deadline: float) -> Iterator[bytes]:
    """Pieces of the body, unpacked here: a library may take a packed file that was cut short for a whole one."""
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", ""):
        raise DownloadError(
            where=at,
            what=Both(f"comes packed as {coding}, which was not asked for", f"以未要求的 {coding} 方式压缩"),
            remedy=_LATER,
        )
    unpacker = zlib.decompressobj(wbits=31) if coding in ("gzip", "x-gzip") else None
    size = 0
    declared = answer.headers.get("content-length", "")
    if unpacker is None and declared.isdecimal() and int(declared) > limits.size:
        raise _too_large(at, limits)
    for raw in answer.iter_raw():
        for piece in _pieces(at, unpacker, raw):
            size += len(piece)
            if size > limits.size:
                raise _too_large(at, limits)
            yield piece
        if time.monotonic() > deadline:
            raise _late(at, limits)
    if unpacker is not None and not unpacker.eof:
        raise _half(at)


def _pieces(at: str, unpacker: Any, raw: bytes) -> Iterator[bytes]:
    if unpacker is None:
        yield raw
        return
    try:
        while raw and not unpacker.eof:
            yield unpacker.decompress(raw, PIECE)
            raw = unpacker.unconsumed_tail
    except zlib.error as error:
        raise DownloadError(
            where=at,
            what=Both("cannot be unpacked: it is damaged", "无法解压：文件已损坏"),
            remedy=_LATER,
        ) from error


def _failure(at: str, error: Exception, limits: Limits) -> DownloadError:
    """What went wrong on the way, by the kind of error."""
    kind, said = type(error).__name__, str(error)
    if kind in ("RemoteProtocolError", "ReadError") and ("complete" in said or "closed" in said):
        return _half(at)
    if "Timeout" in kind:
        what = Both(f"no answer within {limits.patience:g} seconds", f"{limits.patience:g}秒内没有应答")
        return DownloadError(where=at, what=what, remedy=_LATER)
    if "CERTIFICATE" in said.upper():
        return DownloadError(
            where=at,
            what=Both("its certificate cannot be verified", "无法验证其证书"),
            remedy=Both(
                "check the address, the clock and the certificates of this machine",
                "请检查网址、系统时间和本机证书",
            ),
        )
    if kind == "ConnectError":
        return DownloadError(
            where=at,
            what=Both("cannot be reached", "无法连接"),
            remedy=Both("check the network and the address", "请检查网络和网址"),
        )
    return DownloadError(
        where=at, what=Both(f"the download failed ({said})", f"下载失败（{said}）"), remedy=_LATER
    )


def _late(at: str, limits: Limits) -> DownloadError:
    return DownloadError(
        where=at,
        what=Both(f"is not done after {limits.seconds:g} seconds", f"{limits.seconds:g}秒后仍未下载完"),
        remedy=Both("try again later, or from a faster network", "请稍后再试，或换用更快的网络"),
    )


def _half(at: str) -> DownloadError:
    return DownloadError(
        where=at,
        what=Both("ends before it is whole: half a file", "文件不完整：中途断开"),
        remedy=_LATER,
    )


def _too_large(at: str, limits: Limits) -> DownloadError:
    most = f"{limits.size / MEGABYTE:g} MB"
    return DownloadError(
        where=at,
        what=Both(f"is larger than {most}", f"超过 {most}"),
        remedy=Both(
            "check the address; a larger file needs a larger `megabytes` in its connector",
            "请检查网址；确需更大的文件时，请调高其数据连接中的 megabytes",
        ),
    )
