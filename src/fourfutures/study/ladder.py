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


RUNGS: dict[Rung, tuple[Names, Names]] = {
    Rung.INTEREST: (
        Names(en="interest", zh="意向"),
        Names(en="Talks, an offer or an invitation.", zh="洽谈、提议或邀请。"),
    ),
    Rung.MEMORANDUM: (
        Names(en="memorandum", zh="备忘录"),
        Names(en="Announced, or agreed in a text that binds nobody.", zh="已宣布，或已有不具约束力的文本。"),
    ),
    Rung.CONTRACT: (
        Names(en="contract", zh="合同"),
        Names(en="Signed as a binding agreement.", zh="已签署有约束力的协议。"),
    ),
    Rung.LICENSED: (
        Names(en="licensed", zh="已获许可"),
        Names(
            en="Chips are licensed, or building is under way.",
            zh="芯片已获出口许可，或已开工建设。",
        ),
    ),
    Rung.ENERGISED: (
        Names(en="running", zh="已投运"),
        Names(en="Powered and in service.", zh="已通电并投入服务。"),
    ),
    Rung.ADOPTED: (
        Names(en="in use", zh="已使用"),
        Names(en="People or firms use it.", zh="已有居民或企业在用。"),
    ),
}
SETBACKS: dict[Setback, tuple[Names, Names]] = {
    Setback.PAUSED: (
        Names(en="paused", zh="已暂停"),
        Names(en="Stopped for now.", zh="目前停下。"),
    ),
    Setback.DECLINED: (
        Names(en="not taken up", zh="未获接受"),
        Names(en="Offered, without interest on the other side.", zh="已提出，对方无意接受。"),
    ),
    Setback.WITHDRAWN: (
        Names(en="withdrawn", zh="已撤回"),
        Names(en="A party has left.", zh="已有一方退出。"),
    ),
    Setback.RETRACTED: (
        Names(en="retracted by the source", zh="来源已撤回"),
        Names(en="Those who announced it took it back.", zh="宣布方已收回原先的说法。"),
    ),
}


def standing(name: str) -> Rung | Setback:
    """The rung or setback of a name. Raises ValueError for any other name."""
    return Setback(name) if name in list(Setback) else Rung(name)
