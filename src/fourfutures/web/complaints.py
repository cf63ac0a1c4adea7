"""What the framework complains of, in our own words and both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fourfutures.errors import Both, Problem

_WHAT = {
    "missing": Both("is missing", "缺失"),
    "extra_forbidden": Both("is not known here", "不是已知的字段"),
    "json_invalid": Both("is not valid JSON", "不是有效的 JSON"),
    "finite_number": Both("is not a finite number", "不是有限的数"),
}
_KINDS = {
    "int": Both("is not a whole number", "不是整数"),
    "float": Both("is not a number", "不是数"),
    "bool": Both("is neither true nor false", "不是 true 或 false"),
    "string": Both("is not a text that may stand there", "不是此处允许的文本"),
    "list": Both("is not a list that may stand there", "不是此处允许的列表"),
    "dict": Both("is not an object of names and values", "不是由名称和值组成的对象"),
    "too": Both("is too long or too short", "过长或过短"),
    "model": Both("is not an object", "不是对象"),
    "literal": Both("is none of the choices", "不在可选范围内"),
    "none": Both("has no place here", "不能用于此处"),
}
_SEE = Both("see /openapi.json for what may stand there", "可用的写法见 /openapi.json")


def complaint(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """The problem behind a body or query that does not fit; of several the first, and the places of the others."""
    first = errors[0]
    others = sorted({_place(error) for error in errors[1:]} - {_place(first)})
    what, remedy = _what(first), _remedy(first)
    if others:
        remedy = remedy.then(
            f". Also wrong: {', '.join(others[:10])}", f"。另有问题：{'、'.join(others[:10])}"
        )
    return Problem(_place(first), what, remedy)


def by_status(status: int, method: str, path: str) -> Problem:
    """The problem behind a status that no route chose."""
    where = f"{method} {path[:200]}"
    if status == 404:
        return Problem(
            where,
            Both("there is nothing at this address", "该地址下没有内容"),
            Both("see / for the addresses that there are", "可用的地址见 /"),
        )
    if status == 405:
        return Problem(
            where,
            Both(f"the address does not answer {method}", f"该地址不接受 {method}"),
            Both("see / for the methods that it answers", "可用的方法见 /"),
        )
    return Problem(where, Both("cannot be read", "无法读取"), _SEE)


def _place(error: Mapping[str, Any]) -> str:
    kind, *parts = error.get("loc", ("body",))
    if error.get("type") == "json_invalid":
        parts = []
    # Names of the alternatives of a field stand in brackets or are lower-case kinds; they are no part of its address.
    named = [str(part)[:100] for part in parts]
    return ".".join((str(kind), *named)) if named else str(kind)


def _what(error: Mapping[str, Any]) -> Both:
    name = str(error.get("type", ""))
    limits = error.get("ctx") or {}
    if name in _WHAT:
        return _WHAT[name]
    for sign, en, zh in (
        ("ge", "is below", "小于"),
        ("gt", "is not above", "不大于"),
        ("le", "is above", "大于"),
        ("lt", "is not below", "不小于"),
    ):
        if sign in limits and name.startswith(("greater", "less")):
            return Both(f"{en} {limits[sign]}", f"{zh}{limits[sign]}")
    return next(
        (text for kind, text in _KINDS.items() if name.startswith(kind)), Both("does not fit", "不合要求")
    )


def _remedy(error: Mapping[str, Any]) -> Both:
    name = str(error.get("type", ""))
    if name == "missing":
        return Both("give it; see /openapi.json", "请补上；写法见 /openapi.json")
    if name == "extra_forbidden":
        return Both("take it out, or see /openapi.json for its name", "请删去，或在 /openapi.json 中查其名称")
    return _SEE
