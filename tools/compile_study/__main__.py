"""Compile the study's tables from a folder of collected data: `python tools/compile_study DATA_FOLDER [STUDY_FOLDER]`.

Facts are carried over with their source; rules and judgements stand in the modules beside this one. The same input gives
the same bytes. Tables of unverified figures are never read.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from cards import collected, compile_sources, with_keys
from deals import compile_deals
from economies import compile_economies
from events import compile_events
from facts import compile_facts
from observations import compile_observations
from series import compile_series
from shares import compile_shares
from tables import Refused, read

from fourfutures.data import seal

HERE = Path(__file__).resolve().parent
STUDY = HERE.parents[1] / "studies" / "ai-2027"
COLLECTED_UNTIL = date(
    2026, 10, 10
)  # nothing stored is younger; a bare year of publication counts up to here


def main(data: Path, study: Path) -> None:
    """All tables, in the order in which they need one another."""
    cards = with_keys(collected(data), HERE)
    world, named = compile_economies(data, read(HERE, "names.csv"), study)
    compile_shares(data, read(study, "entities.csv"), world, named, study)
    compile_deals(data, study)
    compile_events(data, study)
    points = compile_observations(data, study, cards, COLLECTED_UNTIL)
    compile_series(data, study, points, cards, COLLECTED_UNTIL)
    compile_facts(data, study, world, cards, COLLECTED_UNTIL)
    compile_sources(cards, study)
    seal(study)


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit("usage: python tools/compile_study DATA_FOLDER [STUDY_FOLDER]")
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else STUDY)
    except Refused as refusal:
        sys.exit(str(refusal))
