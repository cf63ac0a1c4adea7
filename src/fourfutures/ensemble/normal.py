"""The standard normal distribution: inverse and direct distribution function, in double precision."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

# Coefficients of algorithm AS 241 (PPND16), Wichura 1988, Applied Statistics 37, 477-484: relative accuracy 1e-16.
_CENTRE = (
    (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
     3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3),
)  # fmt: skip
_SHOULDER = (
    (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9),
)  # fmt: skip
_TAIL = (
    (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15),
)  # fmt: skip


def _ratio(coefficients: tuple[tuple[float, ...], tuple[float, ...]], r: Reals) -> Reals:
    above, below = (np.full_like(r, c[-1]) for c in coefficients)
    for a, b in zip(reversed(coefficients[0][:-1]), reversed(coefficients[1][:-1]), strict=True):
        above = above * r + a
        below = below * r + b
    return np.asarray(above / below, dtype=np.float64)


def normal_quantile(uniform: Reals) -> Reals:
    """Standard normal value with distribution function `uniform`, elementwise, for values inside (0, 1)."""
    u = np.asarray(uniform, dtype=np.float64)
    q = u - 0.5
    inner = _ratio(_CENTRE, 0.180625 - np.minimum(np.abs(q), 0.425) ** 2) * q
    r = np.sqrt(-np.log(np.minimum(u, 1.0 - u)))
    outer = np.where(
        r <= 5.0, _ratio(_SHOULDER, np.minimum(r, 5.0) - 1.6), _ratio(_TAIL, np.maximum(r, 5.0) - 5.0)
    )
    return np.where(np.abs(q) <= 0.425, inner, np.sign(q) * outer)


_erfc = np.frompyfunc(math.erfc, 1, 1)


def normal_distribution(value: Reals) -> Reals:
    """Standard normal distribution function, elementwise."""
    return np.asarray(0.5 * _erfc(-np.asarray(value) / math.sqrt(2.0)), dtype=np.float64)
