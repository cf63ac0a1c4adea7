"""Arithmetic for the lanes of a tile: exp, log, selection, normals and random words that a compiler can vectorise.

No library gives these as vector code here, and a call per lane would stop vectorisation, so they are short polynomials
in single precision. The tests state their errors against double precision.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

from fourfutures.ensemble.kernel.vectors import widen

widen()  # before the first function is declared

OPTIONS: dict[str, Any] = {"error_model": "numpy", "fastmath": {"contract"}, "nogil": True}
INLINE: dict[str, Any] = {**OPTIONS, "forceinline": True}

F = np.float32
LOG2_E = F(1.4426950408889634)
LN2_HIGH, LN2_LOW = F(0.693359375), F(-2.12194440e-4)  # the high part has few bits: its multiples are exact
ROUND = F(12582912.0)  # 1.5 x 2^23: adding it rounds to a whole number that stands in the low bits
LEAST, MOST = F(-87.0), F(88.0)  # of exp, in single precision
ONE, TWO, HALF, ZERO, THREE, FIVE = F(1.0), F(2.0), F(0.5), F(0.0), F(3.0), F(5.0)
TWO_AND_A_HALF, CELL, HALF_CELL = F(2.5), F(2.0**-23), F(2.0**-24)
ROOT_2 = F(math.sqrt(2.0))
UNKNOWN = F(math.nan)
# exp(r) = 1 + r + r^2 P(r) for |r| <= ln 2 / 2: relative error 3e-9 (our minimax fit, before rounding).
E2, E3, E4, E5, E6 = (
    F(0.49999993432099016),
    F(0.16666520398846793),
    F(0.04166839078967906),
    F(0.008368745127099491),
    F(0.0013814539878569995),
)
# log(1 + f) = f - f^2 / 2 + f^3 Q(f) between the roots of 1/2 and 2: relative error 6e-9 (our minimax fit).
L0, L1, L2, L3 = (
    F(0.33333331657653553),
    F(-0.2500082271516999),
    F(0.2000123337287897),
    F(-0.16623298321834593),
)
L4, L5, L6, L7 = (
    F(0.14201553298163402),
    F(-0.13160583222476602),
    F(0.12763325637971426),
    F(-0.0763565139142738),
)
# Inverse error function in single precision, Giles 2012, GPU Computing Gems, ch. 10.
G0, G1, G2, G3, G4 = (
    F(2.81022636e-08),
    F(3.43273939e-07),
    F(-3.5233877e-06),
    F(-4.39150654e-06),
    F(0.00021858087),
)
G5, G6, G7, G8 = F(-0.00125372503), F(-0.00417768164), F(0.246640727), F(1.50140941)
T0, T1, T2, T3, T4 = (
    F(-0.000200214257),
    F(0.000100950558),
    F(0.00134934322),
    F(-0.00367342844),
    F(0.00573950773),
)
T5, T6, T7, T8 = F(-0.0076224613), F(0.00943887047), F(1.00167406), F(2.83297682)


@intrinsic
def select(typing, condition, this, that):
    """`this` where the condition holds, else `that`, without a branch."""
    return this(condition, this, this), lambda context, builder, signature, a: builder.select(*a)


@intrinsic
def bits(typing, value):
    """Bits of a single-precision number as a word."""
    return types.uint32(types.float32), lambda context, builder, signature, a: builder.bitcast(
        a[0], ir.IntType(32)
    )


@intrinsic
def real(typing, value):
    """A word's bits as a single-precision number."""
    return types.float32(types.uint32), lambda context, builder, signature, a: builder.bitcast(
        a[0], ir.FloatType()
    )


@intrinsic
def whole(typing, value):
    """A word read as a signed whole number, in single precision."""
    return types.float32(types.uint32), lambda context, builder, signature, a: builder.sitofp(
        a[0], ir.FloatType()
    )


@intrinsic
def plus(typing, a, b):
    """Sum of two words, modulo 2^32 (Numba widens to 64 bits, which halves the lanes)."""
    return types.uint32(types.uint32, types.uint32), lambda context, builder, signature, a: builder.add(*a)


@intrinsic
def differ(typing, a, b):
    """Exclusive or of two words."""
    return types.uint32(types.uint32, types.uint32), lambda context, builder, signature, a: builder.xor(*a)


@intrinsic
def both(typing, a, b):
    """Bitwise and of two words."""
    return types.uint32(types.uint32, types.uint32), lambda context, builder, signature, a: builder.and_(*a)


@intrinsic
def down(typing, a, places):
    """A word shifted right, zeros filled in."""
    return types.uint32(types.uint32, types.uint32), lambda context, builder, signature, a: builder.lshr(*a)


@intrinsic
def up(typing, a, places):
    """A word shifted left."""
    return types.uint32(types.uint32, types.uint32), lambda context, builder, signature, a: builder.shl(*a)


@intrinsic
def turn(typing, a, places):
    """A word rotated left."""

    def build(context, builder, signature, a):
        word = ir.IntType(32)
        rotate = builder.module.declare_intrinsic("llvm.fshl", [word], ir.FunctionType(word, [word] * 3))
        return builder.call(rotate, [a[0], a[0], a[1]])

    return types.uint32(types.uint32, types.uint32), build


U = np.uint32
MANTISSA, HALVES, EXPONENT, BIAS = U(0x007FFFFF), U(0x3F000000), U(23), U(127)
ROUND_BITS = U(0xFFFFFFFF - 0x4B400000 + 1)  # minus the bits of ROUND, modulo 2^32
MINUS_126 = U(0xFFFFFFFF - 126 + 1)
PARITY = U(0x1BD11BDA)
R0, R1, R2, R3, R4, R5, R6, R7 = U(13), U(15), U(26), U(6), U(17), U(29), U(16), U(24)
N1, N2, N3, N4, N5, NINE = U(1), U(2), U(3), U(4), U(5), U(9)


@njit(**INLINE)
def minimum(a, b):
    """The smaller of two numbers; unknown if the first is."""
    return select(b < a, b, a)


@njit(**INLINE)
def maximum(a, b):
    """The larger of two numbers; unknown if the first is."""
    return select(b > a, b, a)


@njit(**INLINE)
def where(condition, this, that):
    """`this` where the condition holds, else `that`."""
    return select(condition, this, that)


@njit(**INLINE)
def exp(x):
    """Exponential; exactly 1 at 0."""
    x = maximum(minimum(x, MOST), LEAST)
    shifted = x * LOG2_E + ROUND
    octaves = shifted - ROUND
    r = x - octaves * LN2_HIGH
    r = r - octaves * LN2_LOW
    tail = (((E6 * r + E5) * r + E4) * r + E3) * r + E2
    scale = real(up(plus(plus(bits(shifted), ROUND_BITS), BIAS), EXPONENT))
    return (tail * (r * r) + r + ONE) * scale


@njit(**INLINE)
def log(x):
    """Natural logarithm; unknown for numbers that are not positive."""
    word = bits(x)
    octaves = plus(down(word, EXPONENT), MINUS_126)
    m = real(plus(both(word, MANTISSA), HALVES))  # in [1/2, 1)
    low = m < HALF * ROOT_2
    f = select(low, m + m, m) - ONE
    k = whole(octaves) - select(low, ONE, ZERO)
    q = ((((((L7 * f + L6) * f + L5) * f + L4) * f + L3) * f + L2) * f + L1) * f + L0
    square = f * f
    tail = q * f * square + k * LN2_LOW - HALF * square
    return select(x > ZERO, f + tail + k * LN2_HIGH, UNKNOWN)


@njit(**INLINE)
def uniform(word):
    """Uniform in (0, 1): the middle of one of 2^23 equal cells."""
    return whole(down(word, NINE)) * CELL + HALF_CELL


@njit(**INLINE)
def normal(u):
    """Standard normal value with distribution function u."""
    x = TWO * u - ONE
    w = -log((ONE - x) * (ONE + x))
    c = w - TWO_AND_A_HALF
    central = (((((((G0 * c + G1) * c + G2) * c + G3) * c + G4) * c + G5) * c + G6) * c + G7) * c + G8
    d = np.sqrt(maximum(w, ZERO)) - THREE
    outer = (((((((T0 * d + T1) * d + T2) * d + T3) * d + T4) * d + T5) * d + T6) * d + T7) * d + T8
    return ROOT_2 * x * select(w < FIVE, central, outer)


@njit(**INLINE)
def words(key_0, key_1, counter_0, counter_1):
    """Twenty rounds of threefry2x32 (Salmon et al. 2011): two random words for a key and a counter."""
    key_2 = differ(differ(key_0, key_1), PARITY)
    x, y = plus(counter_0, key_0), plus(counter_1, key_1)
    x, y = _four(x, y, R0, R1, R2, R3)
    x, y = plus(x, key_1), plus(plus(y, key_2), N1)
    x, y = _four(x, y, R4, R5, R6, R7)
    x, y = plus(x, key_2), plus(plus(y, key_0), N2)
    x, y = _four(x, y, R0, R1, R2, R3)
    x, y = plus(x, key_0), plus(plus(y, key_1), N3)
    x, y = _four(x, y, R4, R5, R6, R7)
    x, y = plus(x, key_1), plus(plus(y, key_2), N4)
    x, y = _four(x, y, R0, R1, R2, R3)
    return plus(x, key_2), plus(plus(y, key_0), N5)


@njit(**INLINE)
def _four(x, y, a, b, c, d):
    x = plus(x, y)
    y = differ(turn(y, a), x)
    x = plus(x, y)
    y = differ(turn(y, b), x)
    x = plus(x, y)
    y = differ(turn(y, c), x)
    x = plus(x, y)
    y = differ(turn(y, d), x)
    return x, y


# Double precision, for the parameters of a member: drawn once, so their cost does not matter and their tails do.


@intrinsic
def long_bits(typing, value):
    """Bits of a double-precision number as a signed whole number."""
    return types.int64(types.float64), lambda context, builder, signature, a: builder.bitcast(
        a[0], ir.IntType(64)
    )


@intrinsic
def long_real(typing, value):
    """A signed whole number's bits as a double-precision number."""
    return types.float64(types.int64), lambda context, builder, signature, a: builder.bitcast(
        a[0], ir.DoubleType()
    )


LONG_ROUND = 6755399441055744.0  # 1.5 x 2^52
LONG_ROUND_BITS = 0x4338000000000000
LONG_MANTISSA, LONG_HALF = 0x000FFFFFFFFFFFFF, 0x3FE0000000000000


@njit(**INLINE)
def long_exp(x):
    """Exponential in double precision, by its power series on half an octave."""
    x = select(x > 700.0, 700.0, select(x < -700.0, -700.0, x))
    shifted = x * 1.4426950408889634 + LONG_ROUND
    octaves = shifted - LONG_ROUND
    r = (x - octaves * 0.6931471803691238) - octaves * 1.9082149292705877e-10
    s = 1.0
    for k in range(13, 0, -1):
        s = 1.0 + s * r / k
    return s * long_real((long_bits(shifted) - LONG_ROUND_BITS + 1023) << 52)


@njit(**INLINE)
def long_log(x):
    """Natural logarithm in double precision of a positive number, by the series of the inverse hyperbolic tangent."""
    word = long_bits(x)
    m = long_real((word & LONG_MANTISSA) | LONG_HALF)
    low = m < 0.7071067811865476
    k = np.float64((word >> 52) - 1022) - select(low, 1.0, 0.0)
    f = select(low, m + m, m) - 1.0
    s = f / (2.0 + f)
    q = s * s
    t = 0.0
    for n in range(21, 1, -2):
        t = (t + 1.0 / n) * q
    return k * 0.6931471805599453 + 2.0 * s * (1.0 + t)


# Algorithm AS 241, Wichura 1988; its far tail lies beyond the reach of uniforms of 23 bits.
A0, A1, A2, A3 = (
    3.3871328727963666080e0,
    1.3314166789178437745e2,
    1.9715909503065514427e3,
    1.3731693765509461125e4,
)
A4, A5, A6, A7 = (
    4.5921953931549871457e4,
    6.7265770927008700853e4,
    3.3430575583588128105e4,
    2.5090809287301226727e3,
)
B1, B2, B3, B4 = (
    4.2313330701600911252e1,
    6.8718700749205790830e2,
    5.3941960214247511077e3,
    2.1213794301586595867e4,
)
B5, B6, B7 = 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3
C0, C1, C2, C3 = (
    1.42343711074968357734e0,
    4.63033784615654529590e0,
    5.76949722146069140550e0,
    3.64784832476320460504e0,
)
C4, C5, C6, C7 = (
    1.27045825245236838258e0,
    2.41780725177450611770e-1,
    2.27238449892691845833e-2,
    7.74545014278341407640e-4,
)
D1, D2, D3, D4 = (
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
)
D5, D6, D7 = 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9


@njit(**INLINE)
def long_distribution(value):
    """Distribution function of a standard normal, in double precision: only members that a guide moves need it."""
    return 0.5 * math.erfc(value * -0.7071067811865476)


@njit(**INLINE)
def long_normal(u):
    """Standard normal value with distribution function u, in double precision, for u and 1 - u above 1e-10."""
    q = u - 0.5
    size = select(q < 0.0, -q, q)
    r = 0.180625 - size * size
    above = ((((((A7 * r + A6) * r + A5) * r + A4) * r + A3) * r + A2) * r + A1) * r + A0
    below = ((((((B7 * r + B6) * r + B5) * r + B4) * r + B3) * r + B2) * r + B1) * r + 1.0
    tail = select(q < 0.0, u, 1.0 - u)
    s = np.sqrt(-long_log(tail)) - 1.6
    over = ((((((C7 * s + C6) * s + C5) * s + C4) * s + C3) * s + C2) * s + C1) * s + C0
    under = ((((((D7 * s + D6) * s + D5) * s + D4) * s + D3) * s + D2) * s + D1) * s + 1.0
    outer = over / under
    return select(size <= 0.425, q * (above / below), select(q < 0.0, -outer, outer))
