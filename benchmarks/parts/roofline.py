"""The kernel's arithmetic beside what a core can do at most."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from pathlib import Path

from benchmarks.arithmetic import KINDS, by_pass, flops, member_flops
from benchmarks.findings import Finding, Findings, Table, Unmeasured
from benchmarks.subjects import binding, blocks, engine, run_all
from benchmarks.turns import spread, take_turns
from benchmarks.twin.compiling import OPTIONS, compilers
from fourfutures.ensemble import GAMMAS, POOL_MONTHS

SOURCE = Path(__file__).resolve().parents[1] / "twin" / "peak.c"
PASSES = ("month_of_country", "before_month_of_country", "month_of_blocs", "reading")


def measure(quick: bool) -> Findings:
    """Count the kernel's operations, time it and the peak in turns."""
    count, turns = (4096, 3) if quick else (16_384, 9)
    study, partners = binding().study, len(binding().partners.codes)
    each = member_flops(study.meta.months, partners, len(GAMMAS), len(POOL_MONTHS)) / 1e9
    mixes = by_pass(PASSES)
    rows = [(name, *(str(found[kind]) for kind in KINDS), str(flops(found))) for name, found in mixes.items()]
    note = (
        f"Once a month and member, `month_of_country` for each of {partners} partners; a whole member takes "
        f"{each * 1e3:.2f} million flops. Flops are sums, products and quotients, with `exp` and `log` as the "
        "polynomials they are; a quotient counts as one and costs several times as much. Choices (minimum, maximum, "
        "where, comparisons), loads and the random words are work that this count leaves out."
    )
    tables = [Table("What a month asks for", ("pass", *KINDS, "flops"), rows, note)]
    running, pieces = engine(), blocks(count)
    with tempfile.TemporaryDirectory() as folder:
        try:
            peak = _peak(Path(folder))
        except Unmeasured as why:
            peak, reason = None, str(why)
        subjects = {"kernel": (lambda: run_all(running, pieces, 1), count * each)}
        if peak is not None:
            subjects["peak"] = peak
        times = take_turns(subjects, turns)
    figures = {
        "kernel_gflops": times["kernel"].rate(),
        "flops_per_country_month": Finding(float(flops(mixes["month_of_country"]))),
    }
    if peak is None:
        nothing = Finding(None, reason=reason)
        return Findings({**figures, "fma_peak_gflops": nothing, "share_of_fma_peak": nothing}, tables)
    fast, own = times["peak"], times["kernel"]
    figures["fma_peak_gflops"] = fast.rate()
    figures["share_of_fma_peak"] = spread((own.work / own.seconds) / (fast.work / fast.seconds))
    return Findings(figures, tables)


def _peak(folder: Path) -> tuple[object, float]:
    """A call that does nothing but fused multiply-adds, and its work in billions. Raises Unmeasured."""
    library = folder / "peak.so"
    for compiler, _ in compilers():
        command = [compiler, *OPTIONS, "-o", str(library), str(SOURCE)]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            break
    else:
        raise Unmeasured("no compiler for C is installed")
    run = ctypes.CDLL(str(library)).peak
    run.restype = ctypes.c_double
    run.argtypes = [ctypes.c_long, ctypes.c_float, ctypes.c_float, ctypes.c_void_p]
    left = ctypes.c_float()
    turns = 10_000_000
    return (lambda: run(turns, 0.5, 1.0, ctypes.byref(left))), run(turns, 0.5, 1.0, ctypes.byref(left)) / 1e9
