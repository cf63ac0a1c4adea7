"""What a request puts into the world: its levers and its deals, as one path."""

from __future__ import annotations

from fourfutures.analysis.request import Request
from fourfutures.ensemble import Binding, LeverPath, impose


def lever_path(request: Request, binding: Binding) -> LeverPath:
    """Levers and imposed deals of a request, for the engine."""
    partners = binding.partners
    deals = [impose(request.study, partners, offer) for offer in request.deals]
    return LeverPath(binding.study, request.levers, request.lever_month, partners.codes, deals)
