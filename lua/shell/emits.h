/*
 * What map emits, on its way from the workers that map to the one that folds:
 * one emit after the other, each the lengths of its key and its value and both
 * packed, so that they can be passed on unread. lua/answers.c checks
 * their lengths. An answer is what map asked for and its emits, each behind a
 * length.
 */
#ifndef LEDE_SHELL_EMITS_H
#define LEDE_SHELL_EMITS_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Lua, in the worker that maps: answering(most, quit) -> emit, close, take.
 * emit(key, value) is what map is given; where one article emits more than
 * `most` bytes it calls quit, which does not return. close(asked) ends the
 * answer of an article, take() gives those that were ended since the last one.
 */
int emits_answering(lua_State *L);

typedef struct emit_parts {
    const char *key, *value;   /* packed */
    uint32_t key_n, value_n;
} emit_parts;

/* The emit at `at` of the n bytes; returns where the next one is. Raises where it is cut short. */
size_t emits_parts(lua_State *L, const char *s, size_t n, size_t at, emit_parts *p);
/* Push the value that is packed in just these bytes. */
void emits_push(lua_State *L, const char *s, size_t n);

/* Lua, in the parent: list(emits) -> list of {key, value}; raises where the bytes are no emits. */
int emits_list(lua_State *L);

#endif
