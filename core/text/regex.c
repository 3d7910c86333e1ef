/* Regular expressions: PCRE2 with its JIT, in windows so that time is limited too. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/regex.h"
#include "lede/text.h"

/*
 * PCRE2 counts backtracking anew at each place where a match may start, so its
 * match limit alone does not bound the work on a long text. Starts are tried
 * in windows; between windows the clock is read.
 */
#define BACKTRACKS 1000000u        /* a start */
#define DEPTH 10000u               /* nested groups, where the JIT does not serve */
#define HEAP_KIB 20000u
#define STACK_MAX (1024 * 1024)    /* of the JIT */
#define WINDOW_FIRST 1024u
#define WINDOW_MIN 32u
#define WINDOW_MAX (1u << 22)
#define SECONDS 2.0                /* of processor time a call */
#define PATTERN_MAX 65536

struct lede_regex {
    pcre2_general_context *memory;
    pcre2_compile_context *compiling;
    pcre2_code *code;
    pcre2_match_context *matching;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
    const char **names;            /* a group, or NULL */
    uint32_t groups;
    int jit;
};

static void *get_memory(size_t n, void *ud)
{
    (void)ud;
    return lede__malloc(n);
}

static void put_memory(void *p, void *ud)
{
    (void)ud;
    lede__free(p);
}

void lede_regex_free(lede_regex *re)
{
    if (!re)
        return;
    pcre2_jit_stack_free(re->stack);
    pcre2_match_data_free(re->data);
    pcre2_match_context_free(re->matching);
    pcre2_code_free(re->code);
    pcre2_compile_context_free(re->compiling);
    pcre2_general_context_free(re->memory);
    lede__free((void *)re->names);
    lede__free(re);
}

static uint32_t options(unsigned flags)
{
    uint32_t o = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_BACKSLASH_C;

    o |= flags & LEDE_RE_IGNORE_CASE ? PCRE2_CASELESS : 0;
    if (flags & LEDE_RE_LITERAL)   /* PCRE2 allows few options beside this one */
        return (o & ~(uint32_t)PCRE2_NEVER_BACKSLASH_C) | PCRE2_LITERAL;
    o |= PCRE2_UCP;
    o |= flags & LEDE_RE_MULTILINE ? PCRE2_MULTILINE : 0;
    o |= flags & LEDE_RE_DOT_ALL ? PCRE2_DOTALL : 0;
    o |= flags & LEDE_RE_EXTENDED ? PCRE2_EXTENDED : 0;
    return o;
}

static lede_status compile_failed(int code, size_t at, lede_error *err)
{
    PCRE2_UCHAR text[200];

    if (code == PCRE2_ERROR_HEAP_FAILED)
        return lede__nomem(err);
    pcre2_get_error_message(code, text, sizeof text);
    return lede__fail_at(err, LEDE_QUERY, at, "wrong pattern at character %zu: %s", at + 1, (const char *)text);
}

/* The groups' names, from PCRE2's table of them. */
static int read_names(lede_regex *re)
{
    PCRE2_SPTR table;
    uint32_t count, size, i;

    pcre2_pattern_info(re->code, PCRE2_INFO_CAPTURECOUNT, &re->groups);
    re->names = lede__calloc((size_t)re->groups + 1, sizeof *re->names);
    if (!re->names)
        return 0;
    pcre2_pattern_info(re->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(re->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(re->code, PCRE2_INFO_NAMETABLE, &table);
    for (i = 0; i < count; i++, table += size)
        re->names[table[0] << 8 | table[1]] = (const char *)table + 2;
    return 1;
}

static int set_up(lede_regex *re)
{
    re->matching = pcre2_match_context_create(re->memory);
    re->data = pcre2_match_data_create_from_pattern(re->code, re->memory);
    if (!re->matching || !re->data || !read_names(re))
        return 0;
    pcre2_set_match_limit(re->matching, BACKTRACKS);
    pcre2_set_depth_limit(re->matching, DEPTH);
    pcre2_set_heap_limit(re->matching, HEAP_KIB);
    re->jit = pcre2_jit_compile(re->code, PCRE2_JIT_COMPLETE) == 0;
    if (re->jit)
        re->stack = pcre2_jit_stack_create(32 * 1024, STACK_MAX, re->memory);
    if (re->stack)
        pcre2_jit_stack_assign(re->matching, NULL, re->stack);
    return 1;
}

lede_status lede_regex_compile(const char *pattern, size_t n, unsigned flags, lede_regex **out, lede_error *err)
{
    lede_regex *re = lede__calloc(1, sizeof *re);
    size_t at = lede_utf8_valid(pattern, n);
    int code;

    *out = NULL;
    if (!re)
        return lede__nomem(err);
    if (at < n || n > PATTERN_MAX) {
        lede__free(re);
        return at < n ? lede__fail_at(err, LEDE_QUERY, at, "the pattern is not valid UTF-8 at byte %zu", at + 1)
                      : lede__fail(err, LEDE_LIMIT, "the pattern is longer than %d bytes", PATTERN_MAX);
    }
    re->memory = pcre2_general_context_create(get_memory, put_memory, NULL);
    if (re->memory)
        re->compiling = pcre2_compile_context_create(re->memory);
    if (!re->compiling) {
        lede_regex_free(re);
        return lede__nomem(err);
    }
    pcre2_set_parens_nest_limit(re->compiling, 200);
    re->code = pcre2_compile((PCRE2_SPTR)(n ? pattern : ""), n, options(flags), &code, &at, re->compiling);
    if (!re->code) {
        lede_regex_free(re);
        return compile_failed(code, at, err);
    }
    if (!set_up(re)) {
        lede_regex_free(re);
        return lede__nomem(err);
    }
    *out = re;
    return LEDE_OK;
}

size_t lede_regex_groups(const lede_regex *re)
{
    return re->groups;
}

const char *lede_regex_group_name(const lede_regex *re, size_t group)
{
    return group <= re->groups ? re->names[group] : NULL;
}

static lede_status match_failed(int code, lede_error *err)
{
    PCRE2_UCHAR text[200];

    switch (code) {
    case PCRE2_ERROR_NOMEMORY:
        return lede__nomem(err);
    case PCRE2_ERROR_MATCHLIMIT:
        return lede__fail(err, LEDE_LIMIT, "the pattern reached the limit of %u steps back at one place", BACKTRACKS);
    case PCRE2_ERROR_DEPTHLIMIT:
        return lede__fail(err, LEDE_LIMIT, "the pattern reached the limit of %u nested steps", DEPTH);
    case PCRE2_ERROR_HEAPLIMIT:
        return lede__fail(err, LEDE_LIMIT, "the pattern reached the limit of %u KiB of memory", HEAP_KIB);
    case PCRE2_ERROR_JIT_STACKLIMIT:
        return lede__fail(err, LEDE_LIMIT, "the pattern reached the limit of %d bytes of stack", STACK_MAX);
    default:
        pcre2_get_error_message(code, text, sizeof text);
        return lede__fail(err, LEDE_LIMIT, "matching failed: %s", (const char *)text);
    }
}

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* One try at the starts from `from` to `from` + window. */
static int try(lede_regex *re, const char *s, size_t n, size_t from, size_t window, uint32_t flags)
{
    pcre2_set_offset_limit(re->matching, n - from > window ? from + window : n);
    return re->jit ? pcre2_jit_match(re->code, (PCRE2_SPTR)s, n, from, flags, re->data, re->matching)
                   : pcre2_match(re->code, (PCRE2_SPTR)s, n, from, flags, re->data, re->matching);
}

static void copy_spans(const lede_regex *re, lede_span *spans, size_t cap)
{
    const size_t *v = pcre2_get_ovector_pointer(re->data);
    size_t i, count = pcre2_get_ovector_count(re->data);

    for (i = 0; i < cap; i++) {
        int set = i < count && v[2 * i] != PCRE2_UNSET;

        spans[i].start = set ? v[2 * i] : LEDE_NOWHERE;
        spans[i].end = set ? v[2 * i + 1] : LEDE_NOWHERE;
    }
    if (cap && spans[0].end < spans[0].start)   /* \K in a lookahead */
        spans[0].end = spans[0].start;
}

lede_status lede_regex_find(lede_regex *re, const char *s, size_t n, size_t from, unsigned flags, lede_span *spans,
                            size_t cap, lede_error *err)
{
    size_t window = WINDOW_FIRST;
    double began = 0, last = 0, now;
    int code;

    if (!s)
        s = "";
    while (from <= n) {
        code = try(re, s, n, from, window, flags & LEDE_RE_NOT_EMPTY ? PCRE2_NOTEMPTY_ATSTART : 0);
        if (code >= 0) {
            copy_spans(re, spans, cap);
            return LEDE_OK;
        }
        if (code != PCRE2_ERROR_NOMATCH)
            return match_failed(code, err);
        if (n - from <= window)
            break;
        from += window + 1;
        while (from < n && ((unsigned char)s[from] & 0xC0) == 0x80)
            from++;
        flags = 0;
        now = seconds();
        if (began == 0)
            began = last = now;
        if (now - began > SECONDS)
            return lede__fail(err, LEDE_LIMIT, "the pattern reached the limit of %.0f seconds", SECONDS);
        if (now - last > 0.002 && window > WINDOW_MIN)
            window /= 2;
        else if (now - last < 0.001 && window < WINDOW_MAX)
            window *= 2;
        last = now;
    }
    return LEDE_DONE;
}
