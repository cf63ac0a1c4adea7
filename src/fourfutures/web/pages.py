"""The app's files: its first page in the reader's language, and what that page asks for."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.datastructures import Headers
from starlette.responses import Response

TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
PACKED = ("css", "html", "js", "json", "svg")
FOREVER = "public, max-age=31536000, immutable"
TITLE = {"en": "fourfutures", "zh": "fourfutures 四种未来"}
LOADING = {"en": "Reading the last run…", "zh": "正在读取最近一次运行……"}
NO_SCRIPT = {
    "en": "This page draws its charts with JavaScript, which is off here. The same answers: fourfutures on the command line, or the addresses under /openapi.json.",
    "zh": "本页用 JavaScript 绘图，而浏览器已将其关闭。同样的结果可用 fourfutures 命令行，或 /openapi.json 所列地址取得。",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A file as it is sent."""

    content: bytes
    packed: bytes | None
    kind: str
    tag: str

    @classmethod
    def of(cls, content: bytes, ending: str) -> Page:
        """A file of a kind known by its ending."""
        packed = gzip.compress(content, 9, mtime=0) if ending in PACKED else None
        return cls(content, packed, TYPES[ending], f'"{sha256(content).hexdigest()[:32]}"')

    def reply(self, headers: Headers, kept: str) -> Response:
        """The file, packed for who takes it so, or 304 for who holds it; `kept` is its Cache-Control."""
        own = {"etag": self.tag, "cache-control": kept, "vary": "Accept-Encoding, Accept-Language"}
        known = [part.strip().removeprefix("W/") for part in headers.get("if-none-match", "").split(",")]
        if self.tag in known:
            return Response(status_code=304, headers=own)
        if self.packed is not None and "gzip" in headers.get("accept-encoding", ""):
            return Response(self.packed, media_type=self.kind, headers={**own, "content-encoding": "gzip"})
        return Response(self.content, media_type=self.kind, headers=own)


class Pages:
    """All files of the app, read once. They stand below an address made from all of them, so a reader keeps each for good."""

    def __init__(self) -> None:
        found = dict(sorted(_walk(files("fourfutures.web") / "app", "")))
        digest = sha256()
        for name, content in found.items():
            digest.update(f"{name} {len(content)}\n".encode() + content)
        self.version = digest.hexdigest()[:12]
        self._files = {name: Page.of(content, name.rpartition(".")[2]) for name, content in found.items()}
        shell = found["index.html"].decode()
        self._shells = {lang: Page.of(self._filled(shell, lang), "html") for lang in TITLE}

    def shell(self, lang: str, headers: Headers) -> Response:
        """The first page, the same for every place of the app."""
        reply = self._shells[lang].reply(headers, "no-cache")
        reply.headers["content-language"] = lang
        return reply

    def file(self, name: str, headers: Headers) -> Response | None:
        """A file by its name; a name that is not there gives none."""
        page = self._files.get(name)
        return None if page is None else page.reply(headers, FOREVER)

    def _filled(self, shell: str, lang: str) -> bytes:
        words = {
            "lang": "zh-Hans" if lang == "zh" else "en",
            "base": f"/app/{self.version}",
            "title": TITLE[lang],
            "loading": LOADING[lang],
            "noscript": NO_SCRIPT[lang],
        }
        for name, text in words.items():
            shell = shell.replace(f"{{{{{name}}}}}", escape(text))
        return shell.encode()


def _walk(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for part in folder.iterdir():
        if part.is_dir():
            found += _walk(part, f"{path}{part.name}/")
        elif part.name.rpartition(".")[2] in TYPES:
            found.append((path + part.name, part.read_bytes()))
    return found
