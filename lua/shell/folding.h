/* What a worker that folds keeps of the emits it is sent: packed values by key, in the order they came. */
#ifndef LEDE_SHELL_FOLDING_H
#define LEDE_SHELL_FOLDING_H

#include <lua.h>

/*
 * Lua: folding(most) -> a folding whose keys are numbered as they first come.
 *     folding:add(emits, n, at) -> next at, key's number  of n bytes; stops at a key that has `most` values (0: never)
 *                               -> nil                    at the end of the emits
 *     folding:take(number, first) -> key, values          behind `first` where that is not nil; they are gone then
 *     folding:results() -> table                          empty, with room for all keys
 *     #folding                                            how many keys there are
 */
int folding_new(lua_State *L);

#endif
