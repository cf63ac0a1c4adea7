"""Dependence: what partners lose while a supplier withholds layers of its stack, and what that costs the supplier.

A stress test with ranges: public, aggregate, defensive. It is no forecast and says nothing of anyone's intentions.
"""

from __future__ import annotations

from fourfutures.analysis.dependence.contract import SwitchoffDocument, switchoff_schema
from fourfutures.analysis.dependence.document import dependency_of, switchoff, switchoff_of_run
from fourfutures.analysis.dependence.standing import Standing, of_run
from fourfutures.analysis.dependence.withdrawal import Withdrawal

__all__ = [
    "Standing",
    "SwitchoffDocument",
    "Withdrawal",
    "dependency_of",
    "of_run",
    "switchoff",
    "switchoff_of_run",
    "switchoff_schema",
]
