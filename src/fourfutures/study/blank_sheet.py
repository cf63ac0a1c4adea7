"""A term sheet to start from: every term with name, unit, bounds, meaning and where its usual value comes from."""

from __future__ import annotations

from collections.abc import Sequence

from fourfutures.errors import Both, listed
from fourfutures.study.coherence import plain_number, quoted
from fourfutures.study.errors import StudyError, suggestion
from fourfutures.study.month import count, month_name
from fourfutures.study.offer import DRAWN, OWNERSHIP, TERMS, Template, Term, Value
from fourfutures.study.study import Study

START = "full_package"
HEAD = Both(
    """\
A term sheet: what a provider may put before a country. Lines that begin with # say nothing yet.
Take the # away to set a term; every other term stays as in the template.
Try it with: fourfutures deal THIS_FILE --country ISO3""",
    """\
条款清单：提供方可向一国提出的合作方案。以 # 开头的行尚不生效。
去掉 # 即可设定该条款；其余条款以模板为准。
试算：fourfutures deal 本文件 --country 国家代码""",
)
NAME = Both("Draft of an offer", "合作方案草案")
ON_NAME = Both('Shown on pages; or { en = "…", zh = "…" }.', '页面上的名称；也可写 { en = "…", zh = "…" }。')
ON_COUNTRY = Both(
    "ISO 3166-1 alpha-3 code of the partner; or give --country.",
    "伙伴方的 ISO 3166-1 三位字母代码；也可用 --country 给出。",
)
ON_SIGNED = Both(
    "Month of signing, from {first} to {last}; the first if left out.",
    "签约月份，{first}至{last}；不写则为最早的月份。",
)
ON_TERMS = Both(
    "Plain values. Shares of capital sum to 1, and so do shares of ownership, which follow the capital unless given.",
    "只写数值。出资比例合计为1；持股比例合计亦为1，不写则与出资比例相同。",
)
ON_SOURCES = Both(
    "Where a value comes from: the id of a source of the study, an address, or a citation. A term without one is a judgement.",
    "数值的出处：研究中的来源编号、网址，或出处说明。没有出处的条款一律标为研判。",
)
ON_NOTES = Both("Why, in a sentence.", "用一句话说明理由。")
RANGE = Both("{low} to {high}", "{low}至{high}")
CHOICE = Both("one of {choices}", "可选 {choices}")
FLAG = Both("true or false", "true 或 false")
FROM_SOURCE = Both("Here from the template, after {sources}.", "此值取自模板，来源：{sources}。")
FROM_JUDGEMENT = Both("Here from the template: a judgement.", "此值取自模板，属研判。")
IS_DRAWN = Both(
    "Drawn for each member if left out; half the draws lie above {value}.",
    "不写则由每个成员抽取，半数大于 {value}。",
)
FOLLOWS = Both("Follows the capital if left out.", "不写则与出资比例相同。")
IS_OPEN = Both("Not in the template: stands at {value} if left out.", "模板未写；不写则为 {value}。")


def blank_sheet(study: Study, lang: str, *, template: str = START, country: str | None = None) -> str:
    """The text of a term sheet with comments in `lang`, "en" or "zh". Raises StudyError for an unknown template or country."""
    base = study.offers.find(template)
    if base is None:
        raise StudyError(
            where=Both(f"template {quoted(template)}", f"模板 {quoted(template)}"),
            what=Both("there is no template of that name", "没有这个模板"),
            remedy=suggestion(template, list(study.offers.template)),
        )
    code = None if country is None else study.partner(country).code
    first, last = month_name(count(study.meta.assembled) + 1), month_name(count(study.meta.horizon))
    lines = [f"# {line}" for line in _say(HEAD, lang).split("\n")]
    lines += ["", f'template = "{base.id}"  # {base.name.text(lang)}']
    lines += [f"# {_say(ON_NAME, lang)}", f'name = "{_say(NAME, lang)}"']
    lines += [f"# {_say(ON_COUNTRY, lang)}", f'country = "{code}"' if code else '# country = "BRA"']
    lines += [f"# {_say(ON_SIGNED, lang).format(first=first, last=last)}", f'# signed = "{first}"']
    lines += ["", "[terms]", f"# {_say(ON_TERMS, lang)}"]
    for name in TERMS:
        if name in study.offers.term:
            lines += ["", *_term(study.offers.term[name], base, study, lang)]
    example = f"{TERMS[0]} = "
    lines += ["", "[sources]", f"# {_say(ON_SOURCES, lang)}", f'# {example}"https://example.org/agreement"']
    lines += ["", "[notes]", f"# {_say(ON_NOTES, lang)}", f'# {example}"…"']
    return "\n".join(lines) + "\n"


def _term(term: Term, base: Template, study: Study, lang: str) -> list[str]:
    """Comment lines of a term, and the term itself, commented out."""
    given = base.terms.get(term.id)
    value = given.value if given is not None else _middle(term, study)
    if given is not None:
        known = _joined(given.source, lang)
        origin = _say(FROM_JUDGEMENT if given.judgement else FROM_SOURCE, lang).format(sources=known)
    elif term.id in DRAWN:
        origin = _say(IS_DRAWN, lang).format(value=written(value))
    elif term.id in OWNERSHIP:
        origin = _say(FOLLOWS, lang)
    else:
        origin = _say(IS_OPEN, lang).format(value=written(value))
    unit = study.units[term.unit].name.text(lang) if term.unit in study.units else term.unit
    colon, comma, stop = (": ", ", ", ". ") if lang == "en" else ("：", "，", "。")
    measure = f"{unit}{comma}" if term.kind == "number" else ""
    return [
        f"# {term.name.text(lang)}{colon}{measure}{_bounds(term, lang)}{stop}{term.what.text(lang)}",
        f"# {origin}",
        f"# {term.id} = {written(value)}",
    ]


def _middle(term: Term, study: Study) -> Value:
    """The value that stands where a term is left out; the centre of its prior where it is drawn."""
    entry = study.uncertainties.get(term.drawn or "")
    if entry is None:
        return _nought(term)
    return entry.prior.centre * (12.0 if (entry.unit, term.unit) == ("yr", "months") else 1.0)


def _bounds(term: Term, lang: str) -> str:
    if term.kind == "flag":
        return _say(FLAG, lang)
    if term.kind == "choice":
        return _say(CHOICE, lang).format(choices=_joined([f'"{choice}"' for choice in term.choices], lang))
    low, high = (plain_number(end) for end in term.range or (0.0, 0.0))
    return _say(RANGE, lang).format(low=low, high=high)


def _nought(term: Term) -> Value:
    """A value of the term's kind that says little: its lowest, the first choice, false."""
    if term.kind == "number":
        return term.range[0] if term.range else 0.0
    return False if term.kind == "flag" else term.choices[0]


def written(value: Value) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:f}".rstrip("0").rstrip(".")


def _joined(parts: Sequence[str], lang: str) -> str:
    return _say(listed(parts), lang)


def _say(text: Both, lang: str) -> str:
    return text.zh if lang == "zh" else str(text)
