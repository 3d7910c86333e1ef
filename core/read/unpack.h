/* Read layer: expansion, shared by containers, web archives and mail. */
#ifndef LEDE_READ_UNPACK_H
#define LEDE_READ_UNPACK_H

#include "read/read.h"

/* LEDE_LIMIT when `in` bytes became `out`, more than the ratio that the options allow (past 64 MB). */
lede_status lede__expansion(const lede_read_options *o, uint64_t in, uint64_t out, lede_error *err);

/*
 * A stream of what `from` expands to; `from` stays the caller's and must live
 * longer. `window` as in inflateInit2: 31 gzip, 15 zlib, -15 raw deflate.
 */
lede_status lede__gunzip(lede__stream *from, const lede_read_options *o, int window, lede__stream **out,
                         lede_error *err);

/* The same of one compressed by what libarchive knows: zstd, bzip2, xz, lz4. */
lede_status lede__unpack(lede__stream *from, const lede_read_options *o, lede__stream **out, lede_error *err);

/* The same of Brotli (RFC 7932), which has no mark of its own: only where a protocol says so. */
lede_status lede__unbrotli(lede__stream *from, const lede_read_options *o, lede__stream **out, lede_error *err);

#endif
