"""Documents from the network, asked for by address and taken with limits: schemes, addresses, size, time, redirects."""

from __future__ import annotations

from fourfutures.download.address import names_private
from fourfutures.download.errors import DownloadError
from fourfutures.download.fetching import Document, fetch, wired
from fourfutures.download.limits import MEGABYTE, Limits

__all__ = ["MEGABYTE", "Document", "DownloadError", "Limits", "fetch", "names_private", "wired"]
