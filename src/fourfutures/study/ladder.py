"""How far a deal has come: rungs in their order, and what may set it back, named in both languages."""

from __future__ import annotations

from enum import StrEnum

from fourfutures.study.entry import Names


class Rung(StrEnum):
    """A rung of the ladder from talk to use. Rungs compare by how far they are, not by their letters."""

    INTEREST = "interest"
    MEMORANDUM = "memorandum"
    CONTRACT = "contract"
    LICENSED = "licensed"
    ENERGISED = "energised"
    ADOPTED = "adopted"

    @property
    def order(self) -> int:
        """1 for interest to 6 for adopted."""
        return list(Rung).index(self) + 1

    @property
    def name_in(self) -> Names:
        """Its name for readers."""
        return RUNGS[self][0]

    @property
    def what(self) -> Names:
        """What has happened on this rung."""
        return RUNGS[self][1]

    @property
    def serves(self) -> bool:
        """Whether something runs: announced, signed and licensed is not built."""
        return self >= Rung.ENERGISED

    def __lt__(self, other: str) -> bool:
        return self.order < Rung(other).order

    def __le__(self, other: str) -> bool:
        return self.order <= Rung(other).order

    def __gt__(self, other: str) -> bool:
        return self.order > Rung(other).order

    def __ge__(self, other: str) -> bool:
        return self.order >= Rung(other).order


class Setback(StrEnum):
    """What has stopped a deal; it keeps the highest rung that it had reached."""

    PAUSED = "paused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"

    @property
    def name_in(self) -> Names:
        """Its name for readers."""
        return SETBACKS[self][0]

    @property
    def what(self) -> Names:
        """What has happened."""
        return SETBACKS[self][1]


def _named(en: str, zh: str, what_en: str, what_zh: str) -> tuple[Names, Names]:
    """A name for readers, and what has happened."""
    return Names(en=en, zh=zh), Names(en=what_en, zh=what_zh)


RUNGS = {
    Rung.INTEREST: _named("interest", "意向", "Talks, an offer or an invitation.", "洽谈、提议或邀请。"),
    Rung.MEMORANDUM: _named("memorandum", "备忘录", "Announced, or agreed in a text that binds nobody.", "已宣布，或已有不具约束力的文本。"),
    Rung.CONTRACT: _named("contract", "合同", "Signed as a binding agreement.", "已签署有约束力的协议。"),
    Rung.LICENSED: _named("licensed", "已获许可", "Chips are licensed, or building is under way.", "芯片已获出口许可，或已开工建设。"),
    Rung.ENERGISED: _named("running", "已投运", "Powered and in service.", "已通电并投入服务。"),
    Rung.ADOPTED: _named("in use", "已使用", "People or firms use it.", "已有居民或企业在用。"),
}  # fmt: skip
SETBACKS = {
    Setback.PAUSED: _named("paused", "已暂停", "Stopped for now.", "目前停下。"),
    Setback.DECLINED: _named("not taken up", "未获接受", "Offered, without interest on the other side.", "已提出，对方无意接受。"),
    Setback.WITHDRAWN: _named("withdrawn", "已撤回", "A party has left.", "已有一方退出。"),
    Setback.RETRACTED: _named("retracted by the source", "来源已撤回", "Those who announced it took it back.", "宣布方已收回原先的说法。"),
}  # fmt: skip


def standing(name: str) -> Rung | Setback:
    """The rung or setback of a name. Raises ValueError for any other name."""
    return Setback(name) if name in list(Setback) else Rung(name)
