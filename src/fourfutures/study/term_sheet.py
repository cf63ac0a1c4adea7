"""Term sheets: an offer that a user writes, a TOML file or its values, read into an offer or refused with place and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field

from fourfutures.errors import Both, Problem, reason
from fourfutures.study.coherence import Discord, discords, quoted, value_fault
from fourfutures.study.entry import Entry, Names, Sources, Text
from fourfutures.study.errors import StudyError, nearest, suggestion
from fourfutures.study.folder import shown_path
from fourfutures.study.location import shown
from fourfutures.study.offer import OF_SITE, OWNERSHIP, Given, Offer, Stack, TermOrigin, composed, given_by
from fourfutures.study.reading import Reading, frozen
from fourfutures.study.signing import checked_month, signing_fault
from fourfutures.study.study import Study

LARGEST = 64 * 1024  # bytes; a sheet of every term with comments has some ten thousand
LONGEST_NAME = 200
SHEET = "sheet"  # what a sheet without a file is called
_ADDRESS = re.compile(r"https?://\S+")


class Sheet(Entry):
    """What a term sheet holds, before its terms are looked at."""

    template: Text | None = None
    stack: Stack | None = None
    name: Any = None
    country: Text | None = None
    signed: Any = None
    terms: dict[str, Any] = Field(default_factory=dict)
    sources: dict[str, Sources] = Field(default_factory=dict)
    notes: dict[str, str] = Field(default_factory=dict)


def read_term_sheet(
    path: str | Path,
    study: Study,
    *,
    country: str | None = None,
    signed: str | None = None,
    earliest: str | None = None,
) -> Offer:
    """The offer of a term sheet. `country` and `signed`, where given, stand before what the sheet says.

    `earliest` is the first month that may be signed in, such as 2026-12; the month after the study's data were assembled
    if left out. Terms come from the sheet, else from its template, else they are drawn or stand at nought; a term without
    a source is a judgement. Raises StudyError whose `problems` hold all that is wrong, each with file, line and remedy.
    """
    file = _file(path)
    reading = Reading(file.parent)
    content = reading.toml(file.name)
    sheet = None if content is None else reading.entry(file.name, content, Sheet)
    if sheet is not None and content is not None:
        offer = _offer(sheet, bool(content), study, reading, file, country, signed, earliest)
        if offer is not None:
            return offer
    raise refused(reading.problems)


def offer_of(
    content: Mapping[str, Any],
    study: Study,
    *,
    country: str | None = None,
    signed: str | None = None,
    earliest: str | None = None,
) -> Offer:
    """The offer of a term sheet that is at hand as values, as a file of the same content would give it.

    No file is read, whatever a value says. Places in messages are names of fields, such as `sheet.terms.capacity_mw`.
    Raises StudyError as `read_term_sheet` does.
    """
    reading = _Values(Path(SHEET))
    sheet = reading.entry(SHEET, frozen(content), Sheet)
    if sheet is not None:
        offer = _offer(sheet, bool(content), study, reading, Path(SHEET), country, signed, earliest)
        if offer is not None:
            return offer
    raise refused(reading.problems)


class _Values(Reading):
    """A sheet without lines."""

    def place(self, file: str, path: Sequence[str | int] = ()) -> str:
        return shown((file, *path))


def refused(problems: Sequence[Problem]) -> StudyError:
    """One error for all that is wrong with a sheet: the first in full, the places of the others."""
    first, others = problems[0], [str(problem.where) for problem in problems[1:]]
    remedy = first.remedy
    if others:
        more = "; ".join(others)
        remedy = remedy.then(f". Also wrong: {more}", f"。另有问题：{'；'.join(others)}")
    return StudyError(where=first.where, what=first.what, remedy=remedy, problems=problems)


def _file(path: str | Path) -> Path:
    """The file, if it can be a term sheet at all."""
    place = Path(path)
    try:
        place = place.expanduser()
        there, size = place.is_file(), place.stat().st_size if place.is_file() else 0
    except (OSError, RuntimeError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else Both("no such name", "没有这样的名称")
        raise StudyError(
            where=Both(f"term sheet {quoted(str(path))}", f"条款清单 {quoted(str(path))}"),
            what=Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
            remedy=Both("check the path and its permissions", "请检查路径和权限"),
        ) from None
    if not there:
        what = (
            Both("is a folder, not a term sheet", "是目录，不是条款清单")
            if place.is_dir()
            else Both("there is no such file", "没有这个文件")
        )
        raise StudyError(
            where=shown_path(place),
            what=what,
            remedy=Both(
                "give a file; `fourfutures deal new FILE` writes one to start from",
                "请给出文件；fourfutures deal new FILE 可写出一份底稿",
            ),
        )
    if size > LARGEST:
        raise StudyError(
            where=shown_path(place),
            what=Both(
                f"has {size:,} bytes, more than the {LARGEST:,} of a term sheet",
                f"有{size}字节，超过条款清单的上限{LARGEST}字节",
            ),
            remedy=Both("keep terms, sources and short notes only", "请只保留条款、来源和简短说明"),
        )
    return place


def _offer(
    sheet: Sheet, written: bool, study: Study, reading: Reading, file: Path, country: str | None, signed: str | None,
    earliest: str | None,
) -> Offer | None:  # fmt: skip
    """The offer, or None with problems noted."""

    def note(at: tuple[str, ...], what: Both, remedy: Both) -> None:
        reading.note(reading.place(file.name, at), what, remedy)

    if not written:
        note(
            (),
            Both("is empty", "是空文件"),
            Both('write template = "full_package", or [terms]', '请写 template = "full_package"，或 [terms]'),
        )
        return None
    template = study.offers.find(sheet.template) if sheet.template else None
    known = list(study.offers.template)
    if sheet.template and template is None:
        near = suggestion(sheet.template, known)
        note(("template",), Both(f"there is no template called {quoted(sheet.template)}", f"没有名为{quoted(sheet.template)}的模板"), near)  # fmt: skip
    if template is not None and sheet.stack not in (None, template.stack):
        note(
            ("stack",),
            Both(
                f'the stack is "{sheet.stack}", but the template {template.id} is "{template.stack}"',
                f"技术栈写作 {sheet.stack}，而模板 {template.id} 为 {template.stack}",
            ),
            Both("leave one of the two out", "请删去其一"),
        )
    if sheet.template is None and sheet.stack is None:
        note(
            (),
            Both("neither template nor stack is given", "template 和 stack 都没有写"),
            Both(
                'write template = "full_package", or stack = "us", "cn" or "own"',
                '请写 template = "full_package"，或 stack = "us"、"cn" 或 "own"',
            ),
        )
    names = _names(sheet.name, file, note)
    place = _country(country, sheet.country, study, note)
    month = _signed(signed, sheet.signed, study, earliest, note)
    given = _terms(sheet, study, note)
    if reading.problems or names is None:
        return None
    usual: Given = given_by(template) if template is not None else {}
    offer = composed(
        {**_kept(usual, given), **given},
        id=file.stem.strip() or file.name,
        name=names,
        stack=template.stack if template is not None else sheet.stack,
        template=template.id if template is not None else None,
        country=place,
        signed=month,
    )
    for discord in (*discords(offer), *_crowded(offer, study)):
        note(("terms", discord.term), discord.what, discord.remedy)
    return None if reading.problems else offer


def _crowded(offer: Offer, study: Study) -> Iterator[Discord]:
    """More people given access than live in the country; a template's usual number is no claim about it."""
    if offer.country is None or offer.origins["access_users"].kind != "sheet":
        return
    partner = study.partner(offer.country)
    if partner.population is not None and offer.access_users > partner.population:
        people, living = f"{offer.access_users:,.0f}", f"{partner.population:,.0f}"
        yield Discord(
            "access_users",
            Both(
                f"{people} people are more than live in {partner.name_en}, {living}",
                f"{people}人多于{partner.name_zh}的人口{living}",
            ),
            Both(f"give {living} at most", f"请至多写{living}"),
        )


def _kept(usual: Given, given: Given) -> Given:
    """What of a template stands beside a sheet: no ownership beside the sheet's own, no site where nothing is built."""
    gone: set[str] = set()
    if any(name in given for name in OWNERSHIP):
        gone |= set(OWNERSHIP)
    if "capacity_mw" in given and given["capacity_mw"][0] == 0.0:
        gone |= set(OF_SITE)
    if all(name in given and given[name][0] == 0.0 for name in ("fund_partner_usd", "fund_provider_usd")):
        gone |= {"fund_equity_partner", "fund_equity_provider"}
    return {name: value for name, value in usual.items() if name not in gone}


def _terms(sheet: Sheet, study: Study, note: Any) -> Given:
    """The terms that a sheet gives, those without a fault."""
    terms, given = study.offers.term, Given()
    for name, value in sheet.terms.items():
        if name not in terms:
            note(
                ("terms", name),
                Both(f"there is no term called {quoted(name)}", f"没有名为{quoted(name)}的条款"),
                nearest(name, list(terms))
                or Both(
                    "`fourfutures deal new` writes every term there is", "fourfutures deal new 会写出全部条款"
                ),
            )
            continue
        fault = value_fault(terms[name], value)
        if fault is not None:
            note(("terms", name), fault.what, fault.remedy)
            continue
        sources = tuple(source.strip() for source in sheet.sources.get(name, ()))
        origin = TermOrigin(
            kind="sheet", judgement=not sources, source=sources, note=sheet.notes.get(name, "")
        )
        number = isinstance(value, int | float) and not isinstance(value, bool)
        given[name] = (float(value) if number else value, origin)
    for table, entries in (("sources", sheet.sources), ("notes", sheet.notes)):
        for name in entries:
            if name not in sheet.terms:
                note(
                    (table, name),
                    Both(f"the sheet gives no term {quoted(name)}", f"清单没有写 {quoted(name)} 这一条款"),
                    nearest(name, list(sheet.terms))
                    or Both("give it under [terms], or drop this line", "请在 [terms] 中写明，或删去此行"),
                )
    for name, sources in sheet.sources.items():
        for source in sources:
            if not _citable(source.strip(), study):
                note(
                    ("sources", name),
                    Both(f"there is no source called {quoted(source)}", f"没有编号为{quoted(source)}的来源"),
                    nearest(source, list(study.sources)).then(
                        " Give the id of a source of the study, an address (https://…), or a citation of several words",
                        "请写研究中的来源编号、网址（https://…），或含空格的出处说明",
                    ),
                )
    return given


def _citable(source: str, study: Study) -> bool:
    """A card of the study, an address, or a citation in words."""
    return (
        source in study.sources
        or _ADDRESS.fullmatch(source) is not None
        or bool(re.search(r"\s|[\u4e00-\u9fff]", source))
    )


def _names(name: object, file: Path, note: Any) -> Names | None:
    """The name of an offer in both languages; a text alone is the name in both."""
    if name is None:
        return Names(en=file.stem or file.name, zh=file.stem or file.name)
    if isinstance(name, str):
        name = {"en": name, "zh": name}
    if isinstance(name, dict) and set(name) == {"en", "zh"} and all(map(_a_name, name.values())):
        return Names(en=name["en"].strip(), zh=name["zh"].strip())
    note(
        ("name",),
        Both(f"{quoted(name)} is not a name", f"{quoted(name)}不能用作名称"),
        Both(
            f'write a text of at most {LONGEST_NAME} signs, or {{ en = "…", zh = "…" }}',
            f'请写至多{LONGEST_NAME}字的文字，或 {{ en = "…", zh = "…" }}',
        ),
    )
    return None


def _a_name(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and len(text) <= LONGEST_NAME


def _country(option: str | None, written: str | None, study: Study, note: Any) -> str | None:
    """The partner's code, from the option if it is given, else from the sheet."""
    if option is not None:
        return study.partner(option).code
    if written is None:
        return None
    try:
        return study.partner(written).code
    except StudyError as error:
        note(("country",), error.what, error.remedy)
        return None


def _signed(option: str | None, written: object, study: Study, earliest: str | None, note: Any) -> str | None:
    if option is not None:
        return checked_month(option, study, earliest)
    if written is None:
        return None
    if not isinstance(written, str):
        month = f"{written:%Y-%m}" if isinstance(written, date) else "2026-12"
        note(
            ("signed",),
            Both(f"{quoted(written)} is not a month in quotes", f"{quoted(written)}不是加引号的月份"),
            Both(f'write signed = "{month}"', f'请写 signed = "{month}"'),
        )
        return None
    fault = signing_fault(written, study, earliest)
    if fault is not None:
        note(("signed",), *fault)
        return None
    return written.strip()
