"""The twin compiled by whatever compilers there are, with no freedom that the kernel does not have."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.findings import Unmeasured
from benchmarks.twin.emission import twin_source

COMPILERS = ("gcc", "clang", "cc")
# Products and sums may fuse, as in the kernel; no sum is reordered.
OPTIONS = ("-std=c11", "-O3", "-march=native", "-ffp-contract=fast", "-fno-math-errno", "-fno-trapping-math",
           "-fopenmp-simd", "-shared", "-fPIC")  # fmt: skip
WIDEST = "-mprefer-vector-width=512"


class Build(NamedTuple):
    """One compiled twin."""

    name: str  # compiler and vector width
    version: str
    library: Path


def builds(folder: Path, widest: bool) -> list[Build]:
    """The twin by each compiler; with `widest` also in vectors of 512 bits. Raises Unmeasured where none works."""
    source = folder / "twin.c"
    source.write_text(twin_source(), encoding="utf-8")
    found, complaints = [], []
    for compiler, version in compilers():
        for name, more in ((compiler, ()), *(((f"{compiler}, 512 bits", (WIDEST,)),) if widest else ())):
            library = folder / f"twin-{len(found)}.so"
            command = [compiler, *OPTIONS, *more, "-o", str(library), str(source), "-lm"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                found.append(Build(name, version, library))
            else:
                complaints.append(f"{name}: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    if not found:
        raise Unmeasured("; ".join(complaints) or f"no compiler for C is installed ({', '.join(COMPILERS)})")
    return found


def compilers() -> Iterator[tuple[str, str]]:
    """Compilers at hand with their versions, each once, whatever names it goes by."""
    seen = set()
    for compiler in COMPILERS:
        path = shutil.which(compiler)
        if path is None or (real := Path(path).resolve()) in seen:
            continue
        seen.add(real)
        said = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=False).stdout
        yield compiler, (said.splitlines() or ["unknown"])[0]
