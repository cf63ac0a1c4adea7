"""From a validation error to a problem a person can act on: file and line, table and key, fact, remedy."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from fourfutures.errors import Problem
from fourfutures.study.errors import guess, suggestion

Place = Callable[[Sequence[str | int]], str]
_LANGUAGES = {"en": "English", "zh": "Chinese"}
_TAGS = ("world", "blocs")
# Wrong kinds of value and values out of bounds, by the validator's names for them.
_WANTED = {
    "string_type": ("text", "put it in quotes"),
    "float_type": ("a number", "write the number without quotes"),
    "float_parsing": ("a number", "write a number such as 0.5, or leave the cell blank if it is unknown"),
    "int_type": ("a whole number", "write a whole number without quotes"),
    "int_parsing": ("a whole number", "write a whole number, or leave the cell blank if it is unknown"),
    "int_from_float": ("a whole number", "write a whole number"),
    "bool_type": ("true or false", "write true or false without quotes"),
    "bool_parsing": ("0 or 1", "write 0 or 1"),
    "date_type": ("a date", "write 2026-11-22 without quotes"),
    "tuple_type": ("a list", "put it in square brackets"),
    "model_type": ("a table", "write { key = value }, or a table of its own"),
    "dict_type": ("a table", "write { key = value }, or a table of its own"),
}
_BOUNDS = {
    "greater_than_equal": ("below", "ge"),
    "greater_than": ("not above", "gt"),
    "less_than_equal": ("above", "le"),
    "less_than": ("not below", "lt"),
}


def complaint(error: ErrorDetails, kind: Any, place: Place) -> Problem:
    """The problem behind one pydantic error; `kind` is the validated type, `place` words a path."""
    path = _untagged(error["loc"])
    key = str(path[-1]) if path else "the file"
    value, context = error["input"], error.get("ctx", {})
    what, remedy = error["msg"][:1].lower() + error["msg"][1:], context.get("remedy", "correct the value")
    match error["type"]:
        case "missing" | "string_too_short" | "string_pattern_mismatch" if key in _LANGUAGES:
            what = f"the {_LANGUAGES[key]} text is missing"
            remedy = "write it; do not copy the English" if key == "zh" else "write it"
        case "missing":
            what, remedy = f"{key} is missing", _addition(key)
        case "extra_forbidden":
            known = _keys(kind, path[:-1])
            what, remedy = f"unknown key {key}", f"{suggestion(key, known)} Known keys: {', '.join(known)}"
            if guess(key, known) is None:
                remedy = f"known keys: {', '.join(known)}"
        case "finite_number":
            what, remedy = (
                f"{value} is not a finite number",
                "give a number, or leave the entry out if it is unknown",
            )
        case "literal_error":
            known = [str(choice) for choice in _choices(kind, path)]
            what, remedy = (
                f"{value!r} is not allowed",
                suggestion(str(value), known) if known else error["msg"],
            )
            if known:
                remedy += f" Allowed: {', '.join(known)}" if "?" in remedy else ""
        case "string_too_short" | "string_pattern_mismatch" if isinstance(value, str) and not value.strip():
            what, remedy = f"{key} is empty", _addition(key)
        case "too_short":
            what, remedy = f"{key} is empty", f"add at least {context['min_length']}"
        case "own_id":
            path = (*path, context["key"], "id")
        case error_type if error_type in _WANTED:
            wanted, remedy = _WANTED[error_type]
            what = f"{value if isinstance(value, str) else repr(value)} is not {wanted}"
        case error_type if error_type in _BOUNDS:
            word, bound = _BOUNDS[error_type]
            what, remedy = f"{value} is {word} {context[bound]:g}", "give a value inside the bound"
        case "string_pattern_mismatch":
            what, remedy = (
                f"{value} does not have the right form",
                f"write it so that it fits {context['pattern']}",
            )
    return Problem(place(path), what, remedy)


def _addition(key: str) -> str:
    match key:
        case "unit":
            return "add one from the unit list"
        case "source" | "judgement":
            return "name the source, or flag the number with judgement = true"
        case _:
            return f"add {key}"


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
