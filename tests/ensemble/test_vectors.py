"""The width of a machine's vectors decides how fast members run, and no digit of what they say."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import llvmlite.binding
import numpy as np
import pytest
from numba.core import config

from fourfutures.ensemble import GAMMAS, POOL_MONTHS, Binding
from fourfutures.ensemble.kernel import Engine
from tests.ensemble.readings import path

IDS = np.arange(64, dtype=np.int64)
FEATURES = llvmlite.binding.get_host_cpu_features()


def digest(binding: Binding) -> str:
    part = Engine(binding, 0.5, GAMMAS, POOL_MONTHS, path(binding, ("export_control=1",))).run(IDS, fans=True)
    arrays = (part.monthly, part.ends, part.fans, part.values)
    return hashlib.sha256(b"".join(np.ascontiguousarray(array).tobytes() for array in arrays)).hexdigest()


@pytest.mark.skipif(not (FEATURES.get("avx512f") and FEATURES.get("fma")), reason="needs a wide machine")
def test_narrow_vectors_give_the_same_bytes(binding: Binding):
    narrow = ",".join(
        feature.replace("+avx512", "-avx512").replace("+evex512", "-evex512")
        for feature in FEATURES.flatten().split(",")
    )
    script = (
        "from fourfutures.ensemble import Binding; from fourfutures.study import load_study\n"
        "from tests.ensemble.test_vectors import digest\n"
        "print(digest(Binding(load_study('ai-2027'), 7)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "NUMBA_CPU_FEATURES": narrow},  # which the name of a kept kernel says
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == digest(Binding(binding.study, 7))


@pytest.mark.skipif(not FEATURES.get("avx512f"), reason="needs a wide machine")
def test_the_widest_vectors_are_used_unless_somebody_says_otherwise():
    asked = os.environ.get("NUMBA_CPU_FEATURES")
    assert (asked or f"{FEATURES.flatten()},-prefer-256-bit") == config.CPU_FEATURES
