/*
 * Make the tables of core/text/language_*.c from text:
 *
 *   cc -O3 -Iinclude -Icore -o /tmp/make-language core/text/gen/language.c \
 *      core/text/language_char.c core/text/sentence_char.c -lutf8proc -lm
 *   /tmp/make-language FOLDER core/text
 *
 * FOLDER holds LANG.txt files (ISO 639-1 code; one text of any length a line,
 * best first). Ours were made of translations of free software and their
 * manuals, the Universal Declaration of Human Rights and news; about 2-6 MB a
 * language, less where there is no more. Every line trains the model of the
 * script most of it is written in: logistic regression by stochastic gradient
 * descent (AdaGrad) over hashed n-grams, the languages drawn equally often.
 * Weights are then rounded to 57 steps, one printable character each.
 */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/language.h"
#include "text/sentence.h"

#define MAX_LANGUAGES 64
#define EXAMPLES 25000       /* a language and pass */
#define PASSES 4
#define RATE 0.6f
#define FEATURES 3000

typedef struct corpus {
    char code[8];
    char *text;
    size_t n;
    size_t *lines, count;    /* starts of lines, by script */
    unsigned char *scripts;
} corpus;

static corpus all[128];
static size_t languages;
static const struct { lede__script script; const char *name; unsigned bits; size_t columns; } models[LEDE__MODELS] = {
    {LEDE__LATIN, "latin", 14, 64}, {LEDE__CYRILLIC, "cyrillic", 13, 16}, {LEDE__ARABIC, "arabic", 11, 16},
    {LEDE__DEVANAGARI, "devanagari", 11, 16}, {LEDE__ETHIOPIC, "ethiopic", 11, 16},
};
static uint64_t seed = 88172645463325252ull;

static uint32_t rnd(uint32_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)((seed >> 16) % n);
}

static lede__script line_script(const char *s, size_t n)
{
    size_t count[LEDE__SCRIPTS + 1] = {0}, i, len, best = LEDE__SCRIPTS, total = 0;

    for (i = 0; i < n; i += len)
        count[lede__script_of(lede__char_at(s, n, i, &len))]++;
    for (i = 0; i < LEDE__SCRIPTS; i++) {
        total += count[i];
        if (best == LEDE__SCRIPTS || count[i] > count[best])
            best = i;
    }
    return total >= 8 && count[best] * 10 >= total * 8 ? (lede__script)best : LEDE__NO_SCRIPT;
}

static void load(const char *dir, const char *file)
{
    corpus *c = &all[languages];
    char path[1024];
    FILE *f;
    size_t i, start, cap = 0;

    snprintf(path, sizeof path, "%s/%s", dir, file);
    f = fopen(path, "rb");
    if (!f)
        return;
    snprintf(c->code, sizeof c->code, "%.*s", (int)(strlen(file) - 4), file);
    fseek(f, 0, SEEK_END);
    c->n = (size_t)ftell(f);
    rewind(f);
    c->text = malloc(c->n + 1);
    c->n = fread(c->text, 1, c->n, f);
    fclose(f);
    for (i = start = 0; i < c->n; i++) {
        if (c->text[i] != '\n')
            continue;
        if (c->count == cap) {
            cap = cap * 2 + 1024;
            c->lines = realloc(c->lines, cap * sizeof *c->lines);
            c->scripts = realloc(c->scripts, cap);
        }
        c->scripts[c->count] = (unsigned char)line_script(c->text + start, i - start);
        c->lines[c->count++] = start;
        start = i + 1;
    }
    languages++;
}

static size_t features(const char *s, size_t n, unsigned bits, uint32_t *out)
{
    lede__grams g = {{' ', ' ', ' ', ' '}, 0, 0};
    uint32_t h[5];
    size_t i = 0, count = 0, k, got;

    while (i < n && count + 10 < FEATURES) {
        got = lede__gram_step(&g, lede__gram_char(s, n, &i), h);
        for (k = 0; k < got; k++)
            out[count++] = h[k] >> (32 - bits);
    }
    got = lede__gram_step(&g, ' ', h);
    for (k = 0; k < got; k++)
        out[count++] = h[k] >> (32 - bits);
    return count;
}

/* A piece of a line: short ones teach as much as long ones. */
static void piece(const corpus *c, size_t line, const char **s, size_t *n)
{
    size_t start = c->lines[line], end = line + 1 < c->count ? c->lines[line + 1] - 1 : c->n, want = 20 + rnd(160);

    if (end - start > want) {
        start += rnd((uint32_t)(end - start - want + 1));
        while (start < end && c->text[start] != ' ' && (c->text[start] & 0xC0) == 0x80)
            start++;
        if (start + want < end)
            end = start + want;
    }
    *s = c->text + start;
    *n = end - start;
}

static void write_part(const char *out, const char *name, size_t part, size_t rows, size_t columns, size_t count, const float *w, float step)
{
    char path[1024];
    FILE *f;
    size_t i, k;

    snprintf(path, sizeof path, "%s/language_%s_%zu.c", out, name, part);
    f = fopen(path, "wb");
    fprintf(f, "/* Weights of the language model; made by core/text/gen/language.c. */\n"
               "extern const char lede__language_%s_%zu[%zu][%zu];\n\nconst char lede__language_%s_%zu[%zu][%zu] = {\n", name, part, rows, columns + 1, name, part, rows, columns + 1);
    for (i = 0; i < rows; i++) {
        fputc('"', f);
        for (k = 0; k < columns; k++) {
            long v = k < count ? lroundf(w[i * MAX_LANGUAGES + k] / step) : 0;
            int c = LEDE__ZERO + (int)(v > LEDE__STEPS ? LEDE__STEPS : v < -LEDE__STEPS ? -LEDE__STEPS : v);

            fputs(c == '?' ? "\\" : "", f);   /* so that no trigraph comes about */
            fputc(c, f);
        }
        fputs("\",\n", f);
    }
    fputs("};\n", f);
    fclose(f);
}

typedef struct model {
    float *w, *g;
    size_t count;
    const corpus *langs[MAX_LANGUAGES];
    size_t *lines[MAX_LANGUAGES], line_count[MAX_LANGUAGES];
} model;

static void choose(model *m, lede__script script)
{
    size_t i, k;

    for (i = 0; i < languages; i++) {
        size_t n = 0;

        for (k = 0; k < all[i].count; k++)
            n += all[i].scripts[k] == script;
        if (n < 60 || n * 10 < all[i].count * 4 || m->count == MAX_LANGUAGES)
            continue;
        m->langs[m->count] = &all[i];
        m->lines[m->count] = malloc(n * sizeof(size_t));
        for (k = 0; k < all[i].count; k++)
            if (all[i].scripts[k] == script)
                m->lines[m->count][m->line_count[m->count]++] = k;
        m->count++;
    }
}

static void train_one(model *m, size_t y, unsigned bits, float rate, double *loss)
{
    static uint32_t f[FEATURES];
    const char *s;
    size_t n, count, i, k;
    float z[MAX_LANGUAGES] = {0}, top, sum = 0, x;

    piece(m->langs[y], m->lines[y][rnd((uint32_t)m->line_count[y])], &s, &n);
    count = features(s, n, bits, f);
    if (count < 8)
        return;
    x = 1.0f / sqrtf((float)count);
    for (i = 0; i < count; i++)
        for (k = 0; k < MAX_LANGUAGES; k++)
            z[k] += m->w[(size_t)f[i] * MAX_LANGUAGES + k];
    for (k = 0, top = -1e9f; k < m->count; k++) {
        z[k] *= x;
        top = z[k] > top ? z[k] : top;
    }
    for (k = 0; k < m->count; k++)
        sum += z[k] = expf(z[k] - top);
    for (k = 0; k < m->count; k++)
        z[k] = (z[k] / sum - (k == y)) * x;
    for (; k < MAX_LANGUAGES; k++)
        z[k] = 0;
    *loss -= logf(z[y] / x + 1.0f + 1e-9f);
    for (i = 0; i < count; i++) {
        float *w = m->w + (size_t)f[i] * MAX_LANGUAGES, *g = m->g + (size_t)f[i] * MAX_LANGUAGES;

        for (k = 0; k < MAX_LANGUAGES; k++) {
            g[k] += z[k] * z[k];
            w[k] -= rate * z[k] / sqrtf(g[k] + 1e-4f);
        }
    }
}

static void make(lede__script script, const char *out, FILE *index)
{
    model m = {0};
    size_t rows = (size_t)1 << models[script].bits, i, part_rows, part, pass;
    float step = 0;
    double loss;

    choose(&m, script);
    m.w = calloc(rows * MAX_LANGUAGES, sizeof(float));
    m.g = calloc(rows * MAX_LANGUAGES, sizeof(float));
    for (pass = 0; pass < PASSES; pass++) {
        for (i = 0, loss = 0; i < EXAMPLES * m.count; i++)
            train_one(&m, rnd((uint32_t)m.count), models[script].bits, RATE / (float)(1 + pass * pass), &loss);
        fprintf(stderr, "%s: %zu languages, pass %zu, loss %.4f\n", models[script].name, m.count, pass, loss / (double)i);
    }
    for (i = 0; i < rows * MAX_LANGUAGES; i++)
        step += m.w[i] * m.w[i];
    step = 3.5f * sqrtf(step / (float)(rows * m.count)) / LEDE__STEPS;
    part_rows = models[script].columns == 64 ? 4096 : rows;
    for (part = 0; part * part_rows < rows; part++)
        write_part(out, models[script].name, part, part_rows, models[script].columns, m.count, m.w + part * part_rows * MAX_LANGUAGES, step);
    fprintf(index, "M %s %zu %u %u %.6g", models[script].name, models[script].columns, models[script].bits, (unsigned)log2((double)part_rows), (double)step);
    for (i = 0; i < m.count; i++)
        fprintf(index, " %s", m.langs[i]->code);
    fputc('\n', index);
    free(m.w);
    free(m.g);
}

/* core/text/language_profiles.c from the index. */
static void write_profiles(const char *out, FILE *index)
{
    char path[1024], line[4096], *tables = NULL;
    size_t n = 0, i;
    FILE *f, *mem = open_memstream(&tables, &n);

    snprintf(path, sizeof path, "%s/language_profiles.c", out);
    f = fopen(path, "wb");
    fputs("/* The language models; made by core/text/gen/language.c. */\n#include \"text/language.h\"\n\n", f);
    rewind(index);
    fputs("const lede__profile lede__profiles[LEDE__MODELS] = {\n", mem);
    while (fgets(line, sizeof line, index)) {
        char name[32], *p = line, *word;
        size_t columns, count = 0, parts;
        unsigned bits, part_bits;
        double step;
        int at;

        sscanf(p, "M %31s %zu %u %u %lf%n", name, &columns, &bits, &part_bits, &step, &at);
        parts = (size_t)1 << (bits - part_bits);
        for (i = 0; i < parts; i++)
            fprintf(f, "extern const char lede__language_%s_%zu[%zu][%zu];\n", name, i, (size_t)1 << part_bits, columns + 1);
        fprintf(f, "static const char *const %s_parts[] = {", name);
        for (i = 0; i < parts; i++)
            fprintf(f, "%s&lede__language_%s_%zu[0][0]", i ? ", " : "", name, i);
        fprintf(f, "};\nstatic const char *const %s_codes[] = {", name);
        for (word = strtok(p + at, " \n"); word; word = strtok(NULL, " \n"), count++)
            fprintf(f, "%s\"%s\"", count ? count % 20 ? ", " : ",\n    " : "", word);
        fputs("};\n\n", f);
        fprintf(mem, "    {%s_codes, %zu, %zu, %u, %u, %s_parts, %.6g},\n", name, count, columns, bits, part_bits, name, step);
    }
    fputs("};\n", mem);
    fclose(mem);
    fputs(tables, f);
    fclose(f);
}

int main(int argc, char **argv)
{
    DIR *d = argc > 2 ? opendir(argv[1]) : NULL;
    FILE *index = tmpfile();
    struct dirent **names;
    int i, n;

    if (!d || !index) {
        fprintf(stderr, "usage: make-language FOLDER OUT\n");
        return 2;
    }
    closedir(d);
    n = scandir(argv[1], &names, NULL, alphasort);
    for (i = 0; i < n; i++)
        if (strlen(names[i]->d_name) > 5 && strcmp(names[i]->d_name + strlen(names[i]->d_name) - 4, ".txt") == 0)
            load(argv[1], names[i]->d_name);
    for (i = 0; i < LEDE__MODELS; i++)
        make((lede__script)i, argv[2], index);
    write_profiles(argv[2], index);
    return 0;
}
