"""A language model that a user names: it proposes, every quote of its is looked up, and nothing it says counts unreviewed."""

from __future__ import annotations

from fourfutures.evidence.language_model.asking import Asked, ask
from fourfutures.evidence.language_model.contract import ModelPart
from fourfutures.evidence.language_model.endpoint import Endpoint, endpoint_of
from fourfutures.evidence.language_model.joining import joined
from fourfutures.evidence.language_model.limits import Patience

__all__ = ["Asked", "Endpoint", "ModelPart", "Patience", "ask", "endpoint_of", "joined"]
