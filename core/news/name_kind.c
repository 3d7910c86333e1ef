/* What a candidate is: its own words first, then its neighbours, then its shape. */
#include "news/name.h"

#include <string.h>

static int is(lede__mention *m, lede_name_kind kind, int sure, const char *rule)
{
    m->kind = (uint8_t)kind;
    m->sure = (uint8_t)sure;
    m->rule = rule;
    return 1;
}

static int thing(lede__mention *m, const char *rule)
{
    m->flags |= LEDE__MENTION_THING;
    m->kind = 0;
    m->sure = LEDE__SURE;
    m->rule = rule;
    return 1;
}

static size_t before(const lede__mention *m)
{
    return m->first ? m->first - 1 : (size_t)-1;
}

static const lede__token *tok(const lede__finder *f, size_t i)
{
    return i < f->t->count ? &f->t->items[i] : NULL;
}

static int has_number(const lede__finder *f, size_t i)
{
    const lede__token *k = tok(f, i);

    return k && k->kind == LEDE__TOK_NUMBER;
}

/* Where only a team stands: beside a score, "beat", "v", a player's role. */
static int plays(const lede__finder *f, const lede__mention *m)
{
    const lede__tokens *t = f->t;
    size_t b = before(m), a = m->last;

    if ((t->items[m->first].flags & LEDE__TOK_HEADING) && (t->items[m->first].flags & LEDE__TOK_SENTENCE) &&
        lede__scan_is(t, a, "at"))
        return 1;
    if (lede__scan_does(t, a, LEDE__GRAM_PLAY | LEDE__GRAM_PLAYER) || lede__scan_does(t, b, LEDE__GRAM_PLAY))
        return 1;
    if (has_number(f, a) && t->items[a].end - t->items[a].start <= 3 &&
        (b >= t->count || (t->items[m->first].flags & LEDE__TOK_SENTENCE) || has_number(f, b) ||
         lede__name_sign(t, b, ',') || lede__name_sign(t, b, ';')))
        return 1;
    return 0;
}

/* Where only a place stands: in X, X, Texas; a dateline. */
static int where(const lede__finder *f, const lede__mention *m)
{
    const lede__tokens *t = f->t;
    size_t b = before(m), a = m->last;

    if (lede__scan_does(t, b, LEDE__GRAM_WHERE))
        return 1;
    if (b < t->count && b > 0 && lede__scan_is(t, b, "of") && lede__scan_does(t, b - 1, LEDE__GRAM_PLACE))
        return 1;
    if ((t->items[m->first].flags & LEDE__TOK_HEADING) && b < t->count && lede__scan_is(t, b, "at"))
        return 1;
    if (m->last - m->first == 1 && lede__name_lower(t, a) && lede__scan_does(t, a, LEDE__GRAM_PLACE))
        return 1;
    if (lede__name_sign(t, a, ',') && lede__name_like(t, a + 1) && (t->items[a + 1].lex & (LEDE__LEX_COUNTRY | LEDE__LEX_REGION)))
        return 1;
    return 0;
}

/* A dateline: the paragraph's first words, then a date, an agency in brackets or a dash. */
static int dateline(const lede__finder *f, const lede__mention *m)
{
    const lede__tokens *t = f->t;
    size_t a = m->last, i;
    const lede__token *k = tok(f, a);

    if (m->first && t->items[m->first - 1].kind != LEDE__TOK_BREAK)
        return 0;
    if (!k || m->last - m->first > 3 || t->items[m->first].shape != LEDE__SHAPE_UPPER)
        return 0;
    if (k->kind == LEDE__TOK_NUMBER && k->end - k->start >= 8)
        return 1;
    if (lede__name_sign(t, a, ',') && (lede__name_lex(t, a + 1) & (LEDE__LEX_COUNTRY | LEDE__LEX_REGION)) &&
        t->items[m->last - 1].end - t->items[m->first].start > 3) {
        for (i = a + 1; i < a + 4 && lede__name_like(t, i); i++)
            ;
        if (has_number(f, i) || lede__name_sign(t, i, ',') || lede__name_sign(t, i, '(') || lede__name_sign(t, i, '-'))
            return 1;
    }
    if (lede__name_sign(t, a, ',') && (lede__name_lex(t, a + 1) & LEDE__LEX_CALENDAR))
        return 1;
    for (i = a + 2; lede__name_sign(t, a, '(') && i < a + 6; i++)
        if (lede__name_sign(t, i, ')'))
            return 1;
    return 0;
}

static void gender(const lede__finder *f, lede__mention *m)
{
    const lede__tokens *t = f->t;
    uint32_t g = t->items[m->first].lex & LEDE__LEX_GIVEN;
    size_t b = before(m);

    if (b < t->count) {
        if (lede__scan_is(t, b, "mr.") || lede__scan_is(t, b, "mr") || lede__scan_is(t, b, "sir"))
            g = LEDE__LEX_MALE;
        if (lede__scan_is(t, b, "mrs.") || lede__scan_is(t, b, "mrs") || lede__scan_is(t, b, "ms.") ||
            lede__scan_is(t, b, "ms") || lede__scan_is(t, b, "miss") || lede__scan_is(t, b, "lady"))
            g = LEDE__LEX_FEMALE;
    }
    if (g == LEDE__LEX_MALE)
        m->flags |= LEDE__MENTION_MALE;
    if (g == LEDE__LEX_FEMALE)
        m->flags |= LEDE__MENTION_FEMALE;
}

/* Entries of the word list, whole. */
static int listed(const lede__finder *f, lede__mention *m)
{
    const lede__tokens *t = f->t;
    size_t words = m->last - m->first;
    const lede__token *k = &t->items[m->first];
    uint32_t lex = words > 1 ? lede__scan_phrase(t, m->first, words) : k->lex;
    int capitals = k->shape == LEDE__SHAPE_UPPER && !(k->flags & LEDE__TOK_HEADING);

    if (words == 1 && (lex & LEDE__LEX_ACRONYM) && capitals && !(lex & LEDE__LEX_COUNTRY))
        return is(m, LEDE_ORGANISATION, LEDE__SURE, "known acronym");
    if (words == 1 && (lex & LEDE__LEX_ACRONYM) && !capitals && !(k->flags & LEDE__TOK_HEADING))
        lex &= ~(uint32_t)(LEDE__LEX_ACRONYM | (k->shape == LEDE__SHAPE_LOWER || k->shape == LEDE__SHAPE_CAP
                                                     ? (uint32_t)LEDE__LEX_COUNTRY * (k->end - k->start < 5) : 0u));
    if ((lex & (LEDE__LEX_ORG | LEDE__LEX_ACRONYM)) && (lede__scan_is(f->t, m->last, "index") || lede__scan_is(f->t, m->last, "composite")))
        return thing(m, "index");
    if (lex & LEDE__LEX_ORG)
        return is(m, LEDE_ORGANISATION, LEDE__SURE, "known organisation");
    if ((lex & LEDE__LEX_TEAM) && (words > 1 || !(lex & LEDE__LEX_COMMON) || plays(f, m)))
        return is(m, LEDE_ORGANISATION, words == 1 && ((lex & (LEDE__LEX_COMMON | LEDE__LEX_PLACE)) || (k->flags & LEDE__TOK_HEADING)) ? LEDE__LIKELY : LEDE__SURE, "known team");
    if (lex & LEDE__LEX_COUNTRY)
        return is(m, LEDE_PLACE, (lex & LEDE__LEX_GIVEN) && words == 1 ? LEDE__LIKELY : LEDE__SURE, "known country");
    if (lex & LEDE__LEX_DEMONYM)
        return is(m, LEDE_GROUP, LEDE__SURE, "known people");
    if (lex & (LEDE__LEX_CITY | LEDE__LEX_REGION | LEDE__LEX_AREA)) {
        if ((m->flags & LEDE__MENTION_PLAYS) && !(m->flags & LEDE__MENTION_WHERE))
            return is(m, LEDE_ORGANISATION, LEDE__LIKELY, "place where a team stands");
        if (words == 1 && (lex & LEDE__LEX_COMMON))
            return is(m, LEDE_PLACE, m->flags & LEDE__MENTION_WHERE ? LEDE__LIKELY : LEDE__UNDECIDED, "known place");
        return is(m, LEDE_PLACE, (lex & (LEDE__LEX_GIVEN | LEDE__LEX_SURNAME)) && words == 1 ? LEDE__GUESS : LEDE__SURE,
                  "known place");
    }
    if (lex & LEDE__LEX_GROUP)
        return is(m, LEDE_GROUP, LEDE__LIKELY, "known group");
    if ((lex & LEDE__LEX_THING) && (words > 1 || capitals))
        return thing(m, "known thing");
    return 0;
}

static int starts_person(const lede__finder *f, const lede__mention *m)
{
    const lede__token *k = &f->t->items[m->first];

    return m->last - m->first > 1 && (k->lex & LEDE__LEX_GIVEN);
}

/* What the last or first word says. */
static int by_ending(const lede__finder *f, lede__mention *m)
{
    const lede__tokens *t = f->t;
    size_t words = m->last - m->first, i;
    uint32_t end = t->items[m->last - 1].lex, head = t->items[m->first].lex;
    int person = starts_person(f, m) && (end & LEDE__LEX_SURNAME);

    if (words < 2)
        return 0;
    for (i = m->first + 1; i + 1 < m->last; i++)
        if ((lede__scan_is(t, i, "of") || lede__scan_is(t, i, "for")) && (t->items[i - 1].lex & (LEDE__LEX_ORGHEAD | LEDE__LEX_ORGEND)))
            return is(m, LEDE_ORGANISATION, LEDE__SURE, "head of an organisation with of");
    for (i = m->first + 1; i + 1 < m->last; i++)
        if (lede__name_sign(t, i, '&'))
            return is(m, LEDE_ORGANISATION, LEDE__SURE, "joined by &");
    if ((end & LEDE__LEX_ORGEND) && !person)
        return is(m, LEDE_ORGANISATION, LEDE__SURE, "ends as an organisation");
    if ((end & LEDE__LEX_TEAM) && !(head & LEDE__LEX_GIVEN & ~(head & LEDE__LEX_PLACE ? LEDE__LEX_GIVEN : 0u)))
        return is(m, LEDE_ORGANISATION, LEDE__SURE, "place and team");
    if ((end & LEDE__LEX_THING) && !person)
        return thing(m, "ends as a thing");
    if ((end & LEDE__LEX_PLACEEND) && !person && (m->flags & LEDE__MENTION_PLAYS) && !(m->flags & LEDE__MENTION_WHERE))
        return is(m, LEDE_ORGANISATION, LEDE__LIKELY, "place where a team stands");
    if ((end & LEDE__LEX_PLACEEND) && !person)
        return is(m, LEDE_PLACE, LEDE__SURE, "ends as a place");
    if ((end & LEDE__LEX_PLACEHEAD) && (end & LEDE__LEX_COMMON) && !(head & (LEDE__LEX_COMMON | LEDE__LEX_GIVEN)))
        return is(m, LEDE_PLACE, LEDE__LIKELY, "ends as a part of a place");
    if ((head & LEDE__LEX_PLACEHEAD) && !(head & LEDE__LEX_GIVEN) && words == 2)
        return is(m, LEDE_PLACE, LEDE__LIKELY, "begins as a place");
    return 0;
}

/* Whether every word is a title, an office or an ordinary word: no person's name. */
static int only_office(const lede__finder *f, const lede__mention *m)
{
    size_t i;

    for (i = m->first; i < m->last; i++) {
        uint32_t lex = f->t->items[i].lex;

        if (!(lex & (LEDE__LEX_COMMON | LEDE__LEX_TITLE | LEDE__LEX_ROLE)) || (lex & (LEDE__LEX_SURNAME | LEDE__LEX_GIVEN)))
            return 0;
    }
    return 1;
}

/* The words before and after. */
static int by_context(const lede__finder *f, lede__mention *m)
{
    const lede__tokens *t = f->t;
    size_t b = before(m), a = m->last, words = m->last - m->first;
    uint32_t role = b < t->count ? t->items[b].lex : 0;

    if (only_office(f, m))
        return 0;
    if (b < t->count && (role & LEDE__LEX_TITLE) && t->items[b].shape != LEDE__SHAPE_LOWER && words < 5)
        return is(m, LEDE_PERSON, LEDE__SURE, "title before");
    if (b < t->count && (role & (LEDE__LEX_ROLE | LEDE__LEX_TITLE)) && words < 5)
        return is(m, LEDE_PERSON, words > 1 ? LEDE__SURE : LEDE__LIKELY, "role before");
    if (lede__name_sign(t, a, ',') && has_number(f, a + 1) && lede__name_sign(t, a + 2, ',') && words < 5 &&
        t->items[a + 1].end - t->items[a + 1].start == 2)
        return is(m, LEDE_PERSON, LEDE__SURE, "age after");
    return 0;
}

static int initials(const lede__finder *f, const lede__mention *m)
{
    size_t i;
    int any = 0;

    for (i = m->first; i < m->last; i++) {
        const lede__token *k = &f->t->items[i];

        if (k->shape == LEDE__SHAPE_INITIAL && (k->flags & LEDE__TOK_STOP))
            any = 1;
    }
    return any && f->t->items[m->last - 1].shape != LEDE__SHAPE_INITIAL;
}

static int by_person(const lede__finder *f, lede__mention *m)
{
    const lede__tokens *t = f->t;
    size_t words = m->last - m->first;
    uint32_t lex = t->items[m->first].lex, end = t->items[m->last - 1].lex;

    if (words > 1 && words < 6 && initials(f, m))
        return is(m, LEDE_PERSON, LEDE__SURE, "initials");
    if (words > 1 && words < 6 && (lex & LEDE__LEX_GIVEN))
        return is(m, LEDE_PERSON, LEDE__SURE, "given name first");
    if (words > 1 && words < 4 && (end & LEDE__LEX_GIVEN) && !(lex & LEDE__LEX_COMMON))
        return is(m, LEDE_PERSON, LEDE__LIKELY, "given name last");
    if (words > 1 && words < 4 && (end & LEDE__LEX_SURNAME) && !(lex & LEDE__LEX_COMMON))
        return is(m, LEDE_PERSON, LEDE__LIKELY, "known surname last");
    return 0;
}

/* newspaper X, X shares */
static int house(const lede__finder *f, const lede__mention *m)
{
    const lede__tokens *t = f->t;

    return (lede__name_lower(t, m->last) && lede__scan_does(t, m->last, LEDE__GRAM_HOUSE)) ||
           (lede__name_lower(t, before(m)) && lede__scan_does(t, before(m), LEDE__GRAM_HOUSE));
}

/* In German every noun has a capital: neither that nor an English list of names makes a noun a name. */
static int nouns_have_capitals(const lede__finder *f)
{
    return strncmp(f->language, "de", 2) == 0;
}

static int single(const lede__finder *f, lede__mention *m)
{
    const lede__tokens *t = f->t;
    const lede__token *k = &t->items[m->first];
    uint32_t next = lede__name_lex(t, m->last);

    if (k->shape == LEDE__SHAPE_UPPER && has_number(f, m->last) && !(m->flags & LEDE__MENTION_PLAYS))
        return is(m, 0, LEDE__UNDECIDED, "capitals before a number");
    if (k->shape == LEDE__SHAPE_UPPER && !(k->flags & LEDE__TOK_STOP) && !(k->lex & LEDE__LEX_COMMON))
        return is(m, LEDE_ORGANISATION, LEDE__GUESS, "unknown acronym");
    if ((k->lex & LEDE__LEX_COMMON) || (k->flags & LEDE__TOK_LITTLE))
        return is(m, 0, LEDE__UNDECIDED, "ordinary word");
    if (m->flags & LEDE__MENTION_PLAYS && !(k->lex & (LEDE__LEX_SURNAME | LEDE__LEX_GIVEN)))
        return is(m, LEDE_ORGANISATION, LEDE__GUESS, "stands where a team stands");
    if (m->flags & LEDE__MENTION_WHERE)
        return is(m, LEDE_PLACE, LEDE__GUESS, "where only a place stands");
    if (house(f, m))
        return is(m, LEDE_ORGANISATION, LEDE__GUESS, "beside a noun of organisations");
    if (before(m) < f->t->count && lede__scan_is(f->t, before(m), "the") && !(m->flags & LEDE__MENTION_PLAYS))
        return is(m, k->lex & LEDE__LEX_PLACEHEAD ? LEDE_PLACE : 0, k->lex & LEDE__LEX_PLACEHEAD ? LEDE__GUESS : LEDE__UNDECIDED,
                  "single word after the");
    if (nouns_have_capitals(f))
        return is(m, 0, LEDE__UNDECIDED, "unknown noun");
    if (next & LEDE__LEX_SAY)
        return is(m, LEDE_PERSON, LEDE__GUESS, "says something");
    if (k->lex & (LEDE__LEX_SURNAME | LEDE__LEX_GIVEN))
        return is(m, LEDE_PERSON, LEDE__GUESS, "known name of persons");
    return is(m, 0, LEDE__UNDECIDED, "unknown word");
}

/* Two or more words that no list knows: a person when none is an ordinary word. */
static int several(const lede__finder *f, lede__mention *m)
{
    const lede__tokens *t = f->t;
    size_t i, common = 0, words = m->last - m->first;

    for (i = m->first; i < m->last; i++) {
        if (lede__name_lower(t, i) && (t->items[i].lex & LEDE__LEX_PARTICLE))
            words--;
        else
            common += (t->items[i].lex & LEDE__LEX_COMMON) != 0;
    }
    if (t->items[m->first].lex & (LEDE__LEX_CITY | LEDE__LEX_REGION))
        return is(m, LEDE_ORGANISATION, LEDE__GUESS, "place and a further word");
    if (m->flags & LEDE__MENTION_WHERE)
        return is(m, LEDE_PLACE, LEDE__GUESS, "where only a place stands");
    if (house(f, m))
        return is(m, LEDE_ORGANISATION, LEDE__GUESS, "beside a noun of organisations");
    if (t->items[m->first].shape == LEDE__SHAPE_UPPER && t->items[m->last - 1].shape == LEDE__SHAPE_CAP)
        return is(m, LEDE_ORGANISATION, LEDE__GUESS, "begins with an acronym");
    if (!common && before(m) < t->count && lede__scan_is(t, before(m), "the"))
        return is(m, LEDE_ORGANISATION, LEDE__GUESS, "unknown words after the");
    if (words < 4 && !common && !nouns_have_capitals(f))
        return is(m, LEDE_PERSON, LEDE__GUESS, "two unknown capitalised words");
    return is(m, 0, LEDE__UNDECIDED, "unknown words");
}

void lede__name_kind(const lede__finder *f, lede__mention *m)
{
    if (plays(f, m))
        m->flags |= LEDE__MENTION_PLAYS;
    if (where(f, m))
        m->flags |= LEDE__MENTION_WHERE;
    if (dateline(f, m)) {
        m->flags |= LEDE__MENTION_WHERE;
        m->flags &= (uint8_t)~LEDE__MENTION_DOUBTFUL;
        is(m, LEDE_PLACE, LEDE__SURE, "dateline");
        return;
    }
    (void)(listed(f, m) || by_ending(f, m) || by_context(f, m) || by_person(f, m) ||
           (m->last - m->first == 1 ? single(f, m) : several(f, m)));
    if (m->kind == LEDE_PERSON)
        gender(f, m);
}
