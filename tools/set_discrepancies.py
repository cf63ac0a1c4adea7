"""Work out what the hindcasts' blocks cannot explain, from early origins alone, and print it beside what hindcast.toml says.

Run once, when a target is added or a block changes; the numbers are then copied into studies/ai-2027/hindcast.toml. Later
origins test them, so nothing here may look at one.
"""

from __future__ import annotations

import sys

from fourfutures.analysis import settled_discrepancies
from fourfutures.study import load_study

MEMBERS = 1000


def main(names: list[str]) -> int:
    """Print the numbers of the targets named, or of all that have early origins; 1 if any differs from the file's."""
    study = load_study("ai-2027")
    differs = False
    for name, target in study.hindcast.target.items():
        if target.set_until is None or (names and name not in names):
            continue
        found = settled_discrepancies(study, name, MEMBERS)
        written = dict(target.discrepancy)
        differs |= found != written
        print(f"{name}: {found}" + ("" if found == written else f"  (the file says {written})"))
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
