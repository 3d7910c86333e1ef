/* The table of formats. A new format is one file in this folder and one line here. */
#include "read/read.h"

#include <string.h>

#include "read/formats.h"

const lede__format *const lede__formats[] = {
    &lede__format_gzip,
    &lede__format_compressed,
    &lede__format_archive,
    &lede__format_warc,
    &lede__format_arc,
    &lede__format_jsonl,
    &lede__format_json,
    &lede__format_csv,
    &lede__format_html,
    &lede__format_feed,
    &lede__format_nitf,
    &lede__format_newsml,
    &lede__format_xml,
    &lede__format_reuters,
    &lede__format_wire,
    &lede__format_eml,
    &lede__format_mbox,
    &lede__format_markdown,
    &lede__format_text,
    NULL,
};

const lede__format *lede__format_named(const char *name)
{
    size_t i;

    for (i = 0; lede__formats[i]; i++)
        if (strcmp(lede__formats[i]->name, name) == 0)
            return lede__formats[i];
    return NULL;
}

const char *lede_read_format(size_t i, const char **about)
{
    size_t count = sizeof lede__formats / sizeof *lede__formats - 1;

    if (i >= count)
        return NULL;
    if (about)
        *about = lede__formats[i]->about;
    return lede__formats[i]->name;
}

/* First bytes of files that people keep beside their articles. */
static const struct {
    const char *magic;
    size_t n;
    const char *what;
} known[] = {
    {"\x89PNG", 4, "a PNG image"},
    {"\xFF\xD8\xFF", 3, "a JPEG image"},
    {"GIF8", 4, "a GIF image"},
    {"II*\0", 4, "a TIFF image"},
    {"RIFF", 4, "an image, sound or film"},
    {"%PDF", 4, "a PDF file; convert it to text first"},
    {"\xD0\xCF\x11\xE0", 4, "an old Office file; save it as text or CSV first"},
    {"{\\rtf", 5, "an RTF file; save it as text first"},
    {"SQLite format 3", 16, "an SQLite database"},
    {"\x7F" "ELF", 4, "a program"},
    {"MZ", 2, "a program"},
    {"PAR1", 4, "a Parquet file; export it as JSON Lines or CSV first"},
    {"\0asm", 4, "a program"},
    {"ID3", 3, "a sound file"},
    {"OggS", 4, "a sound or film file"},
    {"\x1A\x45\xDF\xA3", 4, "a film file"},
    {"Rar!", 4, "a RAR archive; unpack it first"},
};

static const char *binary_kind(const lede__head *h)
{
    size_t i, control = 0, n = h->n < 4096 ? h->n : 4096;

    for (i = 0; i < sizeof known / sizeof *known; i++)
        if (h->n >= known[i].n && memcmp(h->s, known[i].magic, known[i].n) == 0)
            return known[i].what;
    if (h->n > 12 && memcmp(h->s + 4, "ftyp", 4) == 0)
        return "a film or picture file";
    if (lede__charset_mark(h->s, h->n, &i) || lede__charset_wide(h->s, h->n))
        return NULL;
    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)h->s[i];

        control += c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1B;
    }
    return control * 20 > n ? "binary data" : NULL;
}

const lede__format *lede__format_find(const lede__head *h, int containers_only, const char **why)
{
    const lede__format *best = NULL;
    int score, top = 0;
    size_t i;

    for (i = 0; lede__formats[i]; i++) {
        if (containers_only && !(lede__formats[i]->ways & LEDE__CONTAINER))
            continue;
        score = lede__formats[i]->probe ? lede__formats[i]->probe(h) : 0;
        if (score > top) {
            top = score;
            best = lede__formats[i];
        }
    }
    *why = top < 60 ? binary_kind(h) : NULL;
    if (*why)
        return NULL;
    if (!best)
        *why = h->n ? "no known format" : "empty";
    return best;
}
