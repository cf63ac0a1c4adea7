"""One number for the outputs of some members: `python -m benchmarks.digest --threads 2 --block 1000`."""

from __future__ import annotations

import argparse
import hashlib
import sys

import numpy as np

from benchmarks.subjects import blocks, engine
from fourfutures.ensemble import Engine, Threads

COUNT = 4096
LEVERS = ("export_control=0.5", "us_permitting=1", "partner_sovereign.IND=1@2026-09")


def digest(running: Engine, threads: int, block: int, count: int = COUNT) -> str:
    """Sixteen digits of the hash over every month, end, partner and draw of members 0 .. count-1."""
    parts = list(Threads(threads).each(lambda ids: running.run(ids, fans=True), blocks(count, block)))
    whole = hashlib.sha256()
    for arrays in zip(*((p.monthly, p.ends, p.fans, p.values) for p in parts), strict=True):
        whole.update(np.ascontiguousarray(np.concatenate(arrays, axis=-1)).tobytes())
    return whole.hexdigest()[:16]


def main() -> int:
    """Print the digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--block", type=int, default=1024)
    parser.add_argument("--members", type=int, default=COUNT)
    asked = parser.parse_args()
    print(digest(engine(LEVERS), asked.threads, asked.block, asked.members))
    return 0


if __name__ == "__main__":
    sys.exit(main())
