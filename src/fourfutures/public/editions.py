"""Editions of a brief: the document each is written from, worked out from a finished run and kept beside the page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from fourfutures.analysis import AnalysisError, Pools, code_version, kept_pools
from fourfutures.errors import Both
from fourfutures.public.dates import day
from fourfutures.public.dealing import MEMBERS as DRAWS
from fourfutures.public.dealing import deal
from fourfutures.public.desk import LEDGER
from fourfutures.public.digesting import digest_document, digest_wanted
from fourfutures.public.economy import country
from fourfutures.public.explaining import explain
from fourfutures.public.folder import Run
from fourfutures.public.options import Working
from fourfutures.public.remaking import start_of, study_of
from fourfutures.public.viewing import MEMBERS as LENS_MEMBERS
from fourfutures.public.viewing import viewpoints
from fourfutures.public.withholding import switchoff
from fourfutures.public.working import Progress
from fourfutures.report import EDITION_SCHEMA
from fourfutures.study import Offer, Study, resolve_offer

NEUTRAL = "neutral"
LAYERS = "cloud,weights"  # what the stress test of a deal withholds, as the country page does
_WHICH = Both(
    "ask for one: --from DATE, --digest --from DATE, --country ISO3, --deal OFFER --country ISO3, or --lens LENS",
    "请只选一种：--from 日期；--digest --from 日期；--country 国家代码；--deal 方案 --country 国家代码；--lens 视角",
)


def wanted(
    made: Run,
    study: Study,
    from_date: date | str | None,
    to_date: date | str | None,
    economy: str | None,
    offer: Offer | str | Path | None,
    lens: str | None,
    digest: bool = False,
    ledger: LEDGER = None,
) -> tuple[str, str, dict[str, Any]] | None:
    """Which edition is asked for: kind, what it is about, and its request in plain values; None for the brief itself.

    Raises FourFuturesError for options that name no edition or two.
    """
    kinds = [
        kind
        for kind, given in (
            ("change", from_date is not None and not digest),
            ("digest", digest),
            ("deal", offer is not None),
            ("country", economy is not None and offer is None),
            ("lens", lens is not None),
        )
        if given
    ]
    if len(kinds) > 1:
        what = Both("asks for two editions at once", "同时要了两种专题简报")
        raise AnalysisError(where=" ".join(f"--{_OPTION[kind]}" for kind in kinds), what=what, remedy=_WHICH)
    if to_date is not None and from_date is None:
        what = Both("has no day to start from", "没有起始日期")
        raise AnalysisError(
            where=f"--to {to_date}", what=what, remedy=Both("give --from too", "请同时给出 --from")
        )
    if ledger is not None and kinds != ["digest"]:
        what = Both("is read for a digest alone", "只用于证据摘要")
        raise AnalysisError(
            where=f"--ledger {ledger}",
            what=what,
            remedy=Both("add --digest, or leave it out", "请加上 --digest，或去掉此项"),
        )
    if not kinds:
        return None
    if kinds == ["change"]:
        first = day(from_date, "--from")
        last = day(to_date, "--to") or date.fromisoformat(made.manifest["as_of"])
        days = {"from_date": str(first), "to_date": str(last)}
        about = days["from_date"] if to_date is None else f"{first}-to-{last}"
        return "change", about, days
    if kinds == ["digest"]:
        return "digest", *digest_wanted(made, study, from_date, to_date, ledger)
    if kinds == ["lens"]:
        return "lens", str(lens), {"lens": _lens(str(lens), made, study)}
    if kinds == ["country"]:
        code = study.partner(str(economy)).code
        return "country", code, {"country": code}
    return _deal_wanted(offer, economy, study, made)


_OPTION = {"change": "from", "deal": "deal", "country": "country", "lens": "lens", "digest": "digest"}


def _lens(lens: str, made: Run, study: Study) -> str:
    """A viewpoint that the study names and that the run was not made through."""
    named = [name for name in study.lenses if name != NEUTRAL]
    remedy = Both(f"choose one of {', '.join(named)}", f"请从以下各项中选用：{'、'.join(named)}")
    if lens == NEUTRAL:
        what = Both("is no viewpoint: the brief itself is neutral", "不是立场性视角：简报本身即为中性")
        raise AnalysisError(where=f"--lens {lens}", what=what, remedy=remedy)
    if lens not in study.lenses:
        what = Both("is no lens of the study", "不是研究中的视角")
        raise AnalysisError(where=f"--lens {lens}", what=what, remedy=remedy)
    if made.manifest["lens"] != NEUTRAL or made.manifest["levers"] or made.manifest.get("deals"):
        what = Both(
            "needs a plain run: this one has a lens, levers or deals of its own",
            "需要未加设定的运行：此次运行已有自己的视角、杠杆或试签协议",
        )
        raise AnalysisError(
            where=f"--lens {lens}",
            what=what,
            remedy=Both(
                "make a run without them, or write its brief", "请另作不加设定的运行，或写它自己的简报"
            ),
        )
    return lens


def _deal_wanted(
    offer: Offer | str | Path | None, economy: str | None, study: Study, made: Run
) -> tuple[str, str, dict[str, Any]]:
    known = study.known_by(date.fromisoformat(made.manifest["as_of"]))
    first = study.month_name(max(1, study.month_of(date.fromisoformat(made.manifest["as_of"])) + 1))
    found = (
        offer
        if isinstance(offer, Offer)
        else resolve_offer(offer or "", known, country=economy, earliest=first)
    )
    code = (economy and study.partner(economy).code) or found.country
    if code is None:
        what = Both("names no country", "没有写明国家")
        raise AnalysisError(
            where=f"--deal {offer}", what=what, remedy=Both("add --country ISO3", "请加上 --country 国家代码")
        )
    about = f"{found.id}-{code}"
    return "deal", about, {"offer": found.model_dump(mode="json", by_alias=True), "country": code}


def edition(
    made: Run,
    kind: str,
    about: str,
    asked: Mapping[str, Any],
    study: Study | str | Path | None = None,
    *,
    workers: int | None = None,
    pools: Pools | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The record of an edition: whose run, what was asked, sources, the document, and a digest of all that.

    Raises FourFuturesError for what a user can put right.
    """
    loaded = study_of(made, study)
    hands: Working = {"workers": workers, "pools": pools or kept_pools(), "progress": progress}
    document = _DOCUMENTS[kind](_Asked(made, asked, loaded, hands))
    parts = [part for part in (document, *document.values()) if isinstance(part, Mapping)]
    cards: dict[str, Any] = {}
    for part in parts:
        cards |= _cards(part.get("sources"))
    record = {
        "schema": EDITION_SCHEMA,
        "edition": kind,
        "about": about,
        **{key: made.manifest[key] for key in ("run_id", "study", "study_hash")},
        "code_version": code_version(),
        **{key: made.manifest[key] for key in ("seed", "as_of", "members", "lens")},
        "request": dict(asked),
        "sources": cards,
        "document": document,
    }
    return {**record, "digest": digest(record)}


def digest(record: Mapping[str, Any]) -> str:
    """SHA-256 over everything in a record but its digest."""
    held = {key: value for key, value in record.items() if key != "digest"}
    text = json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _cards(sources: Any) -> dict[str, Any]:
    """Source cards by id, whether a document lists them or keys them."""
    if isinstance(sources, Mapping):
        return dict(sources)
    return {card["id"]: {key: value for key, value in card.items() if key != "id"} for card in sources or []}


def _settings(made: Run) -> dict[str, Any]:
    """What a run was asked for, as other commands take it."""
    found = made.manifest
    return {
        "seed": found["seed"],
        "start": start_of(made),
        "evidence": found["evidence_items"] or bool(found["evidence"]),
    }


def _dials(made: Run) -> str:
    turned = [f"{name}={value!r}" for name, value in made.manifest["dials"].items()]
    return ",".join([str(made.manifest["reading"]), *turned])


class _Asked(NamedTuple):
    """An edition to be worked out: of which run and study, what its request says, and by which hands."""

    made: Run
    request: Mapping[str, Any]
    study: Study
    hands: Working


def _change(asked: _Asked) -> dict[str, Any]:
    found, request = asked.made.manifest, asked.request
    return dict(
        explain(
            asked.study, from_date=request["from_date"], to_date=request["to_date"], members=found["members"],
            lens=found["lens"], dials=_dials(asked.made), guide=found["guide_asked"], **_settings(asked.made),
            **asked.hands,
        )
    )  # fmt: skip


def _country(asked: _Asked) -> dict[str, Any]:
    return country(asked.made, asked.request["country"], asked.study, workers=asked.hands.get("workers"))


def _deal(asked: _Asked) -> dict[str, Any]:
    found, code = asked.made.manifest, asked.request["country"]
    offer = Offer.model_validate(asked.request["offer"], strict=False)
    accounts = deal(
        offer, code, asked.study, members=min(found["members"], DRAWS), as_of=found["as_of"],
        prior=not found["assimilate"], lens=found["lens"], guide=found["guide_asked"], **_settings(asked.made),
        **asked.hands,
    )  # fmt: skip
    supplier = "CN" if offer.stack == "cn" else "US"
    test = switchoff(
        supplier, LAYERS, code, offer=offer, study=asked.study, run=asked.made, workers=asked.hands.get("workers")
    )  # fmt: skip
    return {"deal": dict(accounts), "withdrawal": dict(test)}


def _viewpoint(asked: _Asked) -> dict[str, Any]:
    found = asked.made.manifest
    return dict(
        viewpoints(
            asked.study, as_of=found["as_of"], members=min(found["members"], LENS_MEMBERS), dials=_dials(asked.made),
            prior=not found["assimilate"], **_settings(asked.made), **asked.hands,
        )
    )  # fmt: skip


def _digest(asked: _Asked) -> dict[str, Any]:
    return digest_document(asked.made, asked.request, asked.study, asked.hands)


_DOCUMENTS = {"change": _change, "country": _country, "deal": _deal, "lens": _viewpoint, "digest": _digest}
