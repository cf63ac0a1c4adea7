"""Options are declared once: what a question lists is what it takes, and a help page has a text for each."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
import typer

import fourfutures as ff
from fourfutures.cli.app import application
from fourfutures.cli.outlet import Outlet
from fourfutures.cli.words import LANGUAGES
from fourfutures.public import request

QUESTIONS = (
    ff.deal, ff.discover, ff.evidence_digest, ff.evidence_languages, ff.evidence_preview, ff.explain, ff.frames, ff.levers,
    ff.negotiate, ff.robust, ff.run, ff.sensitivity, ff.switchoff, ff.viewpoints, ff.watch,
)  # fmt: skip
OWN = {
    "levers",
    "members",
}  # robust and discover mean other levers, three questions have fewer members of their own
REQUEST = inspect.signature(request).parameters


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_a_question_lists_each_option_by_name_with_the_default_of_a_request(question: Any) -> None:
    listed = inspect.signature(question).parameters
    assert all(taken.kind is not inspect.Parameter.VAR_KEYWORD for taken in listed.values())
    shared = [name for name in listed if name in REQUEST and name not in OWN]
    assert len(shared) >= 4
    assert {name: listed[name].default for name in shared if name != "study"} == {
        name: REQUEST[name].default for name in shared if name != "study"
    }


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_a_question_refuses_an_option_that_it_does_not_list(question: Any) -> None:
    with pytest.raises(
        TypeError, match=rf"{question.__name__}.. got an unexpected keyword argument 'horizon'"
    ):
        question(horizon="2030-12-31")


def test_an_option_of_another_question_is_refused_too() -> None:
    """`watch` looks at what data say, so it takes no `prior`, which `levers` takes."""
    assert "prior" in inspect.signature(ff.levers).parameters
    with pytest.raises(TypeError, match=r"watch.. got an unexpected keyword argument 'prior'"):
        ff.watch(prior=True)  # type: ignore[call-arg] # the claim is that it is refused


def commands(group: Any) -> Iterator[Any]:
    """A group, its commands and those of the groups in it."""
    yield group
    for command in getattr(group, "commands", {}).values():
        yield from commands(command)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_of_the_command_line_names_a_text(lang: str) -> None:
    root = typer.main.get_command(application(Outlet(lang)))
    named = {option.help for command in commands(root) for option in command.params}
    assert len(named) > 80
    assert named <= LANGUAGES[lang].keys()
