"""Workshops: opened by a facilitator, played by a room, kept in a log each that only grows."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fourfutures.analysis import (
    EVENT,
    AnalysisError,
    Opened,
    Standing,
    WorkshopSetting,
    debrief,
    require_fit,
    standing,
    workshop_document,
)
from fourfutures.errors import Both
from fourfutures.files import append, read_chain
from fourfutures.public.asking import request
from fourfutures.public.live import Live
from fourfutures.report import debrief_page
from fourfutures.study import Study

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is read for another
LENGTH = 5
CODE = re.compile(f"[{SIGNS}]{{{LENGTH}}}")


class Workshops:
    """The workshops of one study below a folder. Safe to ask from several threads and processes at once."""

    def __init__(self, study: Study, folder: Path) -> None:
        self._study, self._folder = study, folder

    def open(
        self,
        *,
        members: int = 2_000,
        seed: int | None = None,
        as_of: str | None = None,
        lens: str = "neutral",
        dials: str = "source",
        moves_each: int = 3,
    ) -> dict[str, Any]:
        """Open one: its code for the room and the facilitator's key, which is told here and never again.

        Raises FourFuturesError for a setting that no run could have.
        """
        asked = request(self._study, members=members, seed=seed, as_of=as_of, lens=lens, dials=dials)
        code, key = "".join(secrets.choice(SIGNS) for _ in range(LENGTH)), secrets.token_urlsafe(18)
        opened = Opened(
            code=code, key_sha256=_digest(key), study_hash=self._study.hash, futures=list(self._study.frame.ids),
            setting=WorkshopSetting(
                members=asked.members, seed=asked.seed, lens=lens, dials=dials, as_of=asked.as_of.isoformat()
            ),
            moves_each=moves_each,
        )  # fmt: skip
        append(self._path(code), lambda chain: opened.model_dump())
        return {**self.see(code), "key": key}

    def see(self, code: str) -> dict[str, Any]:
        """The workshop as it stands. Raises AnalysisError where there is none of that code."""
        return workshop_document(self.standing(code))

    def standing(self, code: str) -> Standing:
        """The same, for the doors that work something out."""
        return self._standing(read_chain(self._path(code)).links, code)

    def enter(self, code: str, entry: Mapping[str, Any], key: str | None = None) -> dict[str, Any]:
        """Put a ballot, a move or, with the key, a turn of the phase or a move taken back into the log.

        What is returned stands on the disk. Raises AnalysisError for what cannot come now and for a wrong key.
        """
        try:
            event = EVENT.validate_python(dict(entry))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "entry"
            raise AnalysisError(
                where=where,
                what=Both(f"does not fit ({first['msg']})", "填写不符合要求"),
                remedy=Both("see the description of the interface", "请参照接口说明"),
            ) from error
        if isinstance(event, Opened):
            raise _absent(code)

        def content(chain: Any) -> Mapping[str, Any]:
            now = self._standing(chain.links, code)
            if event.kind in ("turned", "taken_back"):
                _require_key(now, key)
            require_fit(event, now, self._study)
            return event.model_dump()

        if not self._path(code).exists():
            raise _absent(code)
        append(self._path(code), content)
        return self.see(code)

    def debrief(self, code: str, live: Live) -> dict[str, Any]:
        """What was thought, played and changed; `live` holds the members of the workshop's setting."""
        return debrief(self.standing(code), live.answers)

    def debrief_page(self, code: str, live: Live, lang: str) -> str:
        """The debrief as a page of Markdown in a language."""
        return debrief_page(self.debrief(code, live), lang)

    def _standing(self, links: Any, code: str) -> Standing:
        if not links:
            raise _absent(code)
        now = standing([EVENT.validate_python(link.content) for link in links])
        if now.opened.study_hash != self._study.hash:
            raise AnalysisError(
                where=f"workshop {code}",
                what=Both("was played on another version of the study", "所用研究为另一版本"),
                remedy=Both("serve that study, or open another workshop", "请用该版本的研究，或另开工作坊"),
            )
        return now

    def _path(self, code: str) -> Path:
        if not CODE.fullmatch(code):
            raise _absent(code[:20])
        return self._folder / f"{code}.jsonl"


def _require_key(now: Standing, key: str | None) -> None:
    if key is None or not hmac.compare_digest(_digest(key), now.opened.key_sha256):
        raise AnalysisError(
            where="key",
            what=Both("is not the facilitator's", "不是主持人的密钥"),
            remedy=Both("only the facilitator may do this", "此操作只限主持人"),
        )


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _absent(code: str) -> AnalysisError:
    return AnalysisError(
        where=f"workshop {code}",
        what=Both("is not open here", "在此处未开启"),
        remedy=Both("check the code on the facilitator's screen", "请核对主持人屏幕上的代码"),
    )
