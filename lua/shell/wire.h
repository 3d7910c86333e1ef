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

enum {
    WIRE_HEADER = 5,              /* u32 length of the payload, u8 type */
    WIRE_MAX = 32 * 1024 * 1024   /* bytes of one payload, both ways */
};

void wire_header(unsigned char header[WIRE_HEADER], char type, size_t n);
size_t wire_length(const unsigned char header[WIRE_HEADER]);

/* Lua: pack(article, id, tags_json) -> string; the fields that map can see. */
int wire_pack(lua_State *L);
/* Lua: unpack(payload, at) -> article, id, tags_json, next at; nil at the end. */
int wire_unpack(lua_State *L);

#endif
