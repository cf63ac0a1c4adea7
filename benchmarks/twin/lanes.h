/* Arithmetic for the lanes of a tile, as src/fourfutures/ensemble/kernel/lanes.py has it. Constants come from there. */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static inline uint32_t bits(float x) { uint32_t word; memcpy(&word, &x, 4); return word; }
static inline float real(uint32_t word) { float x; memcpy(&x, &word, 4); return x; }
static inline int64_t long_bits(double x) { int64_t word; memcpy(&word, &x, 8); return word; }
static inline double long_real(int64_t word) { double x; memcpy(&x, &word, 8); return x; }
static inline uint32_t turn(uint32_t word, uint32_t places) { return word << places | word >> (32 - places); }

static inline float where(bool condition, float this, float that) { return condition ? this : that; }
static inline float minimum(float a, float b) { return b < a ? b : a; }
static inline float maximum(float a, float b) { return b > a ? b : a; }

static inline float own_exp(float x)
{
    x = maximum(minimum(x, MOST), LEAST);
    float shifted = x * LOG2_E + ROUND;
    float octaves = shifted - ROUND;
    float r = x - octaves * LN2_HIGH;
    r = r - octaves * LN2_LOW;
    float tail = (((E6 * r + E5) * r + E4) * r + E3) * r + E2;
    float scale = real((bits(shifted) + ROUND_BITS + BIAS) << EXPONENT);
    return (tail * (r * r) + r + ONE) * scale;
}

static inline float own_log(float x)
{
    uint32_t word = bits(x);
    float m = real((word & MANTISSA) + HALVES); /* in [1/2, 1) */
    bool low = m < HALF * ROOT_2;
    float f = (low ? m + m : m) - ONE;
    float k = (float)(int32_t)((word >> EXPONENT) + MINUS_126) - (low ? ONE : ZERO);
    float q = ((((((L7 * f + L6) * f + L5) * f + L4) * f + L3) * f + L2) * f + L1) * f + L0;
    float square = f * f;
    float tail = q * f * square + k * LN2_LOW - HALF * square;
    float found = f + tail + k * LN2_HIGH;
    return x > ZERO ? found : UNKNOWN;
}

static inline float uniform(uint32_t word) { return (float)(int32_t)(word >> NINE) * CELL + HALF_CELL; }

static inline float normal(float u)
{
    float x = TWO * u - ONE;
    float w = -own_log((ONE - x) * (ONE + x));
    float c = w - TWO_AND_A_HALF;
    float central = (((((((G0 * c + G1) * c + G2) * c + G3) * c + G4) * c + G5) * c + G6) * c + G7) * c + G8;
    float d = sqrtf(maximum(w, ZERO)) - THREE;
    float outer = (((((((T0 * d + T1) * d + T2) * d + T3) * d + T4) * d + T5) * d + T6) * d + T7) * d + T8;
    return ROOT_2 * x * (w < FIVE ? central : outer);
}

struct pair { uint32_t one, two; };

#define FOUR(a, b, c, d) \
    x += y; y = turn(y, a) ^ x; x += y; y = turn(y, b) ^ x; x += y; y = turn(y, c) ^ x; x += y; y = turn(y, d) ^ x

static inline struct pair words(uint32_t key_0, uint32_t key_1, uint32_t counter_0, uint32_t counter_1)
{
    uint32_t key_2 = key_0 ^ key_1 ^ PARITY, x = counter_0 + key_0, y = counter_1 + key_1;
    FOUR(R0, R1, R2, R3); x += key_1; y += key_2 + N1;
    FOUR(R4, R5, R6, R7); x += key_2; y += key_0 + N2;
    FOUR(R0, R1, R2, R3); x += key_0; y += key_1 + N3;
    FOUR(R4, R5, R6, R7); x += key_1; y += key_2 + N4;
    FOUR(R0, R1, R2, R3);
    return (struct pair){x + key_2, y + key_0 + N5};
}

static inline double long_exp(double x)
{
    x = x > 700.0 ? 700.0 : x < -700.0 ? -700.0 : x;
    double shifted = x * 1.4426950408889634 + LONG_ROUND;
    double octaves = shifted - LONG_ROUND;
    double r = (x - octaves * 0.6931471803691238) - octaves * 1.9082149292705877e-10;
    double s = 1.0;
    for (int k = 13; k > 0; k--) s = 1.0 + s * r / k;
    return s * long_real((int64_t)((uint64_t)(long_bits(shifted) - LONG_ROUND_BITS + 1023) << 52));
}

static inline double long_log(double x)
{
    int64_t word = long_bits(x);
    double m = long_real((word & LONG_MANTISSA) | LONG_HALF);
    bool low = m < 0.7071067811865476;
    double k = (double)((word >> 52) - 1022) - (low ? 1.0 : 0.0);
    double f = (low ? m + m : m) - 1.0;
    double s = f / (2.0 + f), q = s * s, t = 0.0;
    for (int n = 21; n > 1; n -= 2) t = (t + 1.0 / n) * q;
    return k * 0.6931471805599453 + 2.0 * s * (1.0 + t);
}

static inline double long_normal(double u)
{
    double q = u - 0.5, size = q < 0.0 ? -q : q;
    double r = 0.180625 - size * size;
    double above = ((((((A7 * r + A6) * r + A5) * r + A4) * r + A3) * r + A2) * r + A1) * r + A0;
    double below = ((((((B7 * r + B6) * r + B5) * r + B4) * r + B3) * r + B2) * r + B1) * r + 1.0;
    double s = sqrt(-long_log(q < 0.0 ? u : 1.0 - u)) - 1.6;
    double over = ((((((C7 * s + C6) * s + C5) * s + C4) * s + C3) * s + C2) * s + C1) * s + C0;
    double under = ((((((D7 * s + D6) * s + D5) * s + D4) * s + D3) * s + D2) * s + D1) * s + 1.0;
    double outer = over / under;
    return size <= 0.425 ? q * (above / below) : q < 0.0 ? -outer : outer;
}
