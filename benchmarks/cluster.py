"""A PostgreSQL cluster to throw away: in a folder of its own, on this machine alone, as a user without rights."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt")
OWNERS = ("postgres", "nobody")  # the server refuses to run as root
PROGRAMS = ("initdb", "pg_ctl", "createdb")
NAME = "desk"


def binaries() -> Path | None:
    """The folder of the newest server on this machine; None where there is none."""
    found = [path.parent for place in PLACES for path in Path(place).glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    whole = [folder for folder in found if all((folder / name).exists() for name in PROGRAMS)]
    return max(whole, key=lambda folder: folder.parent.name, default=None)


class Cluster:
    """A running server with no database but its own; `stop` removes every trace."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="fourfutures-postgres-"))
        self.owner = _owner()
        if self.owner is not None:
            shutil.chown(self.folder, self.owner)
        self.data = self.folder / "data"
        self._run(
            "initdb",
            "--auth=trust",
            f"--username={NAME}",
            "--encoding=UTF8",
            "--no-sync",
            f"--pgdata={self.data}",
        )
        self.port = _free_port()
        self.start()

    def start(self) -> None:
        """Start the server, also after a crash, and wait until it answers."""
        settings = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run(
            "pg_ctl",
            "--wait",
            f"--pgdata={self.data}",
            f"--log={self.folder / 'log'}",
            f"--options={settings}",
            "start",
        )

    def crash(self) -> None:
        """End the server and all that it started as a power cut would, and clear the note that it runs."""
        note = self.data / "postmaster.pid"
        pid = int(note.read_text().split()[0])
        os.kill(pid, signal.SIGSTOP)  # it starts nothing more
        children = Path(f"/proc/{pid}/task/{pid}/children")
        pids = [pid, *(int(child) for child in children.read_text().split())] if children.exists() else [pid]
        for one in pids:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        while any(_lives(one) for one in pids):
            time.sleep(0.01)
        for left in (
            note,
            *self.folder.glob(".s.PGSQL.*"),
        ):  # a dead server that nobody has buried seems to run
            left.unlink(missing_ok=True)

    def database(self, name: str) -> str:
        """The address of a new, empty database."""
        self._run("createdb", f"--host={self.folder}", f"--port={self.port}", f"--username={NAME}", name)
        return f"postgresql://{NAME}@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        try:
            if (self.data / "postmaster.pid").exists():
                self._run("pg_ctl", "--mode=immediate", f"--pgdata={self.data}", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(
            command, user=self.owner, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
        if done.returncode:
            log = self.folder / "log"
            said = log.read_text()[-600:] if log.exists() else ""
            raise RuntimeError(f"{program}: {done.stderr.strip()}\n{said}")


def _lives(pid: int) -> bool:
    """Whether a process still does anything; one that nobody has buried does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def _owner() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in OWNERS if name in names)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
