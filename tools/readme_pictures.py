"""Write docs/images/quadrant.*.svg: the map of outcomes of a default run, as the readmes show it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import fourfutures

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"


def main() -> None:
    """Make the run of `fourfutures run` and take its picture in both languages."""
    with tempfile.TemporaryDirectory() as out:
        folder = fourfutures.run(out=out).folder
        for lang in ("en", "zh"):
            name = f"quadrant.{lang}.svg"
            shutil.copyfile(folder / "charts" / name, IMAGES / name)
            print(IMAGES / name)


if __name__ == "__main__":
    main()
