"""Which format some bytes are in: by the file's name, by what a server says, else by how they begin."""

from __future__ import annotations

from typing import Literal

from fourfutures.evidence.intake.source import Source

Kind = Literal["markdown", "html", "feed", "text", "jsonl", "csv"]

_SUFFIXES: dict[str, Kind] = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".xml": "feed",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".txt": "text", ".text": "text", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv",
}  # fmt: skip
_TYPES: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/rss+xml": "feed", "application/atom+xml": "feed",
    "application/xml": "feed", "text/xml": "feed", "text/markdown": "markdown", "text/csv": "csv",
    "application/json": "jsonl", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
}  # fmt: skip
# What servers say of any file, so that the bytes decide.
_VAGUE = ("", "application/octet-stream", "binary/octet-stream", "application/pdf")
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
_PDF = b"%PDF-"


def packed(content: bytes) -> bool:
    """Whether the bytes are an archive; archives are never opened."""
    return content.startswith(_PACKED)


def is_pdf(content: bytes) -> bool:
    """Whether the bytes are a PDF file."""
    return content[:1024].lstrip().startswith(_PDF)


def readable(media_type: str) -> bool:
    """Whether what a server calls by this type may be a text, or a PDF file, which has a word of its own."""
    said = media_type.partition(";")[0].strip().lower()
    return said.startswith("text/") or said.endswith(("+xml", "+json")) or said in (*_TYPES, *_VAGUE)


def kind(source: Source, text: str) -> Kind:
    """The format of a text that came from a source."""
    named = _SUFFIXES.get(source.suffix)
    begins = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if named and not (named == "feed" and _is_page(begins)):
        return named
    if _is_page(begins):
        return "html"
    if begins.startswith(("<?xml", "<rss", "<feed", "<rdf:rdf")):
        return "feed"
    said = _TYPES.get(source.media_type.partition(";")[0].strip().lower())
    if said:
        return said
    if begins.startswith(("{", "[{")):
        return "jsonl"
    if begins.startswith(("---\n", "# ")) or "\n## " in text[:20_000]:
        return "markdown"
    return "text"


def _is_page(begins: str) -> bool:
    return begins.startswith(("<!doctype html", "<html", "<head", "<body")) or (
        begins.startswith("<?xml") and "<html" in begins
    )
