/* The names that dumps and newspaper APIs give to the fields of an article. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "read/fields.h"

typedef struct column {
    const char *name;       /* lower case, without spaces, '_', '-', '.' */
    signed char field, rank;
} column;

/* In byte order of names. A lower rank wins where several columns mean one field; 0: lede's and schema.org's own. */
static const column columns[] = {
    {"@id", LEDE_URL, 4},
    {"abstract", LEDE_DEK, 2},
    {"alternativeheadline", LEDE_DEK, 0},
    {"article", LEDE_BODY, 3},
    {"articlebody", LEDE_BODY, 0},
    {"articlecontent", LEDE_BODY, 1},
    {"articledate", LEDE_PUBLISHED, 1},
    {"articlelink", LEDE_URL, 1},
    {"articlesection", LEDE_SECTION, 0},
    {"articletext", LEDE_BODY, 1},
    {"articletitle", LEDE_HEADLINE, 1},
    {"articleurl", LEDE_URL, 1},
    {"author", LEDE_AUTHORS, 0},
    {"authorname", LEDE_AUTHORS, 1},
    {"authors", LEDE_AUTHORS, 0},
    {"bodies", LEDE_BODY, 2},
    {"body", LEDE_BODY, 0},
    {"bodycontent", LEDE_BODY, 1},
    {"bodyhtml", LEDE_BODY, 2},
    {"bodytext", LEDE_BODY, 1},
    {"bodyxhtml", LEDE_BODY, 2},
    {"by", LEDE_AUTHORS, 2},
    {"byline", LEDE_AUTHORS, 1},
    {"canonicalurl", LEDE_URL, 1},
    {"categories", LEDE_SECTION, 3},
    {"category", LEDE_SECTION, 1},
    {"cleanedtext", LEDE_BODY, 2},
    {"content", LEDE_BODY, 1},
    {"contentcreated", LEDE_PUBLISHED, 3},
    {"contenthtml", LEDE_BODY, 2},
    {"contenttext", LEDE_BODY, 1},
    {"copyrightholder", LEDE_PUBLISHER, 3},
    {"creator", LEDE_AUTHORS, 1},
    {"date", LEDE_PUBLISHED, 1},
    {"datecreated", LEDE_PUBLISHED, 3},
    {"datefrom", LEDE_DATE_FROM, 0},
    {"datemodified", LEDE_MODIFIED, 0},
    {"datepublished", LEDE_PUBLISHED, 0},
    {"datetime", LEDE_PUBLISHED, 2},
    {"dateupdated", LEDE_MODIFIED, 1},
    {"deck", LEDE_DEK, 1},
    {"dek", LEDE_DEK, 0},
    {"description", LEDE_DEK, 2},
    {"descriptions", LEDE_DEK, 2},
    {"descriptiontext", LEDE_DEK, 1},
    {"domain", LEDE_PUBLISHER, 4},
    {"excerpt", LEDE_DEK, 3},
    {"firstcreated", LEDE_PUBLISHED, 2},
    {"firstpublished", LEDE_PUBLISHED, 1},
    {"fulltext", LEDE_BODY, 1},
    {"heading", LEDE_HEADLINE, 2},
    {"headline", LEDE_HEADLINE, 0},
    {"headlines", LEDE_HEADLINE, 2},
    {"inlanguage", LEDE_LANGUAGE, 0},
    {"journalist", LEDE_AUTHORS, 2},
    {"keywords", LEDE_KEYWORDS, 0},
    {"lang", LEDE_LANGUAGE, 1},
    {"language", LEDE_LANGUAGE, 0},
    {"languagecode", LEDE_LANGUAGE, 1},
    {"lastmodified", LEDE_MODIFIED, 1},
    {"lastupdated", LEDE_MODIFIED, 1},
    {"leadparagraph", LEDE_BODY, 4},
    {"link", LEDE_URL, 1},
    {"links", LEDE_LINKS, 0},
    {"loc", LEDE_URL, 3},
    {"mainentityofpage", LEDE_URL, 2},
    {"maintext", LEDE_BODY, 1},
    {"modified", LEDE_MODIFIED, 0},
    {"modifiedat", LEDE_MODIFIED, 1},
    {"modifieddate", LEDE_MODIFIED, 1},
    {"name", LEDE_HEADLINE, 3},
    {"newsdesk", LEDE_SECTION, 2},
    {"newspaper", LEDE_PUBLISHER, 1},
    {"newstitle", LEDE_HEADLINE, 1},
    {"newsurl", LEDE_URL, 1},
    {"notes", LEDE_NOTES, 0},
    {"outlet", LEDE_PUBLISHER, 1},
    {"pageurl", LEDE_URL, 1},
    {"paragraphs", LEDE_BODY, 3},
    {"permalink", LEDE_URL, 1},
    {"plaintext", LEDE_BODY, 1},
    {"postdate", LEDE_PUBLISHED, 1},
    {"provider", LEDE_PUBLISHER, 2},
    {"pubdate", LEDE_PUBLISHED, 1},
    {"pubdatetime", LEDE_PUBLISHED, 1},
    {"publication", LEDE_PUBLISHER, 1},
    {"publicationdate", LEDE_PUBLISHED, 1},
    {"publicationdatetime", LEDE_PUBLISHED, 1},
    {"publicationname", LEDE_PUBLISHER, 1},
    {"publicationtime", LEDE_PUBLISHED, 1},
    {"publishdate", LEDE_PUBLISHED, 1},
    {"published", LEDE_PUBLISHED, 0},
    {"publishedat", LEDE_PUBLISHED, 1},
    {"publisheddate", LEDE_PUBLISHED, 1},
    {"publishedon", LEDE_PUBLISHED, 1},
    {"publishedutc", LEDE_PUBLISHED, 1},
    {"publisher", LEDE_PUBLISHER, 0},
    {"publishtime", LEDE_PUBLISHED, 1},
    {"publishtimestamp", LEDE_PUBLISHED, 2},
    {"reporter", LEDE_AUTHORS, 2},
    {"section", LEDE_SECTION, 0},
    {"sectionname", LEDE_SECTION, 1},
    {"site", LEDE_PUBLISHER, 3},
    {"sitename", LEDE_PUBLISHER, 1},
    {"snippet", LEDE_DEK, 4},
    {"source", LEDE_PUBLISHER, 3},
    {"sourcename", LEDE_PUBLISHER, 1},
    {"standfirst", LEDE_DEK, 1},
    {"story", LEDE_BODY, 3},
    {"subheadline", LEDE_DEK, 1},
    {"subject", LEDE_KEYWORDS, 3},
    {"subjects", LEDE_KEYWORDS, 3},
    {"subtitle", LEDE_DEK, 1},
    {"summary", LEDE_DEK, 3},
    {"tags", LEDE_KEYWORDS, 2},
    {"text", LEDE_BODY, 1},
    {"title", LEDE_HEADLINE, 1},
    {"topics", LEDE_KEYWORDS, 3},
    {"trailtext", LEDE_DEK, 1},
    {"updated", LEDE_MODIFIED, 1},
    {"updatedat", LEDE_MODIFIED, 1},
    {"uri", LEDE_URL, 3},
    {"url", LEDE_URL, 0},
    {"versioncreated", LEDE_MODIFIED, 2},
    {"webpublicationdate", LEDE_PUBLISHED, 1},
    {"webtitle", LEDE_HEADLINE, 1},
    {"weburl", LEDE_URL, 1},
    {"writer", LEDE_AUTHORS, 2},
};

static int compare(const void *key, const void *item)
{
    const char *name = key;
    const column *c = item;

    return strcmp(name, c->name);
}

int lede__field_of_column(const char *name, size_t n, int *rank)
{
    char plain[32];
    size_t i, len = 0;
    const column *c;

    for (i = 0; i < n; i++) {
        char ch = name[i];

        if (ch == ' ' || ch == '_' || ch == '-' || ch == '.')
            continue;
        if (len == sizeof plain - 1)
            return -1;
        plain[len++] = ch >= 'A' && ch <= 'Z' ? (char)(ch + 32) : ch;
    }
    plain[len] = '\0';
    c = bsearch(plain, columns, sizeof columns / sizeof *columns, sizeof *columns, compare);
    if (!c)
        return -1;
    *rank = c->rank;
    return c->field;
}

lede_status lede__fields_check_map(const lede_read_options *o, lede_error *err)
{
    const char *const *m = o->map;

    for (; m && m[0]; m += 2) {
        int field = m[1] ? lede_field_of_name(m[1], strlen(m[1])) : -1;

        if (field < 0 || field == LEDE_SOURCE || field == LEDE_EXTRA || field == LEDE_NOTES)
            return lede__fail(err, LEDE_USAGE, "column '%s' cannot be mapped: no field '%s'", m[0],
                              m[1] ? m[1] : "");
    }
    return LEDE_OK;
}
