"""Anchors: words for likelihood ratios, so that nobody has to think in ratios, and the bounds within which they lie."""

from __future__ import annotations

import re
from typing import NamedTuple

from fourfutures.errors import Both, listed
from fourfutures.evidence.reviewing.errors import ReviewError

LEAST, MOST = 1.0 / 5.0, 5.0


class Anchor(NamedTuple):
    """A ratio and what it means: how often such a report is seen where the claim is true and where it is false."""

    name: str
    ratio: float
    words: Both


ANCHORS = (
    Anchor("strongly-against", 1 / 5, Both("far more likely to be seen if the claim is false (5 times to 1)", "若为假，远更可能见到（5次对1次）")),
    Anchor("clearly-against", 2 / 5, Both("clearly more likely to be seen if the claim is false (5 times to 2)", "若为假，明显更可能见到（5次对2次）")),
    Anchor("somewhat-against", 5 / 8, Both("somewhat more likely to be seen if the claim is false (8 times to 5)", "若为假，较可能见到（8次对5次）")),
    Anchor("slightly-against", 5 / 6, Both("slightly more likely to be seen if the claim is false (6 times to 5)", "若为假，略更可能见到（6次对5次）")),
    Anchor("either-way", 1.0, Both("as likely to be seen either way: it says nothing", "真假皆同样可能见到：说明不了什么")),
    Anchor("slightly", 1.2, Both("slightly more likely to be seen if the claim is true (6 times to 5)", "若为真，略更可能见到（6次对5次）")),
    Anchor("somewhat", 1.6, Both("somewhat more likely to be seen if the claim is true (8 times to 5)", "若为真，较可能见到（8次对5次）")),
    Anchor("clearly", 2.5, Both("clearly more likely to be seen if the claim is true (5 times to 2)", "若为真，明显更可能见到（5次对2次）")),
    Anchor("strongly", 5.0, Both("far more likely to be seen if the claim is true (5 times to 1)", "若为真，远更可能见到（5次对1次）")),
)  # fmt: skip
_NAMED = {anchor.name: anchor.ratio for anchor in ANCHORS}
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:\s*[/:]\s*(\d+(?:\.\d+)?))?")


def ratio_of(given: str | float | None) -> float | None:
    """A likelihood ratio from a number, a fraction such as 1/3, or an anchor's name; None stays None.

    Raises ReviewError for anything else, and for a ratio outside 1/5 to 5.
    """
    if given is None:
        return None
    text = f"{given:g}" if isinstance(given, float) else str(given).strip()
    ratio = _NAMED.get(text.lower().replace("_", "-").replace(" ", "-"))
    if ratio is None:
        number = _NUMBER.fullmatch(text)
        if number is None or float(number[2] or 1.0) == 0.0:
            names = listed(list(_NAMED))
            raise ReviewError(
                where=f"--ratio {text}",
                what=Both("is neither a ratio nor one of the words for one", "既不是似然比，也不是表示似然比的词"),
                remedy=Both(f"give a number from 1/5 to 5, or one of {names}", f"请写1/5至5之间的数，或从以下各词中选用：{names.zh}"),
            )  # fmt: skip
        ratio = float(number[1]) / float(number[2] or 1.0)
    if not LEAST - 1e-12 <= ratio <= MOST + 1e-12:
        raise ReviewError(
            where=f"--ratio {text}",
            what=Both(f"{ratio:g} is outside 1/5 to 5", f"{ratio:g}超出1/5至5"),
            remedy=Both(
                "no single item may say more than that: give a ratio inside, or find a second source",
                "单项证据的分量以此为限：请改为范围内的数，或另找来源",
            ),
        )
    return min(max(ratio, LEAST), MOST)


def anchor_of(ratio: float) -> Anchor:
    """The anchor nearest to a ratio, on the scale of its logarithm."""
    return min(ANCHORS, key=lambda anchor: max(anchor.ratio / ratio, ratio / anchor.ratio))
