"""Which terms of an offer cannot stand together, and what one term may be; said with a remedy, never repaired."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from fourfutures.errors import Both, listed
from fourfutures.study.errors import suggestion
from fourfutures.study.offer import CAPITAL, EQUITY, FUND, OWNERSHIP, SITE, Offer, Term

SUM_TOLERANCE = 1e-9
# A provider without any key still holds chips, updates and the licence: some control, not the better part of it (J).
MOST_CONTROL_WITHOUT_KEYS = 0.5
LONGEST = 40  # signs of a value that a message shows
KINDS = {
    "sheet": Both("term sheet", "条款清单"),
    "deal": Both("register", "登记册"),
    "template": Both("template", "模板"),
    "drawn": Both("drawn", "抽取"),
    "open": Both("not stated", "未写明"),
}
UNSTATED = ("open", "drawn")


class Discord(NamedTuple):
    """What is wrong with a term, or with terms that stand beside it."""

    term: str
    what: Both
    remedy: Both


def value_fault(term: Term, value: object) -> Discord | None:
    """What is wrong with one value: its kind, its range or its choice. None where nothing is."""
    text = quoted(value)
    if term.kind == "flag":
        if isinstance(value, bool):
            return None
        return Discord(
            term.id,
            Both(f"{text} is not true or false", f"{text}不是 true 或 false"),
            Both("write true or false without quotes", "请写 true 或 false，不加引号"),
        )
    if term.kind == "choice":
        if isinstance(value, str) and value in term.choices:
            return None
        choices = [f'"{choice}"' for choice in term.choices]
        remedy = suggestion(value, term.choices) if isinstance(value, str) else None
        return Discord(
            term.id,
            Both(f"{text} is not one of {listed(choices)}", f"{text}不在可选之列：{listed(choices).zh}"),
            remedy or Both(f"write {choices[0]}, in quotes", f"请写 {choices[0]}，须加引号"),
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Discord(
            term.id,
            Both(f"{text} is not a number", f"{text}不是数"),
            Both(f"write a number without quotes, in {term.unit}", f"请写数字，不加引号，单位为 {term.unit}"),
        )
    if isinstance(value, float) and not math.isfinite(value):
        return Discord(
            term.id,
            Both(f"{text} is not a finite number", f"{text}不是有限数"),
            Both("give a number, or leave the term out", "请给出数值，或不写此项"),
        )
    if term.range is not None and not term.range[0] <= value <= term.range[1]:
        low, high = (plain_number(end) for end in term.range)
        return Discord(
            term.id,
            Both(f"{text} is outside {low} to {high} {term.unit}", f"{text}超出{low}至{high} {term.unit}"),
            Both(f"give a value inside, in {term.unit}", f"请改为范围内的值，单位为 {term.unit}"),
        )
    return None


def discords(offer: Offer) -> Iterator[Discord]:
    """Terms of an offer that contradict one another; every term has passed `value_fault` before."""
    yield from _money(offer)
    yield from _fund(offer)
    yield from _custody(offer)
    yield from _stack(offer)
    notice, term = offer.exit_months, offer.term_years
    if notice > 12.0 * term:
        yield Discord(
            "exit_months",
            Both(
                f"notice of {notice:g} months is longer than the term of {term:g} years",
                f"退出期{notice:g}个月，长于协议期限{term:g}年",
            ),
            Both(
                f"give {12 * term:g} at most, or a longer term_years",
                f"请至多写{12 * term:g}，或延长 term_years",
            ),
        )


def _money(offer: Offer) -> Iterator[Discord]:
    """Shares of capital and of ownership: all of it where something is built, none where nothing is."""
    if offer.capacity_mw == 0.0:
        idle = [name for name in SITE if getattr(offer, name) != 0.0]
        if idle:
            yield Discord(
                idle[0],
                Both(
                    f"nothing is built (capacity_mw is 0), so {listed(idle)} can share nothing",
                    f"没有建设内容（capacity_mw 为0），{listed(idle).zh} 无从分配",
                ),
                Both("give capacity_mw, or leave these out", "请写明 capacity_mw，或不写这些条款"),
            )
        return
    capital = math.fsum(getattr(offer, name) for name in CAPITAL)
    for names, whole in (
        (CAPITAL, Both("shares of capital", "出资比例")),
        (OWNERSHIP, Both("shares of ownership", "持股比例")),
    ):
        total = math.fsum(getattr(offer, name) for name in names)
        follows = names is OWNERSHIP and all(offer.origins[name].judgement for name in names)
        if abs(total - 1.0) <= SUM_TOLERANCE or (follows and total == capital):
            continue
        silent = [name for name in names if not stated(offer, name)]
        first = next((name for name in names if offer.origins[name].kind == "sheet"), names[0])
        what = Both(
            f"{whole} sum to {total:.10g}, not 1: {_worded(offer, names)}",
            f"{whole.zh}合计为{total:.10g}，应为1：{_worded(offer, names).zh}",
        )
        if silent and names is OWNERSHIP:
            what = Both(f"ownership is given only in part; {what}", f"持股比例只写了一部分，{what.zh}")
        if len(silent) == 1 and total < 1.0:
            rest = f"{silent[0]} = {1.0 - total:.10g}"
            remedy = Both(f"write {rest} to complete them", f"补上 {rest} 即可")
        else:
            remedy = Both(
                f"give {listed(names)} so that they sum to 1", f"请写明{listed(names).zh}，使合计为1"
            )
        yield Discord(first, what, remedy)


def _fund(offer: Offer) -> Iterator[Discord]:
    equity = math.fsum(getattr(offer, name) for name in EQUITY)
    if equity > 1.0 + SUM_TOLERANCE:
        yield Discord(
            _first(offer, EQUITY),
            Both(f"equity of the fund sums to {equity:.10g}, above 1", f"基金权益合计为{equity:.10g}，大于1"),
            Both("lower one of them; founders have the rest", "请调低其一；其余归创业者"),
        )
    if equity > 0.0 and not any(getattr(offer, name) > 0.0 for name in FUND):
        yield Discord(
            _first(offer, EQUITY),
            Both("equity of a fund without money", "基金没有出资，却写了权益"),
            Both(
                f"give {FUND[0]} or {FUND[1]}, or leave the equity out",
                f"请写明 {FUND[0]} 或 {FUND[1]}，或不写权益",
            ),
        )


def _custody(offer: Offer) -> Iterator[Discord]:
    """Keys, weights and control from abroad. Terms that nobody stated contradict nothing."""
    if not any(stated(offer, name) for name in ("key_custody", "weights_in_country", "remote_control")):
        return
    keys, control = offer.key_custody, offer.remote_control
    if keys == "partner" and control > MOST_CONTROL_WITHOUT_KEYS:
        yield Discord(
            _first(offer, ("key_custody", "remote_control")),
            Both(
                f"the partner holds the keys, yet the provider's remote_control is {control:g}, above {MOST_CONTROL_WITHOUT_KEYS:g}",
                f"密钥由伙伴方保管，提供方的 remote_control 却为{control:g}，大于{MOST_CONTROL_WITHOUT_KEYS:g}",
            ),
            Both(
                f'lower remote_control to {MOST_CONTROL_WITHOUT_KEYS:g}, or write key_custody = "joint"',
                f'请将 remote_control 降至{MOST_CONTROL_WITHOUT_KEYS:g}，或写 key_custody = "joint"',
            ),
        )
    if keys == "provider" and control == 0.0:
        yield Discord(
            _first(offer, ("remote_control", "key_custody")),
            Both(
                "the provider holds the keys, yet its remote_control is 0",
                "密钥由提供方保管，其 remote_control 却为0",
            ),
            Both(
                'give remote_control above 0, or write key_custody = "partner" or "joint"',
                '请将 remote_control 写为大于0，或写 key_custody = "partner" 或 "joint"',
            ),
        )
    serves = offer.capacity_mw > 0.0 or offer.access_users > 0.0
    if serves and not offer.weights_in_country and keys == "partner":
        yield Discord(
            _first(offer, ("weights_in_country", "key_custody")),
            Both(
                "the weights are not in the country, so the partner cannot hold their keys alone",
                "权重不在境内，伙伴方无法独自保管其密钥",
            ),
            Both(
                'write weights_in_country = true, or key_custody = "joint" or "provider"',
                '请写 weights_in_country = true，或 key_custody = "joint" 或 "provider"',
            ),
        )
    elif serves and not offer.weights_in_country and control == 0.0 and keys == "joint":
        yield Discord(
            _first(offer, ("remote_control", "weights_in_country")),
            Both(
                "the weights are not in the country, yet remote_control is 0",
                "权重不在境内，remote_control 却为0",
            ),
            Both(
                "give remote_control above 0, or write weights_in_country = true",
                "请将 remote_control 写为大于0，或写 weights_in_country = true",
            ),
        )


def _stack(offer: Offer) -> Iterator[Discord]:
    """What only a provider has, and what only the US stack has."""
    if offer.stack == "own":
        provider = [
            name
            for name in (
                "provider_share",
                "own_provider",
                "fund_provider_usd",
                "fund_equity_provider",
                "remote_control",
            )
            if getattr(offer, name) > 0.0
        ]
        if offer.key_custody != "partner":
            provider.append("key_custody")
        if provider:
            yield Discord(
                _first(offer, provider),
                Both(
                    f"a country's own stack has no provider, but {listed(provider)} speaks of one",
                    f"自有技术栈没有提供方，{listed(provider).zh} 却涉及提供方",
                ),
                Both('leave it out, or write stack = "us" or "cn"', '请不写此项，或写 stack = "us" 或 "cn"'),
            )
    if offer.stack == "cn":
        for name in ("chip_fee", "reciprocal_ratio"):
            if getattr(offer, name) > 0.0:
                yield Discord(
                    name,
                    Both(f"{name} belongs to US offers", f"{name} 只见于美方方案"),
                    Both('leave it out, or write stack = "us"', '请不写此项，或写 stack = "us"'),
                )


def stated(offer: Offer, name: str) -> bool:
    """Whether a sheet, a template or the register says what a term is."""
    return offer.origins[name].kind not in UNSTATED


def plain_number(value: float) -> str:
    """A bound as people write it: 100,000,000,000 and not 1e+11."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.10g}"


def quoted(value: object) -> str:
    """A value as a message shows it: short, texts in quotes."""
    text = (
        "true"
        if value is True
        else "false"
        if value is False
        else f'"{value}"'
        if isinstance(value, str)
        else ""
    )
    if not text:
        try:
            text = f"{value:.10g}" if isinstance(value, int | float) else str(value)
        except (OverflowError, ValueError):  # a whole number with more digits than a float or a text may have
            return "1e308+"
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _first(offer: Offer, names: tuple[str, ...] | list[str]) -> str:
    """The term of several to point at: one that the sheet gives, if any."""
    return next((name for name in names if offer.origins[name].kind == "sheet"), names[0])


def _worded(offer: Offer, names: tuple[str, ...]) -> Both:
    """Terms with value and origin."""
    kinds = [KINDS[offer.origins[name].kind] for name in names]
    values = [f"{getattr(offer, name):.10g}" for name in names]
    parts = list(zip(names, values, kinds, strict=True))
    return Both(
        ", ".join(f"{name} {value} ({kind})" for name, value, kind in parts),
        "、".join(f"{name} {value}（{kind.zh}）" for name, value, kind in parts),
    )
