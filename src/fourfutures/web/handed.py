"""What a request hands in: bytes under a name, from text or base64; a file of them for a door that reads files."""

from __future__ import annotations

import base64
import binascii
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fourfutures.errors import Both, FourFuturesError, Problem, told
from fourfutures.evidence import Source
from fourfutures.web.asked_evidence import GivenAsked
from fourfutures.web.errors import Refused


def handed(given: GivenAsked) -> Source | Problem:
    """The bytes of one document under the name it was given, or a word on why there are none."""
    name = " ".join(given.name.split()) or "text"
    if (given.text is None) == (given.base64 is None):
        return Problem(
            name,
            Both("comes with neither text nor base64, or with both", "text 与 base64 须且只须给出一项"),
            Both("give one of the two", "请只给出其中一项"),
        )
    suffix = Path(name).suffix.lower()
    if given.text is not None:
        return Source(name, given.text.encode("utf-8", "backslashreplace"), suffix, charset="utf-8")
    try:
        return Source(name, base64.b64decode(given.base64 or "", validate=True), suffix)
    except (binascii.Error, ValueError):
        return Problem(
            name,
            Both("is not valid base64", "不是有效的 base64"),
            Both("encode the bytes of the file anew", "请重新编码文件内容"),
        )


@contextmanager
def as_file(given: GivenAsked) -> Iterator[Path]:
    """A file with what was handed in, for as long as the block lasts; errors about it speak of its name. Raises Refused."""
    found = handed(given)
    if isinstance(found, Problem):
        raise Refused(422, found.where, found.what, found.remedy)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("handed" + found.suffix)
        path.write_bytes(found.content)
        try:
            yield path
        except FourFuturesError as error:
            en, zh = (told(error.where, lang).replace(str(path), found.where) for lang in ("en", "zh"))
            raise Refused(422, Both(en, zh), error.problem.what, error.problem.remedy) from error
