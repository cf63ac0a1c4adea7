"""What is wrong with a text that is not TOML, in both languages: the parser says it in English and to programmers."""

from __future__ import annotations

import re
import tomllib

from fourfutures.errors import Both

# The parser's words, and ours; what a pattern catches is shown as {0}.
KNOWN: tuple[tuple[str, str, str], ...] = (
    (r"Cannot overwrite a value", "a key stands twice", "同一个键出现两次"),
    (r"Cannot declare \((.+?),?\) twice", "the table {0} stands twice", "表 {0} 出现两次"),
    (r"Duplicate inline table key (.+)", "the key {0} stands twice", "键 {0} 出现两次"),
    (r"Unclosed array", "a list is not closed: ] is missing", "列表没有结束：缺少 ]"),
    (
        r"Unclosed inline table",
        "a table in braces is not closed: } is missing",
        "花括号中的表没有结束：缺少 }",
    ),
    (r"Unterminated string", "a text is not closed: its second quote is missing", "文字没有结束：缺少后引号"),
    (r"Illegal character (.+)", "the sign {0} may not stand here", "此处不能有字符 {0}"),
    (r"Invalid value", "the value cannot be read: a text needs quotes", "无法识别此值：文字须加引号"),
    (
        r"Invalid statement",
        "the line is neither a key with a value nor the head of a table",
        "本行既不是键值，也不是表头",
    ),
    (r"Invalid date or datetime", "there is no such date", "没有这个日期"),
    (
        r"Invalid initial character for a key part",
        "a key has a sign that it may not have",
        "键中有不允许的字符",
    ),
    (r"Expected '=' after a key.*", "= is missing after a key", "键后缺少 ="),
    (
        r"Expected newline or end of document.*",
        "something is left over at the end of the line",
        "行末有多余内容",
    ),
    (
        r"Expected '(\]+)' at the end of .*",
        "the head of a table is not closed: {0} is missing",
        "表头没有结束：缺少 {0}",
    ),
    (r"Unescaped '\\' in a string", "a backslash in a text must be written twice", "文字中的反斜杠须写两次"),
)


def toml_fault(error: tomllib.TOMLDecodeError) -> Both:
    """The parser's complaint without its place; in its own words where we have no others."""
    said = re.sub(r"\s*\(at .*\)$", "", str(error))
    for pattern, english, chinese in KNOWN:
        found = re.fullmatch(pattern, said)
        if found:
            caught = [", ".join(part.strip("' ") for part in group.split(",")) for group in found.groups()]
            return (
                Both(english.format(*caught), chinese.format(*caught)) if caught else Both(english, chinese)
            )
    return Both(said[:1].lower() + said[1:], said)
