"""What the figures were measured on, without names of hosts or folders."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import llvmlite.binding
import psutil

VECTORS = ("sse4.2", "avx", "avx2", "fma", "avx512f", "avx512vl", "avx512dq", "avx512bw", "neon", "sve")
PACKAGES = (
    "fourfutures",
    "numba",
    "llvmlite",
    "numpy",
    "pandas",
    "pyarrow",
    "distributed",
    "ema_workbench",
    "pysd",
    "jax",
)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def features() -> dict[str, bool]:
    """Instruction sets of the processor as the compiler knows them."""
    return dict(llvmlite.binding.get_host_cpu_features())


def facts() -> dict[str, Any]:
    """Processor, cores, vector units, memory, system, versions."""
    known = features()
    return {
        "processor": _model(),
        "compiler_target": llvmlite.binding.get_host_cpu_name(),
        "cores": cores(),
        "vectors": [name for name in VECTORS if known.get(name)],
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
    }


def busy_before() -> float:
    """Share of the cores that other work takes, looked at for a second."""
    return round(psutil.cpu_percent(interval=1.0) / 100.0, 2)


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
