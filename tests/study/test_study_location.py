from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from fourfutures.study.location import key_lines, line_of, shown

TRICKY = '''\
# [not.a.table]
title = "a = b"  # c = 1
[one."two three"]
key = """
[fake]
fake = 1
"""
list = [
  "x = 1",  # ]
  { y = 2 },
]
dotted.key.en = 'it\\'
[[many]]
a = 1
[[many.inner]]
b = 2
[[many]]
a = 3
[[many.inner]]
b = 4
[[many.inner]]
b = 5
'''


def test_strings_lists_and_comments_hide_no_key_and_make_none() -> None:
    lines = key_lines(TRICKY)
    assert lines[("title",)] == 2
    assert lines[("one", "two three", "key")] == 4
    assert lines[("one", "two three", "list")] == 8
    assert lines[("one", "two three", "dotted", "key", "en")] == 12
    assert lines[("one", "two three", "dotted")] == 12
    assert lines[("many", 0, "inner", 0, "b")] == 16
    assert lines[("many", 1, "inner", 1, "b")] == 22
    assert not any("fake" in path or "not" in path or "x" in path for path in lines)


def test_a_key_without_a_line_has_that_of_its_table() -> None:
    lines = key_lines(TRICKY)
    assert line_of(lines, ("many", 1, "missing")) == 17
    assert line_of(lines, ("elsewhere",)) is None


def test_paths_are_counted_from_one() -> None:
    assert shown(("export_control", "effects", 0, "size")) == "export_control.effects[1].size"


def leaves(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for key, entry in value.items() for leaf in leaves(entry, (*path, key))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [leaf for number, entry in enumerate(value) for leaf in leaves(entry, (*path, number))]
    return [path]


def test_every_key_of_every_file_stands_on_the_line_found(small_files: dict[str, str]) -> None:
    for text in small_files.values():
        lines = key_lines(text)
        for path in leaves(tomllib.loads(text)):
            line = line_of(lines, path)
            assert line is not None
            written = text.splitlines()[line - 1]
            assert any(str(part) in written for part in path)


names = st.text("abcdefg_", min_size=1, max_size=6)
tables = st.dictionaries(
    names, st.dictionaries(names, st.integers() | st.text("ab[]{}=#\n", max_size=8), max_size=4), max_size=5
)


@given(tables=tables)
def test_the_scanner_finds_each_key_that_the_parser_finds(tables: dict[str, dict[str, int | str]]) -> None:
    written: list[str] = []
    expected: dict[tuple[str | int, ...], int] = {}
    for table, entries in tables.items():
        written.append(f"[{table}]")
        for key, value in entries.items():
            expected[(table, key)] = len("\n".join(written).splitlines()) + 1
            shown_value = f"'''\n{value}'''" if isinstance(value, str) else str(value)
            written.append(f"{key} = {shown_value}")
    text = "\n".join(written)
    assert tomllib.loads(text).keys() == tables.keys()
    found = key_lines(text)
    assert {path: found.get(path) for path in expected} == expected
