/* The parent's side of the worker processes: see pool.c for the Lua calls. */
#ifndef LEDE_SHELL_POOL_H
#define LEDE_SHELL_POOL_H

#include <lua.h>

/* Make the metatable of pools; once a state. */
void pool_open(lua_State *L);
int pool_new(lua_State *L);

#endif
