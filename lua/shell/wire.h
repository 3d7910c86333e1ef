/*
 * What parent and worker say to each other: frames of a type byte and a
 * payload, and articles packed into payloads. Both ends are one program of one
 * build, so numbers are in the machine's own order; the parent still checks
 * every length, since a worker is not trusted.
 */
#ifndef LEDE_SHELL_WIRE_H
#define LEDE_SHELL_WIRE_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

#include "lede.h"

enum {
    WIRE_HEADER = 5,              /* u32 length of the payload, u8 type */
    WIRE_MAX = 32 * 1024 * 1024   /* bytes of one payload, both ways */
};

void wire_header(unsigned char header[WIRE_HEADER], char type, size_t n);
size_t wire_length(const unsigned char header[WIRE_HEADER]);

/*
 * Push a frame, which packs articles for a worker into a buffer while it is
 * given one (wire_fill; NULL takes it away again). In Lua:
 *     frame:row(store, row, about)          an article of a store, copied once, from its page to the frame
 *     frame:article(article, id, about)     any other
 *     #frame                                bytes so far
 */
void wire_push_frame(lua_State *L);
void wire_fill(lua_State *L, int at, lede_buf *to);
/* Make the metatable of frames; once a state. */
void wire_open(lua_State *L);

/* Lua, in the worker: unpack(payload, at) -> article, id, about, next at; nil at the end. The article keeps the payload alive. */
int wire_unpack(lua_State *L);

#endif
