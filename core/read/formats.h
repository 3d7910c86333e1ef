/* Read layer: the formats by name, for the table and for those that hand on to another. */
#ifndef LEDE_READ_FORMATS_H
#define LEDE_READ_FORMATS_H

#include "read/read.h"

extern const lede__format lede__format_gzip, lede__format_compressed, lede__format_archive;
extern const lede__format lede__format_jsonl, lede__format_json, lede__format_csv, lede__format_markdown;
extern const lede__format lede__format_warc, lede__format_arc, lede__format_eml, lede__format_mbox;
extern const lede__format lede__format_reuters, lede__format_wire, lede__format_text;
extern const lede__format lede__format_html, lede__format_feed, lede__format_nitf, lede__format_newsml, lede__format_xml;

#endif
