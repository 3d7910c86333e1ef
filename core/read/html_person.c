/* Whether a text is written as a person's name, and what the words of names say for it or against. */
#include "read/html_person.h"

#include <string.h>
#include <strings.h>

#include "news/name_lexicon.h"
#include "read/html_words.h"
#include "text/sentence.h"

/* What is no name when it stands alone. */
static const char *const alone[] = {"by", "von",  "vom",  "par",     "por", "auteur", "autorin", "stand", "hide",
                                    "de", "text", "foto", "editors", "the", "on",     "written", NULL};

static const char *const particles[] = {"de", "la",  "von", "van", "der", "den", "di",  "da",  "del", "della", "bin",
                                        "al", "el",  "y",   "e",   "zu",  "zum", "ter", "ten", "dos", "das",   "du",
                                        "le", "ibn", "af",  "av",  "st.", "of",  "vom", "do",  "i",   "te",    NULL};

/* No person's name begins with one. */
static const char *const articles[] = {"the", "die", "das", "los", "las", "les", NULL};

static int in(const char *s, size_t n, const char *const *list)
{
    for (; *list; list++)
        if (strlen(*list) == n && strncasecmp(s, *list, n) == 0)
            return 1;
    return 0;
}

static int is_word_of(const char *s, size_t n, const char *const *list)
{
    return in(s, n, list) || (n > 1 && strchr(",.:", s[n - 1]) && in(s, n - 1, list));
}

/* The length of the word at or after *i, which moves past it. */
static size_t next_word(const char *s, size_t n, size_t *i, const char **word)
{
    size_t start;

    while (*i < n && (unsigned char)s[*i] <= ' ')
        ++*i;
    for (start = *i; *i < n && (unsigned char)s[*i] > ' ';)
        ++*i;
    *word = s + start;
    return *i - start;
}

/* --- what the words say ------------------------------------------------------------------------ */

/* The classes of a word or phrase in any case, with or without its accents. */
static uint32_t classes(const char *s, size_t n)
{
    char key[LEDE__LEX_BYTES + 8];
    size_t len;
    uint32_t found = 0;
    int fold;

    while (n && strchr(",.:;", s[n - 1]))
        n--;
    for (fold = 0; fold < 2 && !found; fold++) {
        len = n < LEDE__LEX_BYTES ? lede__lower(s, n, fold, key, sizeof key) : 0;
        found = len ? (uint32_t)lede__lexicon(key, len) : 0;
    }
    return found;
}

/* A double name counts as its first part. */
static uint32_t classes_of_word(const char *s, size_t n)
{
    const char *dash = memchr(s, '-', n);
    uint32_t found = classes(s, n);

    return found || !dash ? found : classes(s, (size_t)(dash - s)) & LEDE__LEX_GIVEN;
}

typedef struct tally {
    size_t words, given, places, ordinary;
    int days, bodies;
} tally;

static void weigh(const char *s, size_t n, tally *t)
{
    const uint32_t name = LEDE__LEX_GIVEN | LEDE__LEX_SURNAME,
                   ordinary = LEDE__LEX_COMMON | LEDE__LEX_ORG | LEDE__LEX_ORGEND | LEDE__LEX_ORGHEAD |
                              LEDE__LEX_THING | LEDE__LEX_ROLE | LEDE__LEX_DEMONYM | LEDE__LEX_GROUP |
                              LEDE__LEX_TOPLEVEL | LEDE__LEX_PLACEEND;
    uint32_t c = classes_of_word(s, n);
    size_t i = 0;

    if (in(s, n, particles) || (t->words == 0 && c & LEDE__LEX_TITLE && !(c & name)))
        return;
    while (i < n && s[i] >= 'A' && s[i] <= 'Z')
        i++;
    t->given += (c & LEDE__LEX_GIVEN) && (t->words == 0 || !(c & LEDE__LEX_COMMON));
    t->places += (c & LEDE__LEX_PLACE) && !(c & name);
    t->ordinary += (c & ordinary) && !(c & name);
    t->days |= (c & LEDE__LEX_CALENDAR) && !(c & name);
    t->bodies |= i == n && c & LEDE__LEX_ACRONYM;
    t->words++;
}

lede__person_grade lede__person_grade_of(const char *s, size_t n)
{
    tally t = {0, 0, 0, 0, 0, 0};
    size_t i = 0, len;
    const char *word;
    uint32_t whole;

    while ((len = next_word(s, n, &i, &word)) > 0)
        weigh(word, len, &t);
    whole = t.words > 1 ? classes(s, n) : 0;
    if (t.days || t.places == t.words || whole & (LEDE__LEX_PLACE | LEDE__LEX_CALENDAR))
        return LEDE__PERSON_NOT;
    if (t.bodies || whole & (LEDE__LEX_ORG | LEDE__LEX_TEAM) || (t.words > 1 && t.ordinary == t.words))
        return LEDE__PERSON_BODY;
    if (t.words == 1)
        return LEDE__PERSON_DOUBT;
    if (t.given)
        return t.ordinary ? LEDE__PERSON_LIKELY : LEDE__PERSON_SURE;
    return t.ordinary ? LEDE__PERSON_DOUBT : LEDE__PERSON_LIKELY;
}

/* --- its looks ---------------------------------------------------------------------------------- */

/* A sentence's end: a full stop after a word that is no initial or suffix. */
static int ends_as_sentence(const char *s, size_t n)
{
    return n > 4 && s[n - 1] == '.' && s[n - 2] != '.' && s[n - 3] != '.' && s[n - 3] != ' ' && s[n - 4] != ' ';
}

/* post.example, one word with a domain's ending. */
static int is_domain(const char *s, size_t n)
{
    const char *dot = memrchr(s, '.', n);
    size_t tail = dot ? n - (size_t)(dot - s) - 1 : 0;

    return tail >= 2 && tail <= 4 && !memchr(s, ' ', n) && dot - s > 2;
}

size_t lede__name_in_brackets(const char *s, size_t n)
{
    size_t i, used;

    if (n < 6 || s[0] != '(' || !lede__is_upper(lede__char_at(s, n, 1, &used)))
        return 0;
    for (i = 1; i < n && i < 16 && !strchr(" ()", s[i]);)
        i++;
    return i + 2 < n && s[i] == ')' && s[i + 1] == ' ' && lede__is_upper(lede__char_at(s, n, i + 2, &used)) ? i + 1 : 0;
}

/* Signs and pieces of addresses that no name has. */
static int has_foreign_signs(const char *s, size_t n)
{
    size_t i, len;

    for (i = 0; i < n; i++)
        if (i && s[i - 1] == ' ' && (len = lede__name_in_brackets(s + i, n - i)) > 0)
            i += len;
        else if (s[i] && strchr("()[]{}<>^~@#:?!=%$*\"|\\", s[i]))
            return 1;
    return (s[0] >= '0' && s[0] <= '9') || s[0] == '.' || memmem(s, n, "\xC2\xA9", 2) || memmem(s, n, "http", 4) ||
           memmem(s, n, "www.", 4) || memmem(s, n, ".com", 4) || memmem(s, n, ".de", 3) || is_domain(s, n);
}

int lede__is_caseless(const char *s, size_t n)
{
    size_t i, len;

    for (i = 0; i < n; i += len) {
        uint32_t c = lede__char_at(s, n, i, &len);

        if (lede__is_letter(c))
            return !lede__is_upper(c) && !lede__is_lower(c);
    }
    return 0;
}

/* Words of titles, offices and bodies make no name: but Kenneth More is one. */
static int is_office(const char *s, size_t n, size_t at, lede__people_kind kind)
{
    if (is_word_of(s, n, lede__byline_offices) || lede__words_begin(s, n, lede__byline_offices) == n)
        return !(at == 1 && classes(s, n) & LEDE__LEX_SURNAME);
    return kind < LEDE__PEOPLE_BODIES && (is_word_of(s, n, lede__byline_bodies) || (at == 0 && in(s, n, articles)));
}

/* Names of companies and papers in scripts without spaces show it by a part. */
static int is_eastern_body(const char *s, size_t n)
{
    static const char *const parts[] = {"株式会社", "公司",   "新聞", "新闻",   "報社", "报社", "通信社", "通訊社",
                                        "通讯社",   "編集部", "編輯", "编辑",   "報導", "报道", "報道",   "委員会",
                                        "協会",     "協會",   "协会", "事務局", "신문", "뉴스", NULL};
    size_t i;

    for (i = 0; (unsigned char)s[0] >= 0xE0 && parts[i]; i++)
        if (memmem(s, n, parts[i], strlen(parts[i])))
            return 1;
    return 0;
}

int lede__is_person(const char *s, size_t n, lede__people_kind kind)
{
    int any = kind == LEDE__PEOPLE_ANY || kind == LEDE__PEOPLE_ANY_BODIES;
    size_t i = 0, len, words = 0, upper = 0, used;
    const char *word;

    if (n < 2 || n > 60 || has_foreign_signs(s, n) || (kind == LEDE__PEOPLE_ANY && ends_as_sentence(s, n)) ||
        (kind < LEDE__PEOPLE_BODIES && is_eastern_body(s, n)))
        return 0;
    while ((len = next_word(s, n, &i, &word)) > 0) {
        uint32_t first = lede__char_at(word, len, 0, &used);

        if ((any && lede__is_lower(first) && !in(word, len, particles)) || is_office(word, len, words, kind))
            return 0;
        words++;
        upper += lede__is_upper(first) != 0;
    }
    if (words > 6 || !words || (words == 1 && in(s, n, alone)))
        return 0;
    if (!any)
        return 1;
    if (kind == LEDE__PEOPLE_ANY_BODIES)
        return lede__person_grade_of(s, n) > LEDE__PERSON_NOT;
    return upper && (words > 1 || n <= 20) && lede__person_grade_of(s, n) > LEDE__PERSON_BODY;
}
