"""Loading the compiled kernel while something else is being read."""

from __future__ import annotations

import threading

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.kernel import Engine
from fourfutures.ensemble.lever_path import LeverPath


def warm(binding: Binding) -> None:
    """Load the kernel beside the caller's work; whoever runs members first waits for the rest of it."""
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)

    def load() -> None:
        Engine(binding, 0.0, (0.0,), (0,), idle).run(np.zeros(1, dtype=np.int64), months=1)

    threading.Thread(target=load, daemon=True).start()
