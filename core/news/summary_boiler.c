/* Summary: sentences that are never chosen. */
#include "news/summary.h"

#include <string.h>

#include "text/sentence.h"

#define FEW_WORDS 5
#define LOOK 160          /* bytes of a sentence that are looked at for tell-tale words */

int lede__ends_with_stop(const char *s, size_t n)
{
    size_t len;

    while (n > 0) {
        uint32_t c = lede__char_before(s, n, &len);

        if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x964 || c == 0x6D4 ||
            c == 0x61F || c == 0x589 || c == 0x1362 || c == 0x104B || c == 0x17D4 || c == 0xFF0E)
            return 1;
        if (!lede__is_closer(c) && !lede__is_space(c))
            return 0;
        n -= len;
    }
    return 0;
}

/* How such lines begin, lower-cased, in a few languages. */
static const char *const beginnings[] = {
    "by ", "published", "updated", "last updated", "posted", "created", "follow ", "scroll down", "click here", "read more", "read also",
    "see also", "related:", "share this", "video:", "watch:", "photo:", "image:", "picture:", "photograph:", "source:", "copyright", "all rights",
    "subscribe", "sign up", "advertisement", "editor's note", "correction:", "this story has been", "this article was", "reporting by",
    "(reporting by", "(editing by", "additional reporting", "contact the", "for confidential support", "to order", "von ", "foto:", "quelle:", "lesen sie", "mehr zum thema",
    "par ", "lire aussi", "à lire", "publié", "crédit", "por ", "lea también", "leia também", "publicado", "actualizado", "atualizado", "di ", "leggi anche",
    "pubblicato", "aggiornato", "lees ook", "door ", "les også", "läs också", "læs også", "читайте также", "фото:", "источник:", NULL,
};

/* What such lines hold. */
static const char *const signs[] = {
    "all rights reserved", "\xC2\xA9", "click here", "for the latest", "contributed to this report", "sign up for", "follow us on",
    "subscribe to", "terms of service", "e-mail address", "read the full", NULL,
};

/* A small word and then names only: "By Ada Quill and Jonas Pim". */
static int only_names(const char *s, size_t n, size_t from)
{
    size_t i = from, len, small = 0, words = 0;

    while (i < n) {
        uint32_t c = lede__char_at(s, n, i, &len);
        size_t start = i;

        while (i < n && !lede__is_space(lede__char_at(s, n, i, &len)))
            i += len;
        words += i > start;
        small += lede__is_lower(c) && i - start > 3;
        while (i < n && lede__is_space(lede__char_at(s, n, i, &len)))
            i += len;
    }
    return words <= 14 && small == 0;
}

static int begins(const char *low, size_t low_n, const char *s, size_t n)
{
    size_t i;

    for (i = 0; beginnings[i]; i++) {
        size_t k = strlen(beginnings[i]);

        if (low_n < k || memcmp(low, beginnings[i], k) != 0)
            continue;
        if (beginnings[i][k - 1] != ' ' || k > 5)
            return 1;
        if (only_names(s, n, k))
            return 1;
    }
    return 0;
}

/* "14:11 EST", "2:05 p.m. GMT": a time with its zone. */
static int has_stamp(const char *s, size_t n)
{
    static const char zones[] = " EST EDT GMT BST CET CEST UTC PST PDT CST CDT MSK ";
    size_t i;
    char word[7];

    for (i = 2; i + 7 < n; i++) {
        if (s[i] != ':' || s[i - 1] < '0' || s[i - 1] > '9' || s[i + 1] < '0' || s[i + 1] > '9' || s[i + 3] != ' ')
            continue;
        word[0] = ' ';
        memcpy(word + 1, s + i + 4, 3);
        word[4] = ' ';
        word[5] = 0;
        if (strstr(zones, word))
            return 1;
    }
    return 0;
}

/* Headings are capitals; tables are figures. */
static int wrong_letters(const char *s, size_t n)
{
    size_t i, upper = 0, lower = 0, digit = 0;

    for (i = 0; i < n; i++) {
        upper += s[i] >= 'A' && s[i] <= 'Z';
        lower += (s[i] >= 'a' && s[i] <= 'z') || (unsigned char)s[i] >= 0x80;
        digit += s[i] >= '0' && s[i] <= '9';
    }
    return upper > lower || digit > upper + lower;
}

int lede__is_boilerplate(const char *s, size_t n, size_t words)
{
    char low[LOOK + 1];
    size_t look = n < LOOK / 2 ? n : LOOK / 2, low_n, i;

    if (words < FEW_WORDS || wrong_letters(s, n) || has_stamp(s, n))
        return 1;
    while (look > 0 && look < n && ((unsigned char)s[look] & 0xC0) == 0x80)
        look--;
    low_n = lede__lower(s, look, 0, low, LOOK);
    low[low_n] = 0;
    if (begins(low, low_n, s, n))
        return 1;
    for (i = 0; signs[i]; i++)
        if (memmem(low, low_n, signs[i], strlen(signs[i])))
            return 1;
    return 0;
}
