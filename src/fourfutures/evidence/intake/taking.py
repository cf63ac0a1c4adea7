"""Sources to documents: decoded, taken apart, dated, compared; what cannot be read is a word on why, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from fourfutures.errors import Both, Problem
from fourfutures.evidence.canonical import canonical, digest, key, one_line
from fourfutures.evidence.document import Document
from fourfutures.evidence.errors import EvidenceError
from fourfutures.evidence.intake import feed, markdown, page, rows
from fourfutures.evidence.intake.dates import believable, day
from fourfutures.evidence.intake.defects import Seen, defects
from fourfutures.evidence.intake.encoding import Decoded, decoded
from fourfutures.evidence.intake.footnotes import footnotes
from fourfutures.evidence.intake.kind import is_pdf, kind, packed
from fourfutures.evidence.intake.language import spoken
from fourfutures.evidence.intake.limits import Bounds
from fourfutures.evidence.intake.source import Piece, Source, unreadable
from fourfutures.evidence.likeness import copies


class Taken(NamedTuple):
    """Documents in the order they were given, and a word on each thing that was not taken."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def take(sources: Iterable[Source | Problem], bounds: Bounds, today: date) -> Taken:
    """All documents of some sources. `today` tells which dates lie ahead."""
    documents: list[Document] = []
    problems: list[Problem] = []
    ids: dict[str, str] = {}  # id: digest of its text
    for found in _pieces(sources, bounds):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        if len(documents) >= bounds.documents:
            problems.append(_too_many(found.where, bounds))
            break
        document = _document(found, bounds, today)
        if isinstance(document, Problem):
            problems.append(document)
            continue
        if document.id in ids:
            problems.append(_twice(found.where, document.id, ids[document.id] == document.sha256))
            if ids[document.id] == document.sha256:
                continue
            document = document.model_copy(update={"id": _free(document.id, ids)})
        ids[document.id] = document.sha256
        documents.append(document)
    originals = copies([document.text for document in documents])
    marked = [
        document if original is None else document.model_copy(update={"same_as": documents[original].id})
        for document, original in zip(documents, originals, strict=True)
    ]
    return Taken(tuple(marked), tuple(problems))


def _pieces(sources: Iterable[Source | Problem], bounds: Bounds) -> Iterator[Piece | Problem]:
    for source in sources:
        if isinstance(source, Problem):
            yield source
            continue
        text = _text(source)
        if isinstance(text, Problem):
            yield text
            continue
        try:
            for piece in _apart(source, text.text, bounds):
                yield (
                    piece._replace(lost=text.lost, url=piece.url or source.url)
                    if isinstance(piece, Piece)
                    else piece
                )
        except EvidenceError as error:
            yield error.problem


def _text(source: Source) -> Decoded | Problem:
    if not source.content.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        return unreadable(
            source.where, Both("is empty", "是空的"), Both("give a document with text", "请提供有文字的文档")
        )
    if packed(source.content):
        return unreadable(
            source.where, Both("is an archive; archives are not opened", "是压缩包；压缩包不会被打开"),
            Both("unpack it and name the folder", "请先解压，再指定目录"),
        )  # fmt: skip
    if is_pdf(source.content):
        return unreadable(
            source.where, Both("is a PDF file, which is not read", "是 PDF 文件，无法读取"),
            Both("save its text as .txt or .md", "请将其文字存为 .txt 或 .md"),
        )  # fmt: skip
    found = decoded(source.content, source.charset)
    if found is None:
        return unreadable(
            source.where, Both("is not text in a known character set", "不是已知编码的文本"),
            Both("save it as UTF-8", "请另存为 UTF-8"),
        )  # fmt: skip
    return found


def _apart(source: Source, text: str, bounds: Bounds) -> Iterable[Piece | Problem]:
    form = kind(source, text)
    if form == "markdown":
        return markdown.pieces(source.where, text, bounds)
    if form == "html":
        return page.pieces(source.where, text, bounds)
    if form == "feed":
        return feed.pieces(source.where, text, bounds)
    if form == "jsonl":
        return rows.of_json(source.where, text)
    if form == "csv":
        return rows.of_csv(source.where, text)
    return [Piece(source.where, text, "text")]


def _document(piece: Piece, bounds: Bounds, today: date) -> Document | Problem:
    if len(piece.text) > bounds.text:
        return unreadable(
            piece.where,
            Both(f"the text has more than {bounds.text:,} characters", f"正文超过{bounds.text}个字符"),
            Both("split it into its articles", "请按文章拆分"),
        )
    text, notes = footnotes(canonical(piece.text), piece.notes)
    if not any(sign.isalnum() for sign in text):
        return unreadable(
            piece.where,
            Both("holds no text", "没有文字"),
            Both("give a document with text", "请提供有文字的文档"),
        )
    voice = spoken(text, piece.lang)
    found = day(piece.published)
    published = found if found is not None and believable(found, today) else None
    url = _address(piece.url)
    publisher = (
        one_line(piece.publisher) or (urlsplit(url).hostname or "").removeprefix("www.") or None
        if url
        else one_line(piece.publisher)
    )
    title, author = one_line(piece.title), one_line(piece.author)
    seen = Seen(
        title, text, piece.whole, published, one_line(piece.published), publisher, author,
        url, notes, dict(piece.front_matter), piece.lost, piece.stripped, voice.sure,
    )  # fmt: skip
    sha = digest(text)
    return Document(
        id=one_line(piece.id) or f"doc-{key(text)}",
        title=title,
        lang=voice.lang,
        published=published,
        publisher=publisher,
        author=author,
        url=url,
        text=text,
        sha256=sha,
        footnotes=notes,
        defects=defects(seen),
        script=voice.script,
        format=piece.format,
        source=piece.where,
        front_matter=dict(piece.front_matter),
    )


def _address(url: str | None) -> str | None:
    """The canonical form of an address: host in small letters, no fragment, no marks of campaigns."""
    try:
        (url or "").encode()  # an address with half a sign is none
        parts = urlsplit((url or "").strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    kept = [
        pair
        for pair in parts.query.split("&")
        if pair and not pair.lower().startswith(("utm_", "fbclid=", "gclid=", "spm="))
    ]
    return parts._replace(
        scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), query="&".join(kept), fragment=""
    ).geturl()


def _free(name: str, taken: dict[str, str]) -> str:
    number = 2
    while f"{name}~{number}" in taken:
        number += 1
    return f"{name}~{number}"


def _twice(where: str, name: str, same: bool) -> Problem:
    if same:
        return unreadable(
            where, Both(f"is the document {name} again, with the same text", f"与文档 {name} 完全相同"),
            Both("nothing is lost; leave it out", "内容没有遗漏；可不必重复提供"),
        )  # fmt: skip
    return unreadable(
        where, Both(f"the id {name} is used twice, for different texts", f"编号 {name} 用于两篇不同的文档"),
        Both(f"it was taken in under {name}~2 or the next number; give it an id of its own", f"已以 {name}~2 或其后的编号收入；请另给编号"),
    )  # fmt: skip


def _too_many(where: str, bounds: Bounds) -> Problem:
    return unreadable(
        where,
        Both(f"is beyond the {bounds.documents:,} documents of one go; it and what follows were not read", f"超出一次{bounds.documents}篇的上限，此后的未读"),
        Both("give the rest in a second go", "其余请另行提交"),
    )  # fmt: skip
