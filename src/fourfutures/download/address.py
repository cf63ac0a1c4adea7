"""Which addresses may be asked: http and https, at machines of the public internet."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from fourfutures.download.errors import DownloadError
from fourfutures.errors import Both

SCHEMES = ("http", "https")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv6 names of IPv4 machines
_GLOBAL = ipaddress.ip_network("2000::/3")  # all that IPv6 has given out for the public internet


def checked(url: str, private: bool) -> SplitResult:
    """The parts of an address that may be asked for. Raises DownloadError."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # read only to be checked
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise DownloadError(
            where=url or Both("address", "网址"),
            what=Both("is not an address of the web", "不是网页地址")
            if parts.scheme in ("", *SCHEMES)
            else Both(f"{parts.scheme} is not a way to fetch data", f"不支持 {parts.scheme} 协议"),
            remedy=Both("write an address that begins with https://", "请写以 https:// 开头的网址"),
        )
    if not private and names_private(parts.hostname):
        raise refused(url, parts.hostname)
    return parts


def public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; names of IPv4 machines in IPv6 count as those machines."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _TRANSLATED:
            inner = ipaddress.IPv4Address(found.packed[-4:])
        if inner is None and found not in _GLOBAL:
            return False
        found = inner or found
    return found.is_global and not found.is_multicast


def addresses(url: str, host: str, private: bool) -> list[str]:
    """IP addresses of a host, in the order to try them; one that is not public refuses the host unless `private`.

    Numbers in any spelling that the system reads (decimal, octal, hexadecimal, short) come out as addresses here.
    Raises DownloadError for a host that may not be asked or that nobody knows.
    """
    try:
        known = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DownloadError(
            where=url,
            what=Both(f"cannot be reached: the name {host} is not known", f"无法连接：找不到域名 {host}"),
            remedy=Both("check the network and the address", "请检查网络和网址"),
        ) from error
    found = list(dict.fromkeys(str(each[4][0]) for each in known))
    for address in found:
        if not private and not public(address):
            raise refused(url, address)
    return found


def refused(url: str, address: str) -> DownloadError:
    """The error for an address that is not public."""
    return DownloadError(
        where=url,
        what=Both(
            f"{address} belongs to this machine or to a private network",
            f"{address} 属于本机或内部网络",
        ),
        remedy=Both(
            "use a public address; --allow-private allows this one if you mean it",
            "请用公网地址；如确属有意，可加 --allow-private",
        ),
    )


def names_private(host: str) -> bool:
    """Whether a host, as written, is this machine or one of a private network."""
    bare = host.rstrip(".").lower()
    if bare == "localhost" or bare.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        numbered = ipaddress.ip_address(bare)
    except ValueError:
        try:
            numbered = ipaddress.ip_address(socket.inet_aton(bare))  # 2130706433, 0x7f.1 and the like
        except OSError:
            return False  # a name; what it leads to is checked before anybody connects
    return not public(str(numbered))
