/* The part of the table `sys` that the recipe runner uses: process.c. */
#ifndef LEDE_SHELL_PROCESS_H
#define LEDE_SHELL_PROCESS_H

#include <lua.h>

/* Add the functions to the table on the top of the stack. */
void lede_shell_add_process(lua_State *L);

#endif
