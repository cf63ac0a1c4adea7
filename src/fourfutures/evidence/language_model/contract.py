"""The shape of what `evidence add` says of a model that was asked."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class ModelPart(BaseModel):
    """Which model was asked what, how often, and what became of its answers."""

    model_config = ConfigDict(extra="forbid")

    name: str
    host: str
    prompt: str
    questions: int
    proposals: int = Field(description="proposals that hold")
    agreed: int = Field(description="those of them that the rules proposed too")
    dropped: dict[str, int] = Field(
        description="by what did not hold: quote, indicator, actor, direction, form, surplus; of figure and date only that part was dropped"
    )
    unasked: int = Field(description="documents not asked about, or not to their end")
