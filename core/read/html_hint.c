/* What an element says of itself by tag, class, id, role and the like, in the words that sites use. */
#include <string.h>

#include "read/html_block.h"

#define H(x) LEDE__HINT_##x

/* Parts of classes with what they say, in the languages of the web. */
static const struct {
    const char *word;
    uint32_t hints;
} words[] = {
    {"about", 0},
    {"abo", H(LETTER)},
    {"actions", H(SHARE)},
    {"ad", H(AD)},
    {"addthis", H(SHARE)},
    {"adbox", H(AD)},
    {"ads", H(AD)},
    {"adsense", H(AD)},
    {"advert", H(AD)},
    {"advertise", H(AD)},
    {"advertisement", H(AD)},
    {"advertising", H(AD)},
    {"agegate", H(CONSENT)},
    {"also", H(RELATED)},
    {"anzeige", H(AD)},
    {"aside", H(ASIDE)},
    {"author", H(BYLINE) | H(AUTHOR)},
    {"authorbio", H(BIO)},
    {"authorname", H(BYLINE) | H(AUTHOR)},
    {"authors", H(BYLINE) | H(AUTHOR)},
    {"autor", H(BYLINE) | H(AUTHOR)},
    {"auteur", H(BYLINE) | H(AUTHOR)},
    {"autore", H(BYLINE) | H(AUTHOR)},
    {"redactor", H(BYLINE) | H(AUTHOR)},
    {"autoren", H(BYLINE) | H(AUTHOR)},
    {"banner", H(AD)},
    {"bio", H(BIO)},
    {"biography", H(BIO)},
    {"bookmarks", H(SHARE)},
    {"breadcrumb", H(NAV)},
    {"breadcrumbs", H(NAV)},
    {"byline", H(BYLINE) | H(AUTHOR)},
    {"bylines", H(BYLINE) | H(AUTHOR)},
    {"caption", H(CAPTION)},
    {"captions", H(CAPTION)},
    {"carousel", H(RELATED)},
    {"categories", H(TAGS)},
    {"category", 0},
    {"comment", H(COMMENTS)},
    {"commentaires", H(COMMENTS)},
    {"commentlist", H(COMMENTS)},
    {"comments", H(COMMENTS)},
    {"commentsection", H(COMMENTS)},
    {"comentarios", H(COMMENTS)},
    {"consent", H(CONSENT)},
    {"contactinfo", H(FOOTER)},
    {"cookie", H(CONSENT)},
    {"cookiebar", H(CONSENT)},
    {"cookies", H(CONSENT)},
    {"copyright", H(FOOTER)},
    {"correlati", H(RELATED)},
    {"credit", H(CAPTION)},
    {"credits", H(CAPTION)},
    {"crumbs", H(NAV)},
    {"date", H(DATE)},
    {"dateline", H(DATE)},
    {"datum", H(DATE)},
    {"datetime", H(DATE)},
    {"dek", H(DEK)},
    {"disclaimer", H(FOOTER)},
    {"discussion", H(COMMENTS)},
    {"disqus", H(COMMENTS)},
    {"donate", H(LETTER)},
    {"donation", H(LETTER)},
    {"facebook", H(SHARE)},
    {"fancybox", 0},
    {"featuredposts", H(RELATED)},
    {"figcaption", H(CAPTION)},
    {"flyout", H(NAV)},
    {"follow", H(SHARE)},
    {"followus", H(SHARE)},
    {"footer", H(FOOTER)},
    {"foot", H(FOOTER)},
    {"gdpr", H(CONSENT)},
    {"headline", H(TITLE)},
    {"infobox", H(ASIDE)},
    {"inread", H(AD)},
    {"interstitial", H(AD)},
    {"kicker", H(BYLINE)},
    {"kommentar", H(COMMENTS)},
    {"kommentare", H(COMMENTS)},
    {"kommentarer", H(COMMENTS)},
    {"login", H(LETTER)},
    {"lightbox", H(HIDDEN)},
    {"masthead", H(HEADER)},
    {"mailchimp", H(LETTER)},
    {"menu", H(NAV)},
    {"menus", H(NAV)},
    {"meta", H(BYLINE)},
    {"metadata", H(BYLINE)},
    {"modal", H(HIDDEN)},
    {"mostpopular", H(RELATED)},
    {"mostread", H(RELATED)},
    {"nav", H(NAV)},
    {"navbar", H(NAV)},
    {"navi", H(NAV)},
    {"navigation", H(NAV)},
    {"newsletter", H(LETTER)},
    {"newsletters", H(LETTER)},
    {"noprint", 0},
    {"offscreen", H(HIDDEN)},
    {"outbrain", H(RELATED)},
    {"overlay", H(HIDDEN)},
    {"pagenav", H(NAV)},
    {"pager", H(NAV)},
    {"pagination", H(NAV)},
    {"partage", H(SHARE)},
    {"paywall", H(LETTER)},
    {"photocredit", H(CAPTION)},
    {"piano", H(LETTER)},
    {"popup", H(HIDDEN)},
    {"popular", H(RELATED)},
    {"popover", H(HIDDEN)},
    {"postmeta", H(BYLINE)},
    {"prevnext", H(NAV)},
    {"print", 0},
    {"privacy", H(CONSENT)},
    {"promo", H(RELATED)},
    {"promotion", H(AD)},
    {"publicidad", H(AD)},
    {"published", H(DATE)},
    {"rating", H(SHARE)},
    {"ratings", H(SHARE)},
    {"readmore", H(RELATED)},
    {"recirc", H(RELATED)},
    {"recirculation", H(RELATED)},
    {"recommend", H(RELATED)},
    {"recommendation", H(RELATED)},
    {"recommendations", H(RELATED)},
    {"recommended", H(RELATED)},
    {"register", H(LETTER)},
    {"reklama", H(AD)},
    {"related", H(RELATED)},
    {"relatedlinks", H(RELATED)},
    {"relatedposts", H(RELATED)},
    {"relacionadas", H(RELATED)},
    {"relacionados", H(RELATED)},
    {"replies", H(COMMENTS)},
    {"respond", H(COMMENTS)},
    {"shariff", H(SHARE)},
    {"share", H(SHARE)},
    {"sharebar", H(SHARE)},
    {"sharedaddy", H(SHARE)},
    {"sharing", H(SHARE)},
    {"shoutbox", H(COMMENTS)},
    {"sidebar", H(ASIDE)},
    {"signup", H(LETTER)},
    {"similar", H(RELATED)},
    {"skip", H(NAV)},
    {"skyscraper", H(AD)},
    {"social", H(SHARE)},
    {"socials", H(SHARE)},
    {"socialmedia", H(SHARE)},
    {"speechify", H(SHARE)},
    {"sponsor", H(AD)},
    {"sponsored", H(AD)},
    {"standfirst", H(DEK)},
    {"subheadline", H(DEK)},
    {"submeta", H(BYLINE)},
    {"submitted", H(BYLINE)},
    {"subscribe", H(LETTER)},
    {"subscription", H(LETTER)},
    {"subtitle", H(DEK)},
    {"summary", H(DEK)},
    {"syndicated", 0},
    {"taboola", H(RELATED)},
    {"tag", H(TAGS)},
    {"taglist", H(TAGS)},
    {"tagcloud", H(TAGS)},
    {"tags", H(TAGS)},
    {"teaser", H(RELATED)},
    {"teasers", H(RELATED)},
    {"teilen", H(SHARE)},
    {"timestamp", H(DATE)},
    {"toolbar", H(SHARE)},
    {"tooltip", H(HIDDEN)},
    {"topics", H(TAGS)},
    {"trending", H(RELATED)},
    {"tweet", 0},
    {"username", H(BYLINE) | H(AUTHOR)},
    {"verwandt", H(RELATED)},
    {"visuallyhidden", H(HIDDEN)},
    {"vote", H(SHARE)},
    {"weiterlesen", H(RELATED)},
    {"vcard", H(BYLINE) | H(AUTHOR)},
    {"werbung", H(AD)},
    {"whatsapp", H(SHARE)},
    {"widget", H(ASIDE)},
    {"wrote", H(BYLINE) | H(AUTHOR)},
    {"writer", H(BYLINE) | H(AUTHOR)},
    {"zergnet", H(RELATED)},
};

static int compare_order(const char *a, const char *b, size_t n)
{
    int order = strncmp(a, b, n);

    return order ? order : a[n] != '\0';
}

/* The table is small: a scan by the first letter is enough. */
static uint32_t hints_of_word(const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i].word[0] == s[0] && compare_order(words[i].word, s, n) == 0)
            return words[i].hints;
    return 0;
}

/* What a list of words said that no word says alone. */
typedef struct said {
    uint32_t hints;
    int article, content, entry, more, read, last_not, screen, reader;
} said;

static int is(const char *s, size_t n, const char *word)
{
    return strlen(word) == n && memcmp(s, word, n) == 0;
}

static int in(const char *s, size_t n, const char *const *list)
{
    for (; *list; list++)
        if (is(s, n, *list))
            return 1;
    return 0;
}

static void one_word(const char *s, size_t n, said *w)
{
    static const char *const articles[] = {"article",  "story",    "entry",   "post", "news",   "artikel",
                                           "articulo", "articolo", "noticia", "nota", "single", NULL};
    static const char *const contents[] = {"body",       "content",  "text",  "copy",     "inhalt", "contenido",
                                           "paragraphs", "fulltext", "texto", "bodytext", NULL};
    static const char *const nots[] = {"with", "has", "no", "not", "without", "is", "js", "hide", "show", "wp", NULL};
    static const char *const bodies[] = {"articlebody", "storybody",      "entrycontent", "postcontent",
                                         "articletext", "articlecontent", "storytext",    "storycontent",
                                         "postbody",    "newstext",       "articlecopy",  "maincontent",
                                         NULL};

    if (!w->last_not)
        w->hints |= hints_of_word(s, n);
    w->last_not = in(s, n, nots);
    w->article |= in(s, n, articles);
    w->content |= in(s, n, contents);
    if (in(s, n, bodies))
        w->hints |= H(BODY);
    w->entry |= is(s, n, "hentry");
    w->screen |= is(s, n, "sr") || is(s, n, "screen") || is(s, n, "visually");
    w->reader |= is(s, n, "only") || is(s, n, "reader") || is(s, n, "hidden");
    w->more |= is(s, n, "more") || is(s, n, "most");
    w->read |= is(s, n, "read") || is(s, n, "stories") || is(s, n, "news") || is(s, n, "articles") ||
               is(s, n, "popular") || is(s, n, "links");
}

/* Read an attribute as words: parts between signs, and between a small and a capital letter. */
static void read_words(const char *s, size_t n, said *w)
{
    char word[32];
    size_t i, len = 0;

    w->last_not = 0;
    for (i = 0; i <= n; i++) {
        char c = i < n ? s[i] : ' ';
        int upper = c >= 'A' && c <= 'Z', letter = upper || (c >= 'a' && c <= 'z');

        if (len && (!letter || (upper && i && s[i - 1] >= 'a' && s[i - 1] <= 'z'))) {
            if (len < sizeof word)
                one_word(word, len, w);
            len = 0;
        }
        if (c == ' ')
            w->last_not = 0;
        if (letter) {
            if (len < sizeof word)
                word[len] = (char)(upper ? c + 32 : c);
            len++;
        }
    }
}

static uint32_t of_tag(const lede__html *node)
{
    switch (node->tag) {
    case LEDE__TAG_NAV:
    case LEDE__TAG_MENU: return H(NAV);
    case LEDE__TAG_ASIDE: return H(ASIDE);
    case LEDE__TAG_FOOTER: return H(FOOTER);
    case LEDE__TAG_HEADER: return H(HEADER);
    case LEDE__TAG_FORM:
    case LEDE__TAG_FIELDSET: return H(FORM);
    case LEDE__TAG_FIGCAPTION:
    case LEDE__TAG_FIGURE: return H(CAPTION);
    case LEDE__TAG_DIALOG: return H(HIDDEN);
    case LEDE__TAG_ARTICLE: return H(ARTICLE);
    case LEDE__TAG_MAIN: return H(MAIN);
    case LEDE__TAG_TIME: return H(DATE);
    default: return 0;
    }
}

static uint32_t of_role(const lede__html *node)
{
    size_t n;
    const char *s = lede__html_attr_get(node, LEDE__ATTR_ROLE, &n);
    uint32_t hints = 0;

    if (s && (is(s, n, "navigation") || is(s, n, "menu") || is(s, n, "menubar")))
        hints |= H(NAV);
    else if (s && (is(s, n, "complementary") || is(s, n, "search")))
        hints |= H(ASIDE);
    else if (s && is(s, n, "contentinfo"))
        hints |= H(FOOTER);
    else if (s && (is(s, n, "dialog") || is(s, n, "alertdialog") || is(s, n, "tooltip")))
        hints |= H(HIDDEN);
    else if (s && is(s, n, "main"))
        hints |= H(MAIN);
    else if (s && is(s, n, "article"))
        hints |= H(ARTICLE);
    if (lede__html_attr_has(node, LEDE__ATTR_ITEMPROP, "articleBody"))
        hints |= H(BODY);
    if (lede__html_attr_has(node, LEDE__ATTR_ITEMPROP, "comment"))
        hints |= H(COMMENTS);
    if (lede__html_attr_has(node, LEDE__ATTR_ITEMPROP, "author"))
        hints |= H(BYLINE);
    return hints;
}

/* Whether a style attribute hides the element. */
/* The sign in a heading that is a link to the heading itself: no part of what it says. */
static int is_permalink(const lede__html *node)
{
    static const char *const signs[] = {"#", "\xC2\xB6", "\xC2\xA7", "\xE2\x88\x9E", "\xF0\x9F\x94\x97", NULL};
    const lede__html *up, *text = node->first;
    size_t n, i;
    const char *href = lede__html_attr_get(node, LEDE__ATTR_HREF, &n);

    if (node->tag != LEDE__TAG_A || !href || !n || href[0] != '#' || !text || text->next || text->tag != LEDE__TAG_TEXT)
        return 0;
    for (up = node->parent, i = 0; up && i < 2 && !(up->tag >= LEDE__TAG_H1 && up->tag <= LEDE__TAG_H6); i++)
        up = up->parent;
    if (!up || i == 2)
        return 0;
    for (i = 0; signs[i]; i++)
        if (text->n == strlen(signs[i]) && memcmp(text->s, signs[i], text->n) == 0)
            return 1;
    return 0;
}

int lede__html_is_hidden(const lede__html *node)
{
    size_t n, i;
    const char *s = lede__html_attr_get(node, LEDE__ATTR_STYLE, &n);

    if (lede__html_attr_get(node, LEDE__ATTR_HIDDEN, NULL) || is_permalink(node))
        return 1;
    for (i = 0; s && i + 12 <= n; i++) {
        if (memcmp(s + i, "display", 7) != 0)
            continue;
        for (i += 7; i < n && (s[i] == ' ' || s[i] == ':');)
            i++;
        if (n - i >= 4 && memcmp(s + i, "none", 4) == 0)
            return 1;
    }
    return 0;
}

uint32_t lede__html_hints(const lede__html *node)
{
    static const lede__attr named[] = {LEDE__ATTR_CLASS, LEDE__ATTR_ID, LEDE__ATTR_DATA_COMPONENT,
                                       LEDE__ATTR_DATA_TESTID};
    uint32_t hints = of_tag(node);
    said w;
    size_t i, n;

    if (!node->attrs)
        return hints;
    memset(&w, 0, sizeof w);
    for (i = 0; i < sizeof named / sizeof named[0]; i++) {
        const char *s = lede__html_attr_get(node, named[i], &n);

        if (s)
            read_words(s, n > 400 ? 400 : n, &w);
    }
    hints |= w.hints | of_role(node);
    if (w.article && w.content)
        hints |= H(BODY);
    if (w.more && w.read)
        hints |= H(RELATED);
    if ((hints & H(FOOTER)) && w.article)
        hints = (hints & ~(uint32_t)H(FOOTER)) | H(TAGS); /* the article's own: often holds its author and date */
    if (w.screen && w.reader)
        hints |= H(HIDDEN);
    if (node->tag == LEDE__TAG_ARTICLE || w.entry || lede__html_attr_has(node, LEDE__ATTR_ITEMPROP, "articleBody"))
        hints &= ~(uint32_t)(H(TAGS) | H(BYLINE) | H(DATE) | H(CAPTION) | H(SHARE) | H(LETTER) | H(AUTHOR) | H(NAV) |
                             H(BIO)); /* its topics and kind, not its nature */
    if (lede__html_is_hidden(node) || lede__html_attr_has(node, LEDE__ATTR_CLASS, "hidden"))
        hints |= H(HIDDEN);
    return hints;
}
