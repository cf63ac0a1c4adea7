"""`python -m fourfutures`."""

from __future__ import annotations

from fourfutures.cli import main

if __name__ == "__main__":
    main()
