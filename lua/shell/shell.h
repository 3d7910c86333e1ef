/*
 * What the files of the program share. The program is Lua (lua/lib/shell and
 * lua/lib/verbs) over the table `sys` that these files fill: the terminal, the
 * line editor, signals. `lua` is the main state, for handlers that get no ud.
 */
#ifndef LEDE_SHELL_H
#define LEDE_SHELL_H

#include "lede_lua.h"

/* Ctrl-C raises "interrupted!" in L; a second one before that ends the process. */
void lede_shell_catch(lua_State *L);
/* Give Ctrl-C back its default. */
void lede_shell_release(void);
/* Whether Ctrl-C came since the last call. */
int lede_shell_interrupted(void);

/* Each adds its functions to the table on the top of the stack. */
void lede_shell_add_sys(lua_State *L);
void lede_shell_add_line(lua_State *L);

#endif
