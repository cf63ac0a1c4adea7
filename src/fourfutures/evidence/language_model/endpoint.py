"""Where the model is, what it is called, and the key for it, which is taken from the environment and shown nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from fourfutures.download import names_private
from fourfutures.errors import Both
from fourfutures.evidence.errors import EvidenceError

LONGEST_NAME = 200
_KEY = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """Host, with its port where it has one."""
        return urlsplit(self.url).netloc


def endpoint_of(
    url: str | None, model: str | None, variable: str | None, environ: Mapping[str, str] | None = None
) -> Endpoint | None:
    """The endpoint that a user names; None where none is named.

    `variable` is the name of the environment variable that holds the key. Raises EvidenceError where something is missing
    or where the key would cross a public network in the clear. What was given as `variable` is never repeated: it may be
    the key itself, by mistake.
    """
    if url is None:
        if model is not None or variable is not None:
            raise _wrong("--llm", Both("is missing", "未填写"), Both("give the address of the endpoint, such as https://llm.example.org/v1", "请写明接口地址，例如 https://llm.example.org/v1"))  # fmt: skip
        return None
    parts = _address(url)
    name = (model or "").strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise _wrong("--llm-model", Both("is missing or is no name", "未填写或不是名称"), Both("give the model's name as its endpoint knows it", "请按接口所用写明模型名称"))  # fmt: skip
    key = None
    if variable is not None:
        key = (os.environ if environ is None else environ).get(variable, "").strip()
        if not _KEY.fullmatch(key):
            raise _wrong(
                "--llm-key-env", Both("names no environment variable that holds a key", "所指的环境变量不存在或不含密钥"),
                Both("set a variable to the key and give the variable's name, never the key", "请将密钥存入环境变量并写明变量名，切勿直接写密钥"),
            )  # fmt: skip
        if parts.scheme == "http" and not names_private(str(parts.hostname)):
            raise _wrong(
                f"--llm {url}", Both("would send the key unencrypted", "会以明文发送密钥"),
                Both("use an address that begins with https://", "请用以 https:// 开头的地址"),
            )  # fmt: skip
    return Endpoint(url.rstrip("/"), name, key)


def _address(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        held = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        held = False
    if not held:
        raise _wrong("--llm", Both("is not an address of the web", "不是网页地址"), Both("write it as https://llm.example.org/v1", "请写成 https://llm.example.org/v1 的形式"))  # fmt: skip
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise _wrong(
            "--llm", Both("holds a name, a password or a query", "含有用户名、密码或查询参数"),
            Both("give the plain address, and the key by --llm-key-env", "请只写地址，密钥用 --llm-key-env 指定"),
        )  # fmt: skip
    return parts


def _wrong(where: str, what: Both, remedy: Both) -> EvidenceError:
    return EvidenceError(where=where, what=what, remedy=remedy)
