"""The compiled kernel: its text in the user's cache folder, under a name that says everything it depends on."""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import importlib.util
import inspect
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from fourfutures.ensemble.kernel import vouching
from fourfutures.ensemble.kernel.layout import LANES
from fourfutures.files import alone

COMPILED = "__pycache__"
LOOPS = '''"""Loops, compiled for this machine. Copied from their module; edit that, not this file."""

from __future__ import annotations

import numpy as np
from numba import njit

OPTIONS = {"error_model": "numpy", "nogil": True}


'''
_guard = threading.Lock()
_compiled = threading.Event()


def cache_folder() -> Path:
    """Where kernels and pools are kept: FOURFUTURES_CACHE, else the user's cache folder."""
    named = os.environ.get("FOURFUTURES_CACHE")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "fourfutures"


@functools.cache
def kernel_text(width: int = LANES) -> str:
    """The generated module."""
    from fourfutures.ensemble.kernel.source import kernel_source  # the compiler loads only where members run

    return kernel_source(width)


def kernel_name(width: int = LANES) -> str:
    """Digest of the text, of the lane arithmetic, of the compiler and of the processor."""
    from fourfutures.ensemble.kernel import lanes  # the compiler loads only where members run

    return _name(kernel_text(width), inspect.getsource(lanes))


@functools.cache
def kernel(width: int = LANES) -> ModuleType:
    """The module, written where it can be read and imported from there; what the compiler makes of it is kept beside it.

    Where the cache folder cannot be written, a folder that lives as long as the process takes its place.
    """
    return _module(kernel_name(width), kernel_text(width))


@functools.cache
def compiled(text: str) -> ModuleType:
    """Other loops, kept and vouched for as the kernel is; `text` is a module whose functions the compiler is to take.

    Functions compile at their first call. They run without holding Python, and never re-order a sum.
    """
    from fourfutures.ensemble.kernel.vectors import widen  # before anything is compiled in this process

    widen()
    body = re.sub(r"^(?=def )", "@njit(**OPTIONS, cache=True)\n", text, flags=re.M)
    whole = LOOPS + body
    return _module(_name(whole), whole)


@contextlib.contextmanager
def first_call() -> Iterator[None]:
    """Hold this while a kernel may have to be compiled: of many threads and processes, one compiles and the rest wait."""
    if _compiled.is_set():
        yield
        return
    folder = Path(kernel().__file__ or "").parent
    with _guard, alone(folder, lambda: None):
        yield
        vouching.vouch(folder / COMPILED)
        _compiled.set()


def _name(*parts: str) -> str:
    """Digest of some texts, of the compiler and of the processor."""
    import llvmlite  # the compiler loads only where members run
    import llvmlite.binding
    import numba

    features = llvmlite.binding.get_host_cpu_features().flatten()
    machine = [
        numba.__version__,
        llvmlite.__version__,
        sys.implementation.cache_tag or "",
        llvmlite.binding.get_host_cpu_name(),
        features,
        *(f"{k}={v}" for k, v in sorted(os.environ.items()) if k.startswith("NUMBA_CPU")),
    ]
    return hashlib.sha256("\n".join([*parts, *machine]).encode()).hexdigest()[:16]


def _module(name: str, text: str) -> ModuleType:
    with _guard:
        folder = cache_folder() / "kernels" / name
        try:
            _write(folder, text)
        except OSError:
            folder = Path(tempfile.mkdtemp(prefix="fourfutures-")) / name
            _write(folder, text)
        module_name = f"fourfutures_kernel_{name}"
        with alone(folder, lambda: None):
            vouching.drop(folder / COMPILED)
        atexit.register(vouching.vouch, folder / COMPILED)  # for what is compiled after the first call
        spec = importlib.util.spec_from_file_location(module_name, folder / "kernel.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[module_name] = module
        spec.loader.exec_module(module)
        return module


def _write(folder: Path, text: str) -> None:
    path = folder / "kernel.py"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
        return
    folder.mkdir(parents=True, exist_ok=True)
    spare = folder / f"kernel.{os.getpid()}.part"
    spare.write_text(text, encoding="utf-8")
    spare.replace(path)
