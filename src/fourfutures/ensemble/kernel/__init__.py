"""The compiled reading of the equations: generated from them, tiles of members side by side, single precision."""

from __future__ import annotations

from fourfutures.ensemble.kernel.accelerator import Accelerator
from fourfutures.ensemble.kernel.engine import Engine, Held, Part
from fourfutures.ensemble.kernel.loading import (
    cache_folder,
    compiled,
    first_call,
    kernel,
    kernel_name,
    kernel_text,
)
from fourfutures.ensemble.kernel.tracing import ALLOWED, Graph, Symbol

__all__ = [
    "ALLOWED",
    "Accelerator",
    "Engine",
    "Graph",
    "Held",
    "Part",
    "Symbol",
    "cache_folder",
    "compiled",
    "first_call",
    "kernel",
    "kernel_name",
    "kernel_text",
]
