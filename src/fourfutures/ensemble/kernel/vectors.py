"""The width of vectors: compilers halve it on some processors out of caution that does not pay for a kernel like this."""

from __future__ import annotations

import llvmlite.binding
from numba.core import config


def widen() -> None:
    """Let the compiler use the widest vectors of the processor; the numbers are the same on any width.

    Must come before anything is compiled in this process; a caller's own NUMBA_CPU_FEATURES stands.
    """
    features = llvmlite.binding.get_host_cpu_features()
    if config.CPU_FEATURES is None and features.get("avx512f"):
        config.CPU_FEATURES = f"{features.flatten()},-prefer-256-bit"
