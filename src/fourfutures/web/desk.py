"""What a server keeps: the study, pools, warm members by request, documents already given; every answer is a door's."""

from __future__ import annotations

import json
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from fourfutures import public
from fourfutures.errors import Both, FourFuturesError
from fourfutures.study import Offer, Study, lever_settings
from fourfutures.web.asked import LiveAsked, RunAsked, SheetAsked
from fourfutures.web.errors import Refused
from fourfutures.web.replies import encoded
from fourfutures.web.slots import Sessions, Slots, Stay

LIVES = 8  # settings whose members stand ready
DOCUMENTS = 64
RUNS = 200  # run folders left in the cache when a server starts


class Warm:
    """Members of one setting, made by the first who asks while the others wait."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.live: public.Live | None = None


class Desk:
    """Answers for one study. Safe to ask from many threads; what takes all processors is done one at a time."""

    def __init__(self, study: Study, runs: Path | None = None, read_only: bool = False) -> None:
        self.study, self.read_only = study, read_only
        self.runs = public.kept_runs() if runs is None else runs
        self.workshops = self.runs.parent / "workshops"
        self.sessions, self.pools = Sessions(), public.kept_pools()
        # Together fewer than the threads that serve requests, so that a plain page always has one.
        self.work, self.crowd, self.quick = Slots(1, 8), Slots(24, 0), Slots(2, 24)
        self._lives: OrderedDict[str, Warm] = OrderedDict()
        self._given: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()
        _prune(self.runs)

    # ------------------------------------------------------------ questions that are asked again and again

    def heard(self) -> str:
        """What names the evidence that counts by now; of a ledger that cannot be read, what asks for it will say so."""
        try:
            return public.evidence_mark(self.study)
        except FourFuturesError:
            return "unread"

    def kept(self, key: str, ask: Callable[[], Mapping[str, Any]]) -> bytes:
        """The document under a key, made once for the evidence that counts."""
        key = f"{self.heard()} {key}"
        text = self._found(key)
        if text is not None:
            return text
        with self.work.one(self.sessions.stay):
            text = self._found(key)  # another request may have made it meanwhile
            if text is None:
                text = encoded(ask())
        with self._lock:
            self._given[key] = text
            while len(self._given) > DOCUMENTS:
                self._given.popitem(last=False)
        return text

    def _found(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._given:
                self._given.move_to_end(key)
            return self._given.get(key)

    def forecasts(self, as_of: str | None) -> dict[str, Any]:
        """Entries of the forecast log and what of them has resolved; where the log lies is nobody else's business."""
        found = {
            "list": public.forecast_list(),
            "score": public.forecast_score(study=self.study, as_of=as_of),
        }
        parts = {
            part: {name: it for name, it in content.items() if name != "log"}
            for part, content in found.items()
        }
        return {"schema": "fourfutures/forecasts/1", **parts}

    # ------------------------------------------------------------ long answers

    def asking(self, stay: Stay | None = None) -> dict[str, Any]:
        """What every question is put with: the study, the pools at hand, and a step that ends what nobody wants."""
        step = self.sessions.stay if stay is None else stay
        return {"study": self.study, "pools": self.pools, "progress": lambda stage, done, total: step()}

    def made(self, asked: Mapping[str, Any], stay: Stay | None = None) -> public.Run:
        """A finished run, found in the cache or made there, by whoever has a place. Raises Refused by `stay`."""
        step = self.sessions.stay if stay is None else stay
        request = public.request(self.study, **asked)
        return public.make(
            request, out=self.runs, progress=lambda stage, done, total: step(), pages=False
        )  # nobody reads briefs there, and drawing their charts takes longer than a small run

    def run(self, run_id: str) -> public.Run:
        """A finished run of the cache. Raises Refused for an id that is not there."""
        for folder in self.runs.glob(f"*-{run_id}"):
            return public.Run(folder)
        raise Refused(
            404,
            Both(f"run {run_id}", f"运行 {run_id}"),
            Both("is not kept on this server", "未保存在本服务器上"),
            Both("ask for the run again", "请重新请求该运行"),
        )

    def run_document(self, asked: RunAsked, stay: Stay) -> dict[str, Any]:
        """The document of a run with levers and deals."""
        options = {**asked.options(), "deals": self.deals(asked.deals)}
        with self.work.one(stay):
            return self.made(options, stay).summary

    # ------------------------------------------------------------ answers at once

    def live(
        self, asked: LiveAsked, stay: Stay, ask: Callable[[public.Live, list[str]], dict[str, Any]]
    ) -> dict[str, Any]:
        """What `ask` makes of members at hand and of the deals asked for. Raises Refused by `stay`."""
        lever_settings(asked.levers, self.study)  # a slip is told before members are made ready for it
        deals = self.deals(asked.deals)
        with self.crowd.one(stay):
            members = self._warm(asked.standing(), stay)
            with self.quick.one(stay):
                return ask(members, deals)

    def members(self, asked: LiveAsked) -> public.Live:
        """Members of a setting made ready, for a door that asks several things of them."""
        return self._warm(asked.standing(), self.sessions.stay)

    def _warm(self, standing: Mapping[str, Any], stay: Stay) -> public.Live:
        key = f"{self.heard()} {json.dumps(standing, sort_keys=True)}"
        with self._lock:
            warm = self._lives.setdefault(key, Warm())
            self._lives.move_to_end(key)
            while len(self._lives) > LIVES:
                self._lives.popitem(last=False)
        while not warm.lock.acquire(timeout=0.5):
            stay()
        try:
            if warm.live is None:
                with self.work.one(stay):
                    warm.live = public.Live(self.study, pools=self.pools, **standing)
            return warm.live
        finally:
            warm.lock.release()

    # ------------------------------------------------------------ what a request may do, and names that it may use

    def require_writes(self) -> None:
        """Raises Refused where the evidence desk may only be read."""
        if self.read_only:
            raise Refused(
                403,
                Both("the evidence desk", "证据台"),
                Both(
                    "is read only: the server was started with --read-only", "只读：服务器以 --read-only 启动"
                ),
                Both(
                    "decide on the command line, or start the server without it",
                    "请在命令行审核，或去掉该选项重新启动服务器",
                ),
            )

    def offer(self, named: str) -> str:
        """A name of an offer, if the study knows it: a request names no file. Raises Refused."""
        name = named.strip()
        deals = {row.deal_id.casefold() for row in self.study.deals}
        if self.study.offers.find(name) is not None or name.casefold() in deals:
            return name
        known = list(self.study.offers.template)
        raise Refused(
            422,
            Both(f"offer {name[:100]}", f"合作方案 {name[:100]}"),
            Both("is neither a template nor a deal on record", "既不是模板，也不是登记的协议"),
            Both(
                f"choose one of {', '.join(known)}, or a deal's id such as D001",
                f"请选{'、'.join(known)}之一，或协议编号，如 D001",
            ),
        )

    def meant(
        self, named: str | None, sheet: SheetAsked | None, country: str | None, as_of: str | None
    ) -> str | Offer | None:
        """The offer of a request: a name that the study knows, or the sheet made into one. Raises Refused or StudyError."""
        if named is not None and sheet is not None:
            raise Refused(
                422,
                Both("offer and sheet", "offer 与 sheet"),
                Both("are both given", "同时给出"),
                Both("leave one of the two out", "请删去其一"),
            )
        if sheet is None:
            return None if named is None else self.offer(named)
        return public.written_offer(sheet.content(), self.study, country=country, as_of=as_of)

    def deals(self, given: list[str]) -> list[str]:
        """Deals whose offers the study knows. Raises Refused for another."""
        for text in given:
            self.offer(text.partition("@")[0].partition(":")[0])
        return given


def _prune(folder: Path) -> None:
    """Drop the oldest runs of the cache; they can be made again."""
    with suppress(OSError):
        made = sorted(
            (path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime
        )
        for path in made[:-RUNS]:
            shutil.rmtree(path, ignore_errors=True)
