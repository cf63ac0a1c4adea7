"""Size on disk of a fresh install."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.findings import Finding, Findings, Table, Unmeasured, digits

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ("pip", "setuptools", "wheel")  # what a new environment has before anything is installed
SHOWN = 8


def measure(quick: bool) -> Findings:
    """Install into a new environment and weigh what is there."""
    if quick:
        raise Unmeasured("left out with --quick: an install takes a minute")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "environment"
        _run([sys.executable, "-m", "venv", str(home)])
        python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT)])
        sizes = _sizes(home)
    total = sum(sizes.values())
    rows = [(name, digits(size / 1e6)) for name, size in sizes.most_common(SHOWN)]
    tables = [Table("The largest parts of an install", ("part", "MB"), rows)]
    return Findings({"install_mb": Finding(total / 1e6)}, tables)


def _sizes(home: Path) -> Counter[str]:
    """Bytes on disk by package; what belongs to none counts under the environment."""
    packages = next(home.rglob("site-packages"))
    found: Counter[str] = Counter()
    for path in home.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        inside = path.relative_to(packages).parts[0] if path.is_relative_to(packages) else "environment"
        name = inside.split("-")[0].removesuffix(".libs").removesuffix(".py")
        if name not in INSTALLER:
            stat = path.stat()
            found[name] += stat.st_blocks * 512 if hasattr(stat, "st_blocks") else stat.st_size
    return found


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unmeasured(
            f"`{' '.join(command[1:3])}` failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"
        )
