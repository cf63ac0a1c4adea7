"""The Python door: load a study, run it, read the result as frames, pages and labelled arrays."""

from __future__ import annotations

from fourfutures.public.asking import request
from fourfutures.public.economy import country
from fourfutures.public.figures import check, series, show
from fourfutures.public.folder import Run
from fourfutures.public.live import Live
from fourfutures.public.running import make, run

__all__ = ["Live", "Run", "check", "country", "make", "request", "run", "series", "show"]
