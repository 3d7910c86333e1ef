/*
 * Read layer, knows text and base. An HTML page as a tree.
 *
 * A small parser of our own that takes any bytes (valid UTF-8) in linear time
 * and never fails but for memory: the error rules of the HTML standard where they matter for text (implied
 * ends, unclosed and misnested tags), depth held at LEDE__HTML_DEPTH, what follows the node LEDE__HTML_NODES left out.
 * Everything lives in one arena.
 */
#ifndef LEDE_READ_HTML_TREE_H
#define LEDE_READ_HTML_TREE_H

#include <stdint.h>

#include "base/arena.h"
#include "lede/base.h"

#define LEDE__HTML_DEPTH 300
#define LEDE__HTML_NODES 500000 /* of one page; the greatest of real ones have a tenth */

typedef enum lede__tag {
    LEDE__TAG_TEXT,
    LEDE__TAG_OTHER, /* any name that is not listed */
    LEDE__TAG_A,
    LEDE__TAG_ABBR,
    LEDE__TAG_ADDRESS,
    LEDE__TAG_AREA,
    LEDE__TAG_ARTICLE,
    LEDE__TAG_ASIDE,
    LEDE__TAG_AUDIO,
    LEDE__TAG_B,
    LEDE__TAG_BASE,
    LEDE__TAG_BIG,
    LEDE__TAG_BLOCKQUOTE,
    LEDE__TAG_BODY,
    LEDE__TAG_BR,
    LEDE__TAG_BUTTON,
    LEDE__TAG_CANVAS,
    LEDE__TAG_CAPTION,
    LEDE__TAG_CENTER,
    LEDE__TAG_CITE,
    LEDE__TAG_CODE,
    LEDE__TAG_COL,
    LEDE__TAG_COLGROUP,
    LEDE__TAG_DD,
    LEDE__TAG_DEL,
    LEDE__TAG_DETAILS,
    LEDE__TAG_DIALOG,
    LEDE__TAG_DIV,
    LEDE__TAG_DL,
    LEDE__TAG_DT,
    LEDE__TAG_EM,
    LEDE__TAG_EMBED,
    LEDE__TAG_FIELDSET,
    LEDE__TAG_FIGCAPTION,
    LEDE__TAG_FIGURE,
    LEDE__TAG_FONT,
    LEDE__TAG_FOOTER,
    LEDE__TAG_FORM,
    LEDE__TAG_H1,
    LEDE__TAG_H2,
    LEDE__TAG_H3,
    LEDE__TAG_H4,
    LEDE__TAG_H5,
    LEDE__TAG_H6,
    LEDE__TAG_HEAD,
    LEDE__TAG_HEADER,
    LEDE__TAG_HR,
    LEDE__TAG_HTML,
    LEDE__TAG_I,
    LEDE__TAG_IFRAME,
    LEDE__TAG_IMG,
    LEDE__TAG_INPUT,
    LEDE__TAG_INS,
    LEDE__TAG_LABEL,
    LEDE__TAG_LEGEND,
    LEDE__TAG_LI,
    LEDE__TAG_LINK,
    LEDE__TAG_MAIN,
    LEDE__TAG_MENU,
    LEDE__TAG_META,
    LEDE__TAG_NAV,
    LEDE__TAG_NOEMBED,
    LEDE__TAG_NOFRAMES,
    LEDE__TAG_NOSCRIPT,
    LEDE__TAG_OBJECT,
    LEDE__TAG_OL,
    LEDE__TAG_OPTION,
    LEDE__TAG_P,
    LEDE__TAG_PARAM,
    LEDE__TAG_PICTURE,
    LEDE__TAG_PRE,
    LEDE__TAG_Q,
    LEDE__TAG_S,
    LEDE__TAG_SCRIPT,
    LEDE__TAG_SECTION,
    LEDE__TAG_SELECT,
    LEDE__TAG_SMALL,
    LEDE__TAG_SOURCE,
    LEDE__TAG_SPAN,
    LEDE__TAG_STRIKE,
    LEDE__TAG_STRONG,
    LEDE__TAG_STYLE,
    LEDE__TAG_SUB,
    LEDE__TAG_SUMMARY,
    LEDE__TAG_SUP,
    LEDE__TAG_SVG,
    LEDE__TAG_TABLE,
    LEDE__TAG_TBODY,
    LEDE__TAG_TD,
    LEDE__TAG_TEMPLATE,
    LEDE__TAG_TEXTAREA,
    LEDE__TAG_TFOOT,
    LEDE__TAG_TH,
    LEDE__TAG_THEAD,
    LEDE__TAG_TIME,
    LEDE__TAG_TITLE,
    LEDE__TAG_TR,
    LEDE__TAG_TRACK,
    LEDE__TAG_TT,
    LEDE__TAG_U,
    LEDE__TAG_UL,
    LEDE__TAG_VIDEO,
    LEDE__TAG_WBR,
    LEDE__TAGS
} lede__tag;

enum {
    LEDE__TAG_VOID = 1,   /* has no content */
    LEDE__TAG_BLOCK = 2,  /* begins a new line, and ends an open <p> */
    LEDE__TAG_RAW = 4,    /* its content is text to its end tag */
    LEDE__TAG_FORMAT = 8, /* inline */
    LEDE__TAG_SCOPE = 16, /* implied ends stop here */
    LEDE__TAG_SKIP = 32   /* never holds text of the article */
};

/* The attributes that are kept; all others are dropped. */
typedef enum lede__attr {
    LEDE__ATTR_ARIA_HIDDEN,
    LEDE__ATTR_CHARSET,
    LEDE__ATTR_CLASS,
    LEDE__ATTR_CONTENT,
    LEDE__ATTR_DATA_COMPONENT,
    LEDE__ATTR_DATA_TESTID,
    LEDE__ATTR_DATETIME,
    LEDE__ATTR_HIDDEN,
    LEDE__ATTR_HREF,
    LEDE__ATTR_ID,
    LEDE__ATTR_ITEMPROP,
    LEDE__ATTR_ITEMTYPE,
    LEDE__ATTR_LANG,
    LEDE__ATTR_NAME,
    LEDE__ATTR_PROPERTY,
    LEDE__ATTR_REL,
    LEDE__ATTR_ROLE,
    LEDE__ATTR_STYLE,
    LEDE__ATTR_TITLE,
    LEDE__ATTR_TYPE,
    LEDE__ATTR_VALUE,
    LEDE__ATTRS
} lede__attr;

typedef struct lede__html_attr {
    struct lede__html_attr *next;
    const char *s; /* decoded, not NUL-terminated */
    size_t n;
    lede__attr name;
} lede__html_attr;

typedef struct lede__html {
    struct lede__html *parent, *first, *last, *next;
    lede__html_attr *attrs;
    const char *s; /* of a text: decoded bytes, white space as it stands; of LEDE__TAG_OTHER: the name */
    size_t n;
    uint32_t block, block_end; /* the blocks of text inside: see html_block.h */
    uint32_t hints;            /* what class, id and role say of it */
    uint8_t tag, hidden;
} lede__html;

typedef struct lede__html_page {
    lede__arena arena;
    lede__html *root; /* of no tag that matters: html, head and body add nothing to the tree */
    const char *lang; /* of <html>, NUL-terminated, or NULL */
    size_t nodes;
} lede__html_page;

/* Parse `s` (valid UTF-8, which the caller keeps alive as long as the page). Release in every case. */
lede_status lede__html_parse(const char *s, size_t n, lede__html_page *page, lede_error *err);
void lede__html_release(lede__html_page *page);

/* The node after `node` in document order inside `top`: skips what is below with `over`. */
lede__html *lede__html_next(const lede__html *node, const lede__html *top, int over);

/* An attribute's value, NULL where it is absent; n may be NULL when only its presence matters. */
const char *lede__html_attr_get(const lede__html *node, lede__attr name, size_t *n);
/* Whether the attribute is the word, without regard to case. */
int lede__html_attr_is(const lede__html *node, lede__attr name, const char *word);
/* Whether the attribute, a list of words, has the word. */
int lede__html_attr_has(const lede__html *node, lede__attr name, const char *word);

/* Append all text below, white space made single spaces, none at the ends. */
void lede__html_text(const lede__html *node, lede_buf *out);

unsigned lede__tag_flags(lede__tag tag);
lede__tag lede__tag_of(const char *s, size_t n);
int lede__attr_of(const char *s, size_t n);

/* Decode the character references of s; the result is s itself or lives in the arena. NULL when memory ran out. */
const char *lede__html_decode(lede__arena *arena, const char *s, size_t n, int attribute, size_t *out_n);

#endif
