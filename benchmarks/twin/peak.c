/* Fused multiply-adds that wait for nothing: as many as a core can start. */

#if defined(__AVX512F__)
#define WIDTH 64
#elif defined(__AVX__)
#define WIDTH 32
#else
#define WIDTH 16
#endif
#define CHAINS 12 /* enough to hide the latency of two units, few enough to stay in registers */

typedef float vector __attribute__((vector_size(WIDTH)));

/* Floating-point operations of `turns` rounds over all chains. */
double peak(long turns, float factor, float term, float *left)
{
    vector chains[CHAINS], scale = {0}, shift = {0};
    scale += factor;
    shift += term;
    for (int k = 0; k < CHAINS; k++) chains[k] = shift + (float)k;
    for (long turn = 0; turn < turns; turn++)
#pragma GCC unroll 12
        for (int k = 0; k < CHAINS; k++) chains[k] = chains[k] * scale + shift;
    vector sum = {0};
    for (int k = 0; k < CHAINS; k++) sum += chains[k];
    *left = sum[0];
    return 2.0 * turns * CHAINS * (WIDTH / sizeof(float));
}
