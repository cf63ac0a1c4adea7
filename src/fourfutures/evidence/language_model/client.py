"""Asking an endpoint through the client of `openai`: bounded in time and size, with nothing sent along but the question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx
import openai

from fourfutures.download import DownloadError, wired
from fourfutures.errors import Both
from fourfutures.evidence.canonical import one_line
from fourfutures.evidence.errors import EvidenceError
from fourfutures.evidence.language_model.endpoint import Endpoint
from fourfutures.evidence.language_model.limits import Patience

# What reaches the endpoint: not the environment's other keys, organisations and headers, which the client would add.
_SENT = ("host", "content-type", "content-length", "accept", "connection")
_AGENT = "fourfutures"
_UNKNOWN = (400, 415, 422, 501)  # what endpoints say that do not know a part of the question
_LATER = Both("try again later", "请稍后再试")


class Model:
    """A model at its endpoint. It learns which manner of asking the endpoint knows."""

    def __init__(self, endpoint: Endpoint, shape: Mapping[str, Any], patience: Patience) -> None:
        self._endpoint, self._patience = endpoint, patience
        structured = {
            "type": "json_schema",
            "json_schema": {"name": "proposals", "strict": True, "schema": shape},
        }
        self._manners: list[dict[str, Any]] = [
            {"temperature": 0, "response_format": structured},
            {"response_format": structured},
            {},
        ]

    def answer(self, messages: Sequence[Mapping[str, str]]) -> str:
        """The text of an answer. Raises EvidenceError where none comes."""
        while True:
            try:
                return self._asked(messages, self._manners[0])
            except openai.APIStatusError as error:
                if error.status_code not in _UNKNOWN or len(self._manners) == 1:
                    raise self._refused(error) from error
                del self._manners[0]

    def _asked(self, messages: Sequence[Mapping[str, str]], manner: Mapping[str, Any]) -> str:
        patience, endpoint = self._patience, self._endpoint
        line = wired(True, patience.seconds)
        bounded = _Bounded(line, endpoint.key, patience.answer)
        try:
            with httpx.Client(
                transport=bounded, timeout=patience.silence, follow_redirects=False, trust_env=False
            ) as http:
                speaking: Any = http  # versions of the client name httpx or httpx2, which speak alike
                client = openai.OpenAI(
                    base_url=endpoint.url,
                    api_key=endpoint.key or "none",
                    max_retries=patience.retries,
                    http_client=speaking,
                )
                create: Any = client.chat.completions.create  # its types know no manner made at run time
                found = create(model=endpoint.model, messages=list(messages), **manner)
        except openai.APIStatusError:
            raise
        except DownloadError as error:
            raise self._wrong(error.what, error.remedy) from error
        except openai.OpenAIError as error:
            raise self._unanswered(error, bounded, line.late) from error
        except ValueError as error:  # what should be JSON is none
            raise (self._slow() if line.late else self._strange()) from error
        if line.late:  # what is cut off without a declared length looks whole
            raise self._slow()
        return self._text(found)

    def _text(self, found: Any) -> str:
        try:
            text = found.choices[0].message.content
        except (AttributeError, IndexError, TypeError) as error:
            raise self._strange() from error
        if not isinstance(text, str):
            raise self._strange()
        return text

    def _unanswered(self, error: Exception, bounded: _Bounded, late: bool) -> EvidenceError:
        if bounded.over:
            most = f"{self._patience.answer / 1_000_000:g} MB"
            return self._wrong(Both(f"answers with more than {most}", f"回答超过 {most}"), Both("ask another model", "请换用其他模型"))  # fmt: skip
        if late or isinstance(error, openai.APITimeoutError):
            return self._slow()
        return self._wrong(
            Both("cannot be reached, or breaks off", "无法连接，或连接中断"),
            Both("check the address and that the endpoint runs", "请检查地址，并确认接口在运行"),
        )

    def _slow(self) -> EvidenceError:
        return self._wrong(
            Both(
                f"gives no whole answer in time (at most {self._patience.seconds:g} seconds)",
                f"未在时限内给出完整回答（至多 {self._patience.seconds:g} 秒）",
            ),
            Both("try again later, or ask a faster model", "请稍后再试，或换用更快的模型"),
        )

    def _strange(self) -> EvidenceError:
        return self._wrong(
            Both("does not answer as an OpenAI-compatible endpoint does", "未按 OpenAI 兼容接口的格式应答"),
            Both("check the address; it usually ends with /v1", "请检查地址，通常以 /v1 结尾"),
        )

    def _refused(self, error: openai.APIStatusError) -> EvidenceError:
        """What a status means. Words of the endpoint are told where they help, never where they may hold the key."""
        status, model = error.status_code, self._endpoint.model
        if status in (401, 403):
            what = Both(f"does not accept the key ({status})", f"不接受该密钥（{status}）")
            if self._endpoint.key is None:
                what = Both(f"wants a key ({status})", f"需要密钥（{status}）")
            return self._wrong(what, Both("name the variable that holds the right key by --llm-key-env", "请用 --llm-key-env 写明存有正确密钥的变量"))  # fmt: skip
        if status == 404:
            return self._wrong(
                Both(f"knows no model {model}, or is not at this address (404)", f"没有模型 {model}，或接口不在此地址（404）"),
                Both("check --llm, which usually ends with /v1, and --llm-model", "请检查 --llm（通常以 /v1 结尾）和 --llm-model"),
            )  # fmt: skip
        if status == 429:
            return self._wrong(
                Both("takes no more questions for now (429)", "暂不接受更多提问（429）"),
                Both("try again later, with fewer documents, or see your allowance there", "请稍后再试，或减少文档，或查看该处的用量限额"),
            )  # fmt: skip
        said = self._said(error)
        return self._wrong(
            Both(f"answers {status}{said and f' ({said})'}", f"返回状态码 {status}{said and f'（{said}）'}"),
            _LATER,
        )

    def _said(self, error: openai.APIStatusError) -> str:
        body = error.body
        said = body.get("message") if isinstance(body, dict) else None
        line = (one_line(said) or "")[:200] if isinstance(said, str) else ""
        return "" if self._endpoint.key is not None and self._endpoint.key in line else line

    def _wrong(self, what: Both, remedy: Both) -> EvidenceError:
        return EvidenceError(where=f"--llm {self._endpoint.host}", what=what, remedy=remedy)


class _Bounded(httpx.BaseTransport):
    """Sends what the question needs and no more, and takes an answer of at most so many bytes."""

    def __init__(self, line: httpx.BaseTransport, key: str | None, most: int) -> None:
        self._line, self._key, self._most = line, key, most
        self.over = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        kept = {name: request.headers[name] for name in _SENT if name in request.headers}
        own = {"user-agent": _AGENT, "accept-encoding": "identity"}
        if self._key is not None:
            own["authorization"] = f"Bearer {self._key}"
        request.headers = httpx.Headers(kept | own)
        found = self._line.handle_request(request)
        packed = found.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity")
        return httpx.Response(
            found.status_code, headers=found.headers, stream=_Metered(self, found.stream, 0 if packed else self._most),
            extensions=found.extensions,
        )  # fmt: skip

    def close(self) -> None:
        self._line.close()


class _Metered(httpx.SyncByteStream):
    """A body that ends with an error where it is too long; what comes packed unasked may not unpack at all."""

    def __init__(self, bounded: _Bounded, stream: Any, most: int) -> None:
        self._bounded, self._stream, self._left = bounded, stream, most

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            self._left -= len(piece)
            if self._left < 0:
                self._bounded.over = True
                raise openai.OpenAIError("the answer is too long")  # which the client does not ask for again
            yield piece

    def close(self) -> None:
        self._stream.close()
