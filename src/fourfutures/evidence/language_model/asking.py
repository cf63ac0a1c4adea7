"""Asking a model about documents, sentence by sentence as the rules see them; the rules' own proposals do not depend on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fourfutures.errors import Both, Problem
from fourfutures.evidence.document import Document
from fourfutures.evidence.errors import EvidenceError
from fourfutures.evidence.language_model.answer import KINDS, readings
from fourfutures.evidence.language_model.contract import ModelPart
from fourfutures.evidence.language_model.endpoint import Endpoint
from fourfutures.evidence.language_model.limits import Patience
from fourfutures.evidence.language_model.proposals import proposal
from fourfutures.evidence.language_model.question import Lists, batches, question, shape, version
from fourfutures.evidence.proposal import Proposal
from fourfutures.evidence.proposing import Grades, sayings

if TYPE_CHECKING:
    from fourfutures.evidence.language_model.client import Model


class Asked(NamedTuple):
    """Proposals that hold, a word on each document that could not be asked about, and the account of it all."""

    proposals: list[Proposal]
    problems: list[Problem]
    account: ModelPart


def ask(
    documents: Sequence[Document],
    endpoint: Endpoint,
    indicators: Mapping[str, Mapping[str, str]],
    actors: Sequence[str],
    grades: Grades,
    patience: Patience | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Asked:
    """Ask about each document. An endpoint that fails is asked no more; what it said before stays.

    `indicators` (names by language) and `actors` (codes) are all that an answer may name. `progress` hears how many documents are
    done, and of how many. Raises EvidenceError where the extra is not installed.
    """
    bounds, lists = patience or Patience(), Lists(indicators, tuple(actors))
    model = model_at(endpoint, lists, bounds)
    by_id = {document.id: document for document in documents}
    found: list[Proposal] = []
    problems: list[Problem] = []
    dropped: Counter[str] = Counter()
    questions = done = 0
    try:
        for document in documents:
            original = by_id.get(document.same_as or "")
            known = "" if original is None else original.text
            sentences = [each for each in sayings(document) if each not in known]
            for batch in batches(sentences, bounds.batch):
                if questions == bounds.questions:
                    raise _enough(endpoint, bounds)
                questions += 1
                read = readings(model.answer(question(document, batch, lists)), batch, lists, dropped)
                if read is None:
                    problems.append(_no_answer(document, endpoint))
                    continue
                found += [proposal(each, document, endpoint, version(), grades, dropped) for each in read]
            done += 1
            if progress is not None:
                progress(done, len(documents))
    except EvidenceError as error:
        problems.append(_left(error, len(documents) - done, len(documents)))
    account = ModelPart(
        name=endpoint.model, host=endpoint.host, prompt=version(), questions=questions, proposals=len(found), agreed=0,
        dropped={kind: dropped[kind] for kind in KINDS if dropped[kind]}, unasked=len(documents) - done,
    )  # fmt: skip
    return Asked(found, problems, account)


def model_at(endpoint: Endpoint, lists: Lists, patience: Patience) -> Model:
    """The model, ready to be asked. Raises EvidenceError where the extra is not installed."""
    try:
        from fourfutures.evidence.language_model.client import Model
    except ImportError as error:
        raise EvidenceError(
            where="--llm",
            what=Both("asking a model needs the package openai, which is not installed", "向模型提问需要软件包 openai，尚未安装"),
            remedy=Both("install it with: pip install 'fourfutures[llm]'", "请运行 pip install 'fourfutures[llm]' 安装"),
        ) from error  # fmt: skip
    return Model(endpoint, shape(lists), patience)


def _no_answer(document: Document, endpoint: Endpoint) -> Problem:
    return Problem(
        document.source or document.id,
        Both(f"{endpoint.model} did not answer with the JSON that was asked for", f"{endpoint.model} 没有按要求以 JSON 回答"),
        Both("its answer was left out; the proposals of the rules stand; ask again, or another model", "该回答未采用，规则提出的内容不受影响；可再试一次，或换用其他模型"),
    )  # fmt: skip


def _left(error: EvidenceError, unasked: int, of: int) -> Problem:
    what = Both(str(error.what), error.what.zh)
    return Problem(
        error.where,
        what.then(f"; {unasked} of {of} documents were not asked about to their end", f"；{of}篇文档中有{unasked}篇未能问完"),
        error.problem.remedy,
    )  # fmt: skip


def _enough(endpoint: Endpoint, patience: Patience) -> EvidenceError:
    return EvidenceError(
        where=f"--llm {endpoint.host}",
        what=Both(f"was asked {patience.questions} questions, the most of one go", f"已提问{patience.questions}次，达到一次的上限"),
        remedy=Both("give the other documents in a second go", "其余文档请另行提交"),
    )  # fmt: skip
