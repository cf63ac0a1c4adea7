"""The head of a Markdown file: YAML of plain fields. Whatever could do more than say something is refused."""

from __future__ import annotations

import re
from typing import Any

from fourfutures.errors import Both
from fourfutures.evidence.canonical import one_line, writable
from fourfutures.evidence.errors import EvidenceError

_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)(?:\r?\n)?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M)
DEEPEST = 8


def split(where: str, text: str, longest: int) -> tuple[dict[str, Any], str]:
    """Fields and body; without a head the fields are empty. Raises EvidenceError."""
    head = _HEAD.match(text)
    if head is not None:
        return _fields(where, head.group(1), longest), text[head.end() :]
    head = _TOML.match(text)
    if head is not None:
        return _table(where, head.group(1), longest), text[head.end() :]
    if re.match(r"\A\ufeff?---[ \t]*\r?\n\s*[\w-]+\s*:", text):
        raise _refused(
            where, Both("the front matter has no end", "元数据没有结尾"),
            Both("close it with a line of three dashes", "请用一行三个短横线结束"),
        )  # fmt: skip
    return {}, text


def _fields(where: str, text: str, longest: int) -> dict[str, Any]:
    import yaml

    _require_short(where, text, longest)
    try:
        for depth, event in _depths(yaml, text):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _refused(
                    where,
                    Both(
                        "the front matter uses anchors or aliases of YAML", "元数据使用了 YAML 的锚点或引用"
                    ),
                    Both("write each value out", "请把每个值直接写出"),
                )
            if getattr(event, "tag", None):
                raise _refused(
                    where,
                    Both(
                        f"the front matter uses the YAML tag {event.tag}",
                        f"元数据使用了 YAML 标签 {event.tag}",
                    ),
                    Both("write plain text, numbers and lists", "请只写文字、数字和列表"),
                )
            if depth > DEEPEST:
                raise _refused(
                    where, Both("the front matter is nested too deep", "元数据嵌套过深"),
                    Both("write plain fields", "请只写普通字段"),
                )  # fmt: skip
        _require_once(where, yaml.compose(text, Loader=yaml.BaseLoader))
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 2}" if mark is not None else ""
        raise _refused(
            where + line, Both("the front matter is not valid YAML", "元数据不是有效的 YAML"),
            Both("correct the line; put text that holds a colon in quotes", "请更正该行；含冒号的文字请加引号"),
        ) from error  # fmt: skip
    if found in (None, ""):
        return {}
    if not isinstance(found, dict):
        raise _refused(
            where, Both("the front matter is not a list of fields", "元数据不是字段列表"),
            Both("write it as `title: ...`, one field a line", "请写成 title: … 的形式，每行一个字段"),
        )  # fmt: skip
    return {str(name): value for name, value in writable(found).items()}


def _require_once(where: str, root: Any) -> None:
    """Refuse a field that is given twice: the loader would keep the last and say nothing."""
    seen: set[str] = set()
    for field, _ in root.value if getattr(root, "id", "") == "mapping" else ():
        name = str(field.value)
        if name in seen:
            raise _refused(
                f"{where}:{field.start_mark.line + 2}",
                Both(f"the field {one_line(name)} is given twice in the front matter", f"元数据中的字段 {one_line(name)} 写了两次"),
                Both("keep one of them", "请只留一个"),
            )  # fmt: skip
        seen.add(name)


def _table(where: str, text: str, longest: int) -> dict[str, Any]:
    import tomllib

    _require_short(where, text, longest)
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused(
            where, Both("the front matter is not valid TOML", "元数据不是有效的 TOML"),
            Both("correct it, or write it as YAML between lines of three dashes", "请更正，或改用三短横线之间的 YAML"),
        ) from error  # fmt: skip
    return {name: value if isinstance(value, list | dict) else str(value) for name, value in found.items()}


def _depths(yaml: Any, text: str) -> Any:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        yield depth, event
        if depth > DEEPEST:
            return


def _require_short(where: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise _refused(
            where, Both(f"the front matter has more than {longest:,} characters", f"元数据超过{longest}个字符"),
            Both("shorten it", "请缩短"),
        )  # fmt: skip


def _refused(where: str, what: Both, remedy: Both) -> EvidenceError:
    return EvidenceError(where=where, what=what, remedy=remedy)
