"""Writers of a ledger killed at any moment, again and again: what was acknowledged must be there, and nothing in halves.

    python -m benchmarks.kills --kills 200                  SQLite
    python -m benchmarks.kills --kills 200 --postgres       a PostgreSQL server of its own, itself killed now and then

Each round two processes write at once, each entry of theirs a document with its sentences, or a decision. Both are killed
with SIGKILL at a random moment. A process ended so loses nothing that the system holds, so a power cut is not tried here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.cluster import Cluster, binaries
from fourfutures.evidence import Desk, Document, Ledger, Proposal, Standing, Terms, fold

WRITERS = 2
SENTENCES = 3
LONGEST = 0.08  # seconds that a writer lives after its first word
CRASH_EVERY = 10  # rounds, of a server


def write(place: str, name: str, out: int) -> None:
    """Write documents and decisions for ever, telling of each entry once it is on the disk."""
    ledger, number = Ledger(place), 0
    desk = Desk(ledger)
    while True:
        number += 1
        key = f"{name}-{number}"
        text = " ".join(f"Sentence {at} of {key}." for at in range(SENTENCES))
        document = Document(
            id=key, title=None, lang="en", published=date(2026, 6, 15), publisher=None, author=None, url=None, text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )  # fmt: skip
        sentences = [
            Proposal(
                id=f"{key}-{at}", document_id=key, sentence=f"Sentence {at} of {key}.", indicator="us_capex", actor="USA",
                direction="US", strength=2, quantity=None, unit=None, date=None, confidence=0.5,
            )
            for at in range(SENTENCES)
        ]  # fmt: skip
        for entry in ledger.add([document], sentences).entries:
            _tell(out, entry.number, entry.digest)
        entry = desk.accept(f"{key}-0", _terms, f"writer {name}", "as it stands")
        _tell(out, entry.number, entry.digest)


def _terms(one: Standing) -> Terms:
    return Terms(
        study="ai-2027", indicator="us_capex", actor="USA", direction="US", strength=2, grade="B2", dated=date(2026, 6, 15),
        likelihood_ratio=None, predicate=None, expires=date(2027, 6, 30), on=date(2026, 6, 20),
    )  # fmt: skip


def _tell(out: int, number: int, digest: str) -> None:
    os.write(out, f"{number} {digest}\n".encode())


class Told:
    """What writers said was on the disk."""

    def __init__(self) -> None:
        self.entries: dict[int, str] = {}
        self.refused = 0  # writers that ended by themselves

    def hear(self, pipe: int) -> None:
        """Read what a writer said before it ended; a line cut short was never said."""
        said = b""
        while part := os.read(pipe, 65536):
            said += part
        os.close(pipe)
        for line in said.split(b"\n")[:-1]:
            number, digest = line.split()
            self.entries[int(number)] = digest.decode()


def kill_round(place: str, names: list[str], chance: random.Random, told: Told) -> int:
    """Let writers write at once, kill each at a random moment; returns how many."""
    running = []
    for name in names:
        read, out = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(read)
                write(place, name, out)
            finally:
                os._exit(1)
        os.close(out)
        running.append((pid, read))
    for pid, pipe in running:
        select.select([pipe], [], [], 10.0)
        time.sleep(chance.random() * LONGEST)
        os.kill(pid, signal.SIGKILL)
    for pid, pipe in running:
        _, status = os.waitpid(pid, 0)
        told.refused += not os.WIFSIGNALED(status)
        told.hear(pipe)
    return len(running)


def judge(place: str, told: Told) -> dict[str, object]:
    """What became of what was said: entries lost, documents without their sentences, whether the chain holds."""
    account = Ledger(place).read()
    there = {entry.number: entry.digest for entry in account.entries}
    sentences: dict[str, int] = {}
    for entry in account.entries:
        if entry.kind == "document":
            sentences[entry.content["document"]["id"]] = 0
        elif entry.kind == "proposal":
            sentences[entry.content["proposal"]["document_id"]] += 1
    fold(account.entries)
    return {
        "acknowledged": len(told.entries),
        "entries": len(there),
        "refused": told.refused,
        "lost": sum(there.get(number) != digest for number, digest in told.entries.items()),
        "halves": sum(count != SENTENCES for count in sentences.values()),
        "chain_holds": not account.problems,
    }


def main(arguments: list[str]) -> int:
    """Kill, judge, tell; 1 if anything was lost."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--postgres", action="store_true")
    asked = options.parse_args(arguments)
    cluster = None
    if asked.postgres:
        programs = binaries()
        if programs is None:
            print("no PostgreSQL server on this machine", file=sys.stderr)
            return 1
        cluster = Cluster(programs)
    chance, told, kills, crashes, rounds = random.Random(asked.seed), Told(), 0, 0, 0
    try:
        with tempfile.TemporaryDirectory() as folder:
            place = cluster.database("kills") if cluster else str(Path(folder) / "evidence.sqlite")
            Ledger(place).add([], [])  # the table, so that the first round writes at once
            while kills < asked.kills:
                rounds += 1
                kills += kill_round(place, [f"{rounds}-{at}" for at in range(WRITERS)], chance, told)
                if cluster and rounds % CRASH_EVERY == 0:
                    cluster.crash()
                    cluster.start()
                    crashes += 1
            found = judge(place, told)
    finally:
        if cluster:
            cluster.stop()
    store = "PostgreSQL" if cluster else "SQLite"
    print(json.dumps({"store": store, "kills": kills, "server_crashes": crashes, **found}))
    return 0 if found["chain_holds"] and not (found["lost"] or found["halves"] or found["refused"]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
