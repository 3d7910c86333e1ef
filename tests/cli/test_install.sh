# Makefile: what `make install` puts where, and that it works from there.
. tests/tap.sh

case $LEDE_BUILD in
*asan* | *cov*)
    skip "the installed program works" "an instrumented build is not installed"
    finish
    ;;
esac
root=$tmp/root
ok "make install succeeds" make install B="$LEDE_BUILD" DESTDIR="$root" PREFIX=/usr
ok "the program runs from there" "$root/usr/bin/lede" --version
ok "it knows the installed recipes as shipped" sh -c "cd $tmp && $root/usr/bin/lede recipe show topics | grep -q 'shipped with lede'"
ok "bash completes its verbs" grep -q 'help --complete' "$root/usr/share/bash-completion/completions/lede"
ok "the man page names the verbs" grep -q 'find' "$root/usr/share/man/man1/lede.1"
ok "the LuaLS file is Lua" luac5.4 -p "$root/usr/share/lede/luals/lede.lua"
ok "stock lua5.4 loads the module" env LUA_CPATH="$root/usr/lib/lua/5.4/?.so" lua5.4 -e 'local lede = require "lede" assert(lede.text.fold("ÉTÉ") == "ete")'
ok "stock lua5.4 adds and finds" env LUA_CPATH="$root/usr/lib/lua/5.4/?.so" lua5.4 -e "
  local lede = require 'lede'
  local store = assert(lede.open('$tmp/x.lede', {mode = 'create'}))
  store:add {headline = 'Eels return', body = 'Eels are back above the dam.'}
  assert(store:find('eel'):count() == 1)"
cat >"$tmp/x.c" <<'C'
#include <lede.h>
int main(void) { return lede_count_words("one two", 7) == 2 ? 0 : 1; }
C
ok "a C program builds with lede.pc" sh -c "cd $tmp && \${CC:-cc} x.c -o x -I$root/usr/include -L$root/usr/lib -llede && LD_LIBRARY_PATH=$root/usr/lib ./x"
ok "lede.pc gives its version" grep -q '^Version: [0-9]' "$root/usr/lib/pkgconfig/lede.pc"
ok "make uninstall takes it away" make uninstall DESTDIR="$root" PREFIX=/usr
is "and leaves no file" "$(find "$root" -type f)" ""
finish
