/* The loops of src/fourfutures/ensemble/kernel/driver.py: tiles of members, months, partners. */

struct tables {
    const uint32_t *members, *prior_keys;
    const int64_t *prior_kind;
    const double *prior_numbers;
    const int64_t *field_prior;
    const double *field_numbers;
    const float *constants, *groups, *table, *weights;
    const uint32_t *error_keys;
    const float *error_numbers;
    const int64_t *deal_rows;
    const float *deal_numbers;
    const uint32_t *shock_keys;
    const float *shock_normal;
    const uint32_t *deal_keys;
    const float *clocks;
    const int64_t *pull_prior;
    const double *pulls, *country_pulls;
    const int64_t *end_months;
    float *monthly, *ends, *fans;
    double *values;
};

struct counts { int64_t members, priors, fields, partners, months, weighings, deals, levers, pulled, country_pulled, ends, fans, values; };

struct room { float *tile, *countries, *own, *later, *later_deal; double *z, *drawn, *strength; };

#define EACH_LANE SIMD for (int lane = 0; lane < LANES; lane++)

static void draw_parameters(const struct tables *t, const struct counts *n, const uint32_t *member, struct room *r)
{
    for (int64_t k = 0; k < n->priors; k++) {
        double *restrict z = r->z + k * LANES, *restrict drawn = r->drawn + k * LANES;
        uint32_t key_0 = t->prior_keys[2 * k], key_1 = t->prior_keys[2 * k + 1];
        EACH_LANE drawn[lane] = (double)uniform(words(key_0, key_1, member[lane], 0).one);
        EACH_LANE z[lane] = long_normal(drawn[lane]);
    }
    for (int64_t k = 0; k < n->priors; k++) {
        const double *numbers = t->prior_numbers + 6 * k;
        double centre = numbers[0], spread = numbers[1], bottom = numbers[2], top = numbers[3];
        int64_t mate = (int64_t)numbers[4], kind = t->prior_kind[k];
        double rho = numbers[5], rest = sqrt(1.0 - rho * rho);
        const double *z = r->z + k * LANES, *drawn = r->drawn + k * LANES;
        double *restrict strength = r->strength + k * LANES;
        bool bounded = mate < 0 && (bottom > 0.0 || top < 1.0);
        if (mate >= 0) {
            const double *other = r->z + mate * LANES;
            EACH_LANE strength[lane] = centre + spread * (rho * other[lane] + rest * z[lane]);
        } else if (bounded) {
            EACH_LANE strength[lane] = centre + spread * long_normal(bottom + (top - bottom) * drawn[lane]);
        } else {
            EACH_LANE strength[lane] = centre + spread * z[lane];
        }
        if (kind == 1) {
            EACH_LANE strength[lane] = long_exp(strength[lane]);
        } else if (kind == 2) {
            EACH_LANE strength[lane] = 1.0 / (1.0 + long_exp(-strength[lane]));
        } else if (kind == 3) {
            EACH_LANE strength[lane] = drawn[lane] > 1.0 - centre ? 1.0 : 0.0;
        }
    }
    for (int64_t k = 0; k < n->fields; k++) {
        float *restrict row = r->tile + (PARAMETERS + k) * LANES;
        int64_t source = t->field_prior[k];
        double number = t->field_numbers[k];
        if (source < 0) {
            EACH_LANE row[lane] = (float)number;
        } else {
            const double *strength = r->strength + source * LANES;
            EACH_LANE row[lane] = (float)(number * strength[lane]);
        }
    }
}

static void clear(float *tile, int64_t row, int64_t count) { memset(tile + row * LANES, 0, count * LANES * sizeof(float)); }

static void begin_building(const struct tables *t, const struct counts *n, int64_t c, float *tile)
{
    float held[4 * LANES] = {0.0f};
    for (int64_t d = 0; d < n->deals; d++) {
        if (t->deal_rows[2 * d] != c) continue;
        deal_under_way(t->deal_numbers[2 * d], t->deal_numbers[2 * d + 1], tile);
        int64_t at = t->deal_rows[2 * d + 1] * LANES;
        for (int i = 0; i < 2 * LANES; i++) held[at + i] += tile[BUILDING * LANES + i];
    }
    memcpy(tile + BUILDING * LANES, held, sizeof held);
}

/* Uniforms of one stream and one step; one call of the generator serves an even step and the odd one after it. */
static void draw(const uint32_t *key, const uint32_t *member, uint32_t half, bool fresh, bool odd,
                 float *restrict row, float *restrict later)
{
    uint32_t key_0 = key[0], key_1 = key[1];
    if (fresh) {
        EACH_LANE {
            struct pair found = words(key_0, key_1, member[lane], half);
            row[lane] = uniform(found.one);
            later[lane] = uniform(found.two);
        }
    }
    if (odd) EACH_LANE row[lane] = later[lane];
}

/* What levers let through one channel: the sum of pulls times each lever's strength. */
static void pull(const struct tables *t, const struct counts *n, const double *pulls, const double *strengths, float *restrict row)
{
    EACH_LANE row[lane] = 0.0f;
    for (int64_t s = 0; s < n->levers; s++) {
        double size = pulls[s];
        if (size == 0.0) continue;
        const double *strength = strengths + t->pull_prior[s] * LANES;
        EACH_LANE row[lane] += (float)(size * strength[lane]);
    }
}

static void leave(const struct tables *t, const struct counts *n, int64_t m, int64_t first, struct room *r)
{
    for (int64_t k = 0; k < N_MONTHLY; k++)
        memcpy(t->monthly + (m * N_MONTHLY + k) * n->members + first, r->tile + (MONTHLY + k) * LANES, LANES * sizeof(float));
    for (int64_t e = 0; e < n->ends; e++) {
        if (t->end_months[e] != m) continue;
        for (int64_t g = 0; g < n->weighings; g++) {
            clear(r->tile, WEIGHTED, 3);
            for (int64_t c = 0; c < n->partners; c++)
                weighted_use(t->weights[g * n->partners + c], r->countries + c * N_COUNTRY * LANES, r->tile);
            for (int64_t k = 0; k < 3; k++)
                memcpy(t->ends + ((e * n->weighings + g) * 3 + k) * n->members + first,
                       r->tile + (WEIGHTED + k) * LANES, LANES * sizeof(float));
        }
    }
    if (n->fans > 0)
        for (int64_t v = 0; v < 4; v++)
            for (int64_t c = 0; c < n->partners; c++)
                memcpy(t->fans + ((m * 4 + v) * n->partners + c) * n->members + first,
                       r->countries + (c * N_COUNTRY + v) * LANES, LANES * sizeof(float));
}

static void run_tile(const struct tables *t, const struct counts *n, int64_t first, struct room *r)
{
    const uint32_t *member = t->members + first;
    float *tile = r->tile;
    int64_t partners = n->partners;
    draw_parameters(t, n, member, r);
    if (n->values > 0)
        for (int64_t k = 0; k < n->priors; k++)
            memcpy(t->values + k * n->members + first, r->strength + k * LANES, LANES * sizeof(double));
    clear(tile, CHANNELS, N_CHANNELS);
    clear(tile, COUNTRY_CHANNELS, N_COUNTRY_CHANNELS);
    clear(tile, SUMS, N_SUMS);
    clear(tile, MEMORY, N_MEMORY);
    start(t->constants, tile);
    for (int64_t c = 0; c < partners; c++) {
        begin_building(t, n, c, tile);
        for (int64_t k = 0; k < N_ERRORS; k++) {
            float centre = t->error_numbers[2 * k], spread = t->error_numbers[2 * k + 1];
            const uint32_t *key = t->error_keys + 2 * (k * partners + c);
            uint32_t key_0 = key[0], key_1 = key[1];
            float *restrict row = tile + (ERRORS + k) * LANES;
            EACH_LANE row[lane] = centre + spread * normal(uniform(words(key_0, key_1, member[lane], 0).one));
        }
        partner_at_origin(t->table, c, r->own + c * N_PARTNER * LANES, r->countries + c * N_COUNTRY * LANES, tile);
    }
    reading(t->constants, t->groups, tile);
    memcpy(tile + ORIGIN_USE_US * LANES, tile + USE_US * LANES, LANES * sizeof(float));
    memcpy(tile + ORIGIN_USE_CN * LANES, tile + USE_CN * LANES, LANES * sizeof(float));
    leave(t, n, 0, first, r);
    for (int64_t m = 1; m <= n->months; m++) {
        uint32_t half = (uint32_t)(m / 2);
        bool fresh = m % 2 == 0 || m == 1, odd = m % 2 == 1;
        const float *clock = t->clocks + 3 * m;
        for (int64_t k = 0; k < N_SHOCKS; k++) {
            float *restrict row = tile + (SHOCKS + k) * LANES, root = t->shock_normal[k];
            draw(t->shock_keys + 2 * k, member, half, fresh, odd, row, r->later + k * LANES);
            if (root > 0.0f) EACH_LANE row[lane] = normal(row[lane]) * root;
        }
        if (n->pulled > 0)
            for (int64_t k = 0; k < N_CHANNELS; k++)
                pull(t, n, t->pulls + (m * N_CHANNELS + k) * n->levers, r->strength, tile + (CHANNELS + k) * LANES);
        int64_t before = m > YEAR ? m - YEAR : 0;
        memcpy(tile + YEAR_AGO * LANES, t->monthly + (before * N_MONTHLY + LOG_STOCK_US) * n->members + first, LANES * sizeof(float));
        memcpy(tile + (YEAR_AGO + 1) * LANES, t->monthly + (before * N_MONTHLY + LOG_STOCK_CN) * n->members + first, LANES * sizeof(float));
        month_of_blocs(t->constants, clock, tile);
        before_month_of_country(t->constants, clock, tile);
        clear(tile, SUMS, N_SUMS);
        for (int64_t c = 0; c < partners; c++) {
            draw(t->deal_keys + 2 * c, member, half, fresh, odd, tile + DEAL * LANES, r->later_deal + c * LANES);
            if (n->country_pulled > 0)
                for (int64_t k = 0; k < N_COUNTRY_CHANNELS; k++)
                    pull(t, n, t->country_pulls + ((m * N_COUNTRY_CHANNELS + k) * partners + c) * n->levers, r->strength,
                         tile + (COUNTRY_CHANNELS + k) * LANES);
            month_of_country(t->constants, clock, t->table, c, r->own + c * N_PARTNER * LANES,
                             r->countries + c * N_COUNTRY * LANES, tile);
        }
        reading(t->constants, t->groups, tile);
        leave(t, n, m, first, r);
    }
}

static void *place(size_t count, size_t size)
{
    size_t bytes = (count * size + 63) / 64 * 64;
    void *found = aligned_alloc(64, bytes);
    if (found) memset(found, 0, bytes);
    return found;
}

/* Run members, a whole number of tiles of them; 0, or 1 where there is no memory. */
int run_members(const struct tables *t, const struct counts *n)
{
    struct room r = {
        place(ROWS * LANES, 4), place(n->partners * N_COUNTRY * LANES, 4), place(n->partners * N_PARTNER * LANES, 4),
        place(N_SHOCKS * LANES, 4), place(n->partners * LANES, 4),
        place(n->priors * LANES, 8), place(n->priors * LANES, 8), place(n->priors * LANES, 8),
    };
    bool fits = r.tile && r.countries && r.own && r.later && r.later_deal && r.z && r.drawn && r.strength;
    for (int64_t first = 0; fits && first < n->members; first += LANES) run_tile(t, n, first, &r);
    free(r.tile); free(r.countries); free(r.own); free(r.later); free(r.later_deal);
    free(r.z); free(r.drawn); free(r.strength);
    return fits ? 0 : 1;
}
