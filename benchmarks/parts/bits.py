"""The same bytes whoever computes: threads, blocks and vector units."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import llvmlite.binding

from benchmarks.digest import COUNT, LEVERS, digest
from benchmarks.findings import Finding, Findings, Table
from benchmarks.machine import features
from benchmarks.subjects import engine

WIDE = ("avx512", "avx10", "amx", "evex")  # what goes when a processor has no vectors of 512 bits


def measure(quick: bool) -> Findings:
    """Digest the same outputs in every way."""
    count = 512 if quick else COUNT
    running = engine(LEVERS)
    rows, promised = [], []
    for threads, block in ((1, 1024), (2, 1024), (4, 1024), (1, 32), (2, 100), (4, 999), (1, count)):
        found = digest(running, threads, block, count)
        promised.append(found)
        rows.append((f"{threads} threads, blocks of {block:,}", found, _equal(found, promised[0])))
    reason = None
    for name, settings, belongs in processors()[: 1 if quick else None]:
        found = _elsewhere(settings, count)
        if belongs:
            promised.append(found)
        rows.append((name, found, _equal(found, promised[0]) + ("" if belongs else " (not promised)")))
    if not features().get("avx512f"):
        reason = "this processor has no AVX-512; threads and blocks were compared"
    same = len(set(promised)) == 1
    note = (
        f"{count:,} members under three levers: every month, partner and draw. Vector units are switched off for the "
        "compiler in a process of its own. Without fused multiply-adds each product is rounded once more, so last "
        "digits differ; every processor with AVX2 has them."
    )
    value = None if same and reason else same
    tables = [Table("The same bytes", ("run", "digest", "equal"), rows, note)]
    return Findings({"bits_equal": Finding(value, reason=reason if value is None else None)}, tables)


def _equal(found: str, expected: str) -> str:
    return "yes" if found == expected else "no"


def processors() -> list[tuple[str, dict[str, str], bool]]:
    """Processors that the compiler can be told to write for, and whether the promise of equal bytes covers them."""
    known = features()
    if not known.get("avx2"):
        return []
    plain = ",".join(
        f"{'+' if held and not name.startswith(WIDE) else '-'}{name}" for name, held in sorted(known.items())
    )
    whole = ",".join(f"{'+' if held else '-'}{name}" for name, held in sorted(known.items()))
    host = llvmlite.binding.get_host_cpu_name()
    found = [("AVX2, vectors of 256 bits", {"NAME": "haswell", "FEATURES": plain}, True)]
    if known.get("avx512f"):
        found.append(
            ("AVX-512, vectors of 256 bits", {"NAME": host, "FEATURES": f"{whole},+prefer-256-bit"}, True)
        )
    found.append(("no fused multiply-add, 128 bits", {"NAME": "x86-64", "FEATURES": "+sse4.2"}, False))
    return found


def _elsewhere(settings: dict[str, str], count: int) -> str:
    """The digest from a process that compiles for another processor."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {
            **os.environ,
            **{f"NUMBA_CPU_{name}": value for name, value in settings.items()},
            "FOURFUTURES_CACHE": cache,
        }
        command = [sys.executable, "-m", "benchmarks.digest", "--members", str(count)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()
