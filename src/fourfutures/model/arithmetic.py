"""The free names of the equations: `exp`, `log`, `minimum`, `maximum`, `where`.

Every equation of this room is written with these five names and with + - * / only, on scalars. This module binds
them to NumPy, which makes each equation work on arrays of members as it stands: the float64 oracle. A compiled
kernel or another array library binds other functions to the same names, on the same sources.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Number: TypeAlias = float | NDArray[np.float64]

exp = np.exp
log = np.log
minimum = np.minimum
maximum = np.maximum
where = np.where

__all__ = ["Number", "exp", "log", "maximum", "minimum", "where"]
