"""From a validation error to a problem a person can act on: file and line, table and key, fact, remedy."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from fourfutures.errors import Both, Problem, guess, listed
from fourfutures.study.errors import suggestion

Place = Callable[[Sequence[str | int]], str]
_LANGUAGES = {"en": Both("English", "英文"), "zh": Both("Chinese", "中文")}
_TAGS = ("world", "blocs")
_WITHOUT_QUOTES = Both("write the number without quotes", "请写数字，不加引号")
_A_TABLE = Both("write { key = value }, or a table of its own", "请写 { 键 = 值 }，或另立一表")
# Wrong kinds of value and values out of bounds, by the validator's names for them.
_WANTED = {
    "string_type": (Both("text", "文字"), Both("put it in quotes", "请加引号")),
    "float_type": (Both("a number", "数"), _WITHOUT_QUOTES),
    "float_parsing": (
        Both("a number", "数"),
        Both(
            "write a number such as 0.5, or leave the cell blank if it is unknown",
            "请写0.5这样的数；未知则留空",
        ),
    ),
    "int_type": (
        Both("a whole number", "整数"),
        Both("write a whole number without quotes", "请写整数，不加引号"),
    ),
    "int_parsing": (
        Both("a whole number", "整数"),
        Both("write a whole number, or leave the cell blank if it is unknown", "请写整数；未知则留空"),
    ),
    "int_from_float": (Both("a whole number", "整数"), Both("write a whole number", "请写整数")),
    "bool_type": (
        Both("true or false", "true 或 false"),
        Both("write true or false without quotes", "请写 true 或 false，不加引号"),
    ),
    "bool_parsing": (Both("0 or 1", "0或1"), Both("write 0 or 1", "请写0或1")),
    "date_type": (
        Both("a date", "日期"),
        Both("write 2026-11-22 without quotes", "请写成2026-11-22，不加引号"),
    ),
    "tuple_type": (Both("a list", "列表"), Both("put it in square brackets", "请用方括号括起")),
    "model_type": (Both("a table", "表"), _A_TABLE),
    "dict_type": (Both("a table", "表"), _A_TABLE),
}
_BOUNDS = {
    "greater_than_equal": (Both("below", "小于"), "ge"),
    "greater_than": (Both("not above", "不大于"), "gt"),
    "less_than_equal": (Both("above", "大于"), "le"),
    "less_than": (Both("not below", "不小于"), "lt"),
}


def complaint(error: ErrorDetails, kind: Any, place: Place) -> Problem:
    """The problem behind one pydantic error; `kind` is the validated type, `place` words a path."""
    path = _untagged(error["loc"])
    key = str(path[-1]) if path else "the file"
    value, context = error["input"], error.get("ctx", {})
    if error["type"] == "own_id":
        path = (*path, context["key"], "id")
    what, remedy = _said(error, kind, path, key, value, context)
    return Problem(place(path), what, remedy)


def _said(
    error: ErrorDetails, kind: Any, path: tuple[str | int, ...], key: str, value: Any, context: dict[str, Any]
) -> tuple[Both, Both]:
    """What is wrong, and the remedy."""
    blank = isinstance(value, str) and not value.strip()
    if value is None and error["type"] != "missing":  # only a table has cells without a value
        return Both(f"{key} is blank", f"{key} 为空"), Both("fill it in", "请填写")
    match error["type"]:
        case "missing" | "string_too_short" | "string_pattern_mismatch" if key in _LANGUAGES:
            return _wordless(key)
        case "missing":
            return Both(f"{key} is missing", f"缺少 {key}"), _addition(key)
        case "extra_forbidden":
            known = _keys(kind, path[:-1])
            remedy = Both(f"known keys: {', '.join(known)}", f"可用的键：{'、'.join(known)}")
            if guess(key, known) is not None:
                near = suggestion(key, known)
                remedy = Both(f"{near} K{remedy[1:]}", f"{near.zh}{remedy.zh}")
            return Both(f"unknown key {key}", f"没有名为 {key} 的键"), remedy
        case "finite_number":
            return (
                Both(f"{value} is not a finite number", f"{value}不是有限数"),
                Both("give a number, or leave the entry out if it is unknown", "请给出数值；未知则不写此项"),
            )
        case "literal_error":
            return Both(f"{value!r} is not allowed", f"不能写 {value!r}"), _choice(
                value, kind, path, error["msg"]
            )
        case "string_too_short" | "string_pattern_mismatch" if blank:
            return Both(f"{key} is empty", f"{key} 为空"), _addition(key)
        case "string_pattern_mismatch":
            return (
                Both(f"{value} does not have the right form", f"{value}的格式不对"),
                Both(
                    f"write it so that it fits {context['pattern']}",
                    f"请写成符合 {context['pattern']} 的形式",
                ),
            )
        case "too_short":
            least = context["min_length"]
            return Both(f"{key} is empty", f"{key} 为空"), Both(f"add at least {least}", f"请至少写{least}项")
        case error_type if error_type in _WANTED:
            wanted, remedy = _WANTED[error_type]
            text = value if isinstance(value, str) else repr(value)
            return Both(f"{text} is not {wanted}", f"{text}不是{wanted.zh}"), remedy
        case error_type if error_type in _BOUNDS:
            word, bound = _BOUNDS[error_type]
            return (
                Both(
                    f"{value} is {word} {_short(context[bound])}", f"{value}{word.zh}{_short(context[bound])}"
                ),
                Both("give a value inside the bound", "请改为界限之内的值"),
            )
    if isinstance(context.get("what"), Both):
        return context["what"], context["remedy"]
    message = error["msg"][:1].lower() + error["msg"][1:]
    return Both(message, f"取值有误（{message}）"), Both("correct the value", "请更正")


def _short(bound: float) -> str:
    return str(bound) if isinstance(bound, int) else f"{bound:g}"


def _wordless(language: str) -> tuple[Both, Both]:
    name = _LANGUAGES[language]
    what = Both(f"the {name} text is missing", f"缺少{name.zh}")
    if language == "zh":
        return what, Both("write it; do not copy the English", "请撰写，勿照抄英文")
    return what, Both("write it", "请撰写")


def _choice(value: Any, kind: Any, path: Sequence[str | int], message: str) -> Both:
    known = [str(choice) for choice in _choices(kind, path)]
    if not known:
        return Both(message, f"请更正（{message}）")
    remedy = suggestion(str(value), known)
    if guess(str(value), known) is None:
        return remedy
    names = listed(known)
    return remedy.then(f" Allowed: {names}", f"可写的有：{names.zh}")


def _addition(key: str) -> Both:
    match key:
        case "unit":
            return Both("add one from the unit list", "请从单位表中选填")
        case "source" | "judgement":
            return Both(
                "name the source, or flag the number with judgement = true",
                "请注明来源，或以 judgement = true 标为研判",
            )
        case _:
            return Both(f"add {key}", f"请补上 {key}")


def _untagged(path: Sequence[str | int]) -> tuple[str | int, ...]:
    """A path without the tags that tell a world prior from priors by bloc."""
    return tuple(
        part for at, part in enumerate(path) if not (part in _TAGS and at > 0 and path[at - 1] == "prior")
    )


def _models(kind: Any, path: Sequence[str | int]) -> list[type[BaseModel]]:
    """The models that may stand at a path below a type."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if not path:
            return [kind]
        fields = {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
        return _models(fields[str(path[0])], path[1:]) if str(path[0]) in fields else []
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _models(arguments[0], path)
    if origin in (typing.Union, types.UnionType):
        return [model for argument in arguments for model in _models(argument, path)]
    if origin in (dict, tuple) and path:
        return _models(arguments[-1] if origin is dict else arguments[0], path[1:])
    return []


def _keys(kind: Any, path: Sequence[str | int]) -> list[str]:
    """Keys a table at a path may have, without ids that come from the table's name."""
    known: list[str] = []
    for model in _models(kind, path):
        for name, field in model.model_fields.items():
            extra = field.json_schema_extra
            if not (isinstance(extra, dict) and extra.get("from_key")):
                known.append(field.alias or name)
    return list(dict.fromkeys(known))


def _choices(kind: Any, path: Sequence[str | int]) -> list[Any]:
    for model in _models(kind, path[:-1]):
        for name, field in model.model_fields.items():
            if (field.alias or name) == path[-1]:
                return _literals(field.annotation)
    return []


def _literals(kind: Any) -> list[Any]:
    if typing.get_origin(kind) is typing.Literal:
        return list(typing.get_args(kind))
    return [choice for argument in typing.get_args(kind) for choice in _literals(argument)]
