"""What every entry of a study file has in common: closed keys, both languages, finite numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from fourfutures.errors import Both
from fourfutures.study.errors import refusal

Language = Literal["en", "zh"]
Bloc = Literal["us", "cn"]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]


class Entry(BaseModel):
    """An entry of a TOML file: frozen, no unknown key, no coercion, no NaN or infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def _one_or_more(sources: Any) -> Any:
    return (sources,) if isinstance(sources, str) else sources


# Ids of source cards; one may stand without brackets.
Sources = Annotated[
    tuple[Text, ...],
    BeforeValidator(_one_or_more, json_schema_input_type=str | tuple[str, ...]),
]


class Names(Entry):
    """A text in both languages."""

    en: Text
    zh: Text

    def text(self, language: str) -> str:
        """The text in `language`, "en" or "zh"."""
        return self.zh if language == "zh" else self.en


def _name_entries(tables: Any) -> Any:
    """Give each table of a file its own name as `id`."""
    if not isinstance(tables, Mapping):
        return tables
    named = {}
    for key, table in tables.items():
        if isinstance(table, Mapping) and "id" in table:
            raise refusal(
                Both(f"{key} gives an id of its own", f"{key}另写了自己的 id"),
                Both("drop the id: the name of the table is the id", "请删去 id：表名就是编号"),
                kind="own_id",
                key=key,
            )
        named[key] = {**table, "id": key} if isinstance(table, Mapping) else table
    return named


# Marks a mapping whose keys are the ids of its entries, and an id that is filled in from that key.
Named = BeforeValidator(_name_entries)
Id = Annotated[str, Field(json_schema_extra={"from_key": True})]


def _ordered(pair: tuple[float, float]) -> tuple[float, float]:
    if not pair[0] < pair[1]:
        raise refusal(
            Both(f"the range runs from {pair[0]} to {pair[1]}", f"范围写成了{pair[0]}至{pair[1]}"),
            Both("write the lower end first", "请把较小的一端写在前面"),
        )
    return pair


Range = Annotated[tuple[float, float], AfterValidator(_ordered)]
