"""The compiled reading of the equations: generated from them, tiles of members side by side, single precision."""

from __future__ import annotations

from fourfutures.ensemble.kernel.accelerator import Accelerator
from fourfutures.ensemble.kernel.engine import Engine, Part
from fourfutures.ensemble.kernel.loading import cache_folder, kernel, kernel_name, kernel_text
from fourfutures.ensemble.kernel.tracing import ALLOWED, Graph, Symbol

__all__ = [
    "ALLOWED",
    "Accelerator",
    "Engine",
    "Graph",
    "Part",
    "Symbol",
    "cache_folder",
    "kernel",
    "kernel_name",
    "kernel_text",
]
