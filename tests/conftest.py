"""Shared subjects of the tests: the shipped study, bound once."""

from __future__ import annotations

import functools
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tomllib import TOMLDecodeError
from types import SimpleNamespace
from typing import Any

import pytest

from fourfutures.ensemble import Binding
from fourfutures.study import Study, load_study, reading

# Files that share what is costly to build: a run with its pages, a server and a browser. They stay with one worker; of
# all others each file does. Names are of files, or of folders with all their files, below the tests' own folder.
TOGETHER = (
    ("report/",),
    ("web/app/",),
    ("cli/test_brief_commands.py", "cli/test_edition_commands.py", "cli/test_forecast_commands.py"),
)
# What takes longest, and so must not come last, when the other worker would have nothing left to do. The narrow kernel
# comes first, since it alone needs no kernel that somebody else may be compiling.
LONGEST = ("ensemble/test_vectors.py", "report/", "web/app/", "web/test_conformance.py")

# Compiled kernels stay between test runs, beside the tests and away from the user's own cache.
os.environ["FOURFUTURES_CACHE"] = str(Path(__file__).resolve().parents[1] / ".cache" / "tests")
# Nobody's own evidence or forecasts count in a test.
os.environ["FOURFUTURES_DATA"] = str(Path(__file__).resolve().parents[1] / ".cache" / "tests" / "desk")
os.environ.pop("FOURFUTURES_LEDGER", None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Deal tests out by the group in the order they come, unless another way of dealing was asked for.

    A worker that runs some tests of a file builds all that the file shares; two workers with a file between them build
    it twice.
    """
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _group(nodeid)

    config.option.loadscopereorder = False  # by the number of tests, which says little of their time
    return Groups(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest groups first: one that comes last leaves the other worker idle."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(_group(item.nodeid), len(rank)))


def _group(nodeid: str) -> str:
    """The first of the names whose tests stay together, or the file of the test."""
    file = nodeid.partition("::")[0].removeprefix("tests/")
    return next((names[0] for names in TOGETHER if file.startswith(names)), file)


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """A text is read as TOML once a process: commands typed into one read the same study hundreds of times."""
    loads = functools.cache(tomllib.loads)  # the reader copies what it is given
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "tomllib", SimpleNamespace(loads=loads, TOMLDecodeError=TOMLDecodeError))
        patch.setattr(reading, "key_lines", functools.cache(reading.key_lines))
        yield


@pytest.fixture(scope="session")
def study() -> Study:
    return load_study("ai-2027")


@pytest.fixture(scope="session")
def binding(study: Study) -> Binding:
    return Binding(study, seed=7)
