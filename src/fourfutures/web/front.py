"""The first page: what this server answers, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

TITLE = {"en": "fourfutures answers here", "zh": "fourfutures 服务已就绪"}
TEXT = {
    "en": (
        "This server gives the odds, countries, deals and stress tests of the study as JSON, with the numbers of the "
        "command line. An app that draws them is to come; it is not part of this version."
    ),
    "zh": (
        "本服务以 JSON 给出研究的概率、国家、协议和压力测试，数值与命令行一致。用于绘图和互动的应用尚在开发中，本版本未包含。"
    ),
}
ROUTES = {"en": "Addresses", "zh": "地址"}
MORE = {"en": "All of it is described in", "zh": "完整说明见"}
OTHER = {"en": ("zh", "中文"), "zh": ("en", "English")}


def front(lang: str, study: str, routes: Sequence[tuple[str, str]]) -> str:
    """The page as HTML; it asks for nothing else."""
    other, name = OTHER[lang]
    lines = "\n".join(f"<li><code>{escape(method)} {escape(path)}</code></li>" for method, path in routes)
    return f"""<!doctype html>
<html lang="{"zh-Hans" if lang == "zh" else "en"}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{TITLE[lang]}</title></head>
<body>
<main>
<h1>{TITLE[lang]}</h1>
<p>{escape(study)}</p>
<p>{TEXT[lang]}</p>
<h2>{ROUTES[lang]}</h2>
<ul>
{lines}
</ul>
<p>{MORE[lang]} <a href="/openapi.json">/openapi.json</a></p>
<p><a href="/?lang={other}" lang="{"zh-Hans" if other == "zh" else "en"}">{name}</a></p>
</main>
</body>
</html>
"""
