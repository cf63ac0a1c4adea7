"""Tables of the rules: those that come with the program, and an analyst's own."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from fourfutures.errors import Both, reason
from fourfutures.evidence.errors import EvidenceError

RULES = files("fourfutures.evidence").joinpath("rules")


def table(name: str) -> dict[str, Any]:
    """A file of the rules."""
    return tomllib.loads(RULES.joinpath(name).read_text(encoding="utf-8"))


def own_table(path: str | Path) -> dict[str, Any]:
    """A file of an analyst. Raises EvidenceError where it cannot be read."""
    try:
        return tomllib.loads(Path(path).expanduser().read_text(encoding="utf-8"))
    except OSError as error:
        why = reason(error)
        raise EvidenceError(
            where=str(path), what=Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
            remedy=Both("check the path", "请检查路径"),
        ) from error  # fmt: skip
    except (tomllib.TOMLDecodeError, UnicodeError) as error:
        raise EvidenceError(
            where=str(path), what=Both(f"is not valid TOML ({error})", f"不是有效的 TOML（{error}）"),
            remedy=Both("correct it", "请更正"),
        ) from error  # fmt: skip
