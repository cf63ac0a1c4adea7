"""A document as the desk reads it: text without boilerplate, when and by whom it was published, what is wrong with it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["en", "zh"]
Format = Literal["markdown", "html", "feed", "text", "rows"]


class Footnote(BaseModel):
    """A reference of a document and the sentences that rest on it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    text: str
    url: str | None = None
    retrieved: date | None = None
    claims: tuple[str, ...] = ()


class Defect(BaseModel):
    """Something a careful reader would question in a document, in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    where: str
    en: str
    zh: str


class Document(BaseModel):
    """One document. What it does not say is None: no date is made up."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str | None
    lang: Language
    published: date | None
    publisher: str | None
    author: str | None
    url: str | None  # canonical
    text: str
    sha256: str  # of the text
    footnotes: tuple[Footnote, ...] = ()
    defects: tuple[Defect, ...] = ()
    same_as: str | None = Field(None, description="id of the document that this one copies, if any")
    script: Literal["Hans", "Hant"] | None = Field(
        None, description="Chinese characters, simplified or traditional"
    )
    format: Format = "text"
    source: str = Field(
        "", description="file, entry or address that it was read from, as named by the caller"
    )
    front_matter: dict[str, Any] = Field(
        default_factory=dict, description="fields as they stand, empty ones kept"
    )
