/* Setting fields of a record from what a source wrote. */
#include <string.h>

#include "base/error.h"
#include "lede/date.h"
#include "read/fields.h"

lede_status lede__put_line(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err)
{
    lede_buf b;
    lede_status status;

    lede_buf_init(&b);
    lede__tidy_line(s, n, &b);
    status = b.failed ? lede__nomem(err)
             : field >= LEDE_TEXT_FIELDS ? lede_record_add(r, field, b.s, b.n, err)
                                         : lede_record_set(r, field, b.s, b.n, err);
    lede_buf_release(&b);
    return status;
}

lede_status lede__put_item(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err)
{
    return lede__put_line(r, field, s, n, err);
}

lede_status lede__put_body(lede_record *r, const char *s, size_t n, lede_error *err)
{
    lede_buf b;
    lede_status status;

    lede_buf_init(&b);
    lede__tidy_body(s, n, &b);
    status = b.failed ? lede__nomem(err) : lede_record_set(r, LEDE_BODY, b.s, b.n, err);
    lede_buf_release(&b);
    return status;
}

/* --- dates ----------------------------------------------------------------------------- */

static int all_digits(const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (s[i] < '0' || s[i] > '9')
            return 0;
    return n > 0;
}

static lede_status refuse_date(lede_record *r, lede_field field, const char *s, size_t n, const char *key,
                               const char *why, lede_error *err)
{
    lede_buf json;
    lede_status status;

    lede_buf_init(&json);
    lede__json_quote(s, n, &json);
    status = json.failed ? lede__nomem(err) : lede_record_extra(r, key, strlen(key), json.s, json.n, err);
    lede_buf_release(&json);
    if (status != LEDE_OK)
        return status;
    return lede__note(r, err, "%s: '%.*s' was refused (%s) and is kept in extra", lede_field_name(field),
                      n < 80 ? (int)n : 80, s, why);
}

lede_status lede__put_date(lede_record *r, lede_field field, const char *s, size_t n, const char *key,
                           const char *language, const lede_read_options *o, lede_error *err)
{
    lede_date_options how = {language, o->date_order, 0};
    char iso[LEDE_DATE_MAX];
    lede_error why = {LEDE_OK, LEDE_NOWHERE, "no date"};
    lede_status status = LEDE_OK;

    s = lede__trim(s, &n);
    if (!n)
        return LEDE_OK;
    how.epoch = (n == 10 || n == 13) && all_digits(s, n);
    if (lede_date_valid(s, n)) {
        status = lede_record_set(r, field, s, n, err);
    } else {
        status = lede_date_parse(s, n, &how, iso, &why);
        if (status == LEDE_NOMEM)
            return lede__nomem(err);
        if (status != LEDE_OK)
            return refuse_date(r, field, s, n, key, why.message, err);
        status = lede_record_set(r, field, iso, strlen(iso), err);
    }
    if (status == LEDE_OK && field == LEDE_PUBLISHED)
        status = lede_record_set(r, LEDE_DATE_FROM, "record", 6, err);
    return status;
}

/* --- languages --------------------------------------------------------------------------- */

/* ISO 639-2 and 639-3 codes and names that sources use, with their ISO 639-1 code. */
static const char *const languages[][2] = {
    {"afr", "af"}, {"amh", "am"}, {"ara", "ar"}, {"arabic", "ar"}, {"aze", "az"}, {"bel", "be"}, {"ben", "bn"},
    {"bengali", "bn"}, {"bul", "bg"}, {"bulgarian", "bg"}, {"cat", "ca"}, {"ces", "cs"}, {"chi", "zh"},
    {"chinese", "zh"}, {"cze", "cs"}, {"czech", "cs"}, {"dan", "da"}, {"danish", "da"}, {"deu", "de"},
    {"deutsch", "de"}, {"dut", "nl"}, {"dutch", "nl"}, {"ell", "el"}, {"eng", "en"}, {"english", "en"},
    {"est", "et"}, {"fas", "fa"}, {"fin", "fi"}, {"finnish", "fi"}, {"fra", "fr"}, {"fre", "fr"}, {"french", "fr"},
    {"ger", "de"}, {"german", "de"}, {"gre", "el"}, {"greek", "el"}, {"hau", "ha"}, {"heb", "he"},
    {"hebrew", "he"}, {"hin", "hi"}, {"hindi", "hi"}, {"hrv", "hr"}, {"hun", "hu"}, {"hungarian", "hu"},
    {"ibo", "ig"}, {"ind", "id"}, {"indonesian", "id"}, {"ita", "it"}, {"italian", "it"}, {"iw", "he"},
    {"japanese", "ja"}, {"jpn", "ja"}, {"kor", "ko"}, {"korean", "ko"}, {"lav", "lv"}, {"lin", "ln"}, {"lit", "lt"},
    {"lug", "lg"}, {"may", "ms"}, {"msa", "ms"}, {"nld", "nl"}, {"nor", "no"}, {"norwegian", "no"}, {"orm", "om"},
    {"per", "fa"}, {"persian", "fa"}, {"pol", "pl"}, {"polish", "pl"}, {"por", "pt"}, {"portuguese", "pt"},
    {"ron", "ro"}, {"rum", "ro"}, {"run", "rn"}, {"rus", "ru"}, {"russian", "ru"}, {"slk", "sk"}, {"slv", "sl"},
    {"sna", "sn"}, {"som", "so"}, {"spa", "es"}, {"spanish", "es"}, {"srp", "sr"}, {"swa", "sw"}, {"swahili", "sw"},
    {"swe", "sv"}, {"swedish", "sv"}, {"tam", "ta"}, {"tha", "th"}, {"thai", "th"}, {"tir", "ti"}, {"tur", "tr"},
    {"turkish", "tr"}, {"ukr", "uk"}, {"ukrainian", "uk"}, {"urd", "ur"}, {"urdu", "ur"}, {"vie", "vi"},
    {"vietnamese", "vi"}, {"xho", "xh"}, {"yor", "yo"}, {"zho", "zh"},
};

lede_status lede__put_language(lede_record *r, const char *s, size_t n, lede_error *err)
{
    char code[12];
    size_t i;

    s = lede__trim(s, &n);
    for (i = 0; i < sizeof languages / sizeof *languages; i++)
        if (lede__is(s, n, languages[i][0]))
            return lede_record_set(r, LEDE_LANGUAGE, languages[i][1], 2, err);
    for (i = 0; i < n && i < 9 && s[i] != '-' && s[i] != '_'; i++) {
        code[i] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + 32) : s[i];
        if (code[i] < 'a' || code[i] > 'z')
            return LEDE_OK;
    }
    if (i < 2 || i > 3 || (i < n && s[i] != '-' && s[i] != '_'))
        return LEDE_OK;
    if (i == 3 && n > 3)
        return lede__put_language(r, s, 3, err);
    if (memcmp(code, "iw", 2) == 0)
        memcpy(code, "he", 2);
    return lede_record_set(r, LEDE_LANGUAGE, code, i, err);
}

/* --- bylines -------------------------------------------------------------------------------- */

static const char *const by[] = {"by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", "written by ",
                                 "reported by ", "story by ", "text: ", "author: ", "autor: ", "от ", NULL};
static const char *const joints[] = {" and ", " und ", " et ", " y ", " e ", " en ", " och ", " & ", " / ", "; ", NULL};

/* Where the next name ends in a byline; *gap is how long the joint is. */
static size_t name_end(const char *s, size_t n, size_t *gap)
{
    size_t i, k;

    for (i = 0; i < n; i++) {
        for (k = 0; joints[k]; k++)
            if (lede__starts(s + i, n - i, joints[k])) {
                *gap = strlen(joints[k]);
                return i;
            }
        if (s[i] == ',' || s[i] == ';' || s[i] == '|') {
            *gap = 1;
            return i;
        }
    }
    *gap = 0;
    return n;
}

/* "Jr." and the like after a comma belong to the name before it. */
static int is_suffix(const char *s, size_t n)
{
    static const char *const suffixes[] = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "m.d.", "md", "ph.d.", "phd",
                                           NULL};
    size_t i;

    for (i = 0; suffixes[i]; i++)
        if (lede__is(s, n, suffixes[i]))
            return 1;
    return 0;
}

/* "pier.example": a point inside one word that is longer than initials. */
static int is_site(const char *s, size_t n)
{
    const char *point = n ? memrchr(s, '.', n) : NULL;

    return point && !memchr(s, ' ', n) && point - s > 2 && (size_t)(s + n - point) > 2;
}

/* A newspaper, an agency, an office: in a byline beside the people. */
static int is_nobody(const char *s, size_t n)
{
    static const char *const words[] = {"press", "agency", "agencies", "association", "correspondent", "correspondents", "writer",
                                        "writers", "staff", "reporter", "reporters", "editor", "editors", "news", "dpa", "afp",
                                        "reuters", "tribune", "newsroom", "desk", "redaktion", "redacción", "rédaction", NULL};
    size_t i, at, len;

    s = lede__trim(s, &n);
    if (lede__starts(s, n, "the ") || is_site(s, n))
        return 1;
    for (i = 0; words[i]; i++)
        for (len = strlen(words[i]), at = 0; at + len <= n; at++)
            if ((at == 0 || strchr(" -/.", s[at - 1])) && lede__starts(s + at, n - at, words[i]) &&
                (at + len == n || strchr(" -/.,", s[at + len])))
                return 1;
    return 0;
}

lede_status lede__put_byline(lede_record *r, const char *s, size_t n, lede_error *err)
{
    size_t i, gap, len, whole, rest;
    const char *next;
    lede_status status = LEDE_OK;

    s = lede__trim(s, &n);
    for (i = 0; by[i]; i++)
        if (lede__starts(s, n, by[i])) {
            s += strlen(by[i]);
            n -= strlen(by[i]);
            break;
        }
    while (n && status == LEDE_OK) {
        len = whole = name_end(s, n, &gap);
        if (gap == 1 && s[len] == ',') {
            rest = n - len - 1;
            next = s + len + 1;
            whole = name_end(next, rest, &rest);
            next = lede__trim(next, &whole);
            if (is_suffix(next, whole)) {
                len = (size_t)(next - s) + whole;
                whole = name_end(s + len, n - len, &gap) + len;
            } else {
                whole = len;
            }
        }
        if (!is_nobody(s, len))
            status = lede__put_item(r, LEDE_AUTHORS, s, len, err);
        s += whole + gap;
        n -= whole + gap;
    }
    return status;
}
