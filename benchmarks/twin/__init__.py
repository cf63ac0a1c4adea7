"""The kernel's twin in C, generated from the same equations: how fast this processor could go."""

from __future__ import annotations

from benchmarks.twin.calling import Twin
from benchmarks.twin.compiling import Build, builds
from benchmarks.twin.emission import twin_source

__all__ = ["Build", "Twin", "builds", "twin_source"]
