# Exported symbols are the declared ones.
. tests/tap.sh

# Names that follow LEDE_API in a preprocessed header, up to the bracket.
for h in include/lede/*.h; do
    ${CC:-cc} -E -P -DLEDE_KEEP_API -Iinclude "$h" 2>/dev/null
done | tr '\n' ' ' | grep -oE 'visibility\("default"\)\)\)[^;{]*\(' | grep -oE 'lede_[a-z0-9_]+ *\(' | tr -d ' (' | sort -u >"$tmp/declared"
nm -D --defined-only "$LEDE_BUILD"/liblede.so | awk '$2 ~ /[TDRB]/ {print $3}' | grep -vE '^(__|_init|_fini|_edata|_end)' | sort -u >"$tmp/exported"
case $LEDE_BUILD in
*asan* | *cov*) skip "exported symbols equal the declared ones" "instrumented build adds symbols" ;;
*) is "exported symbols equal the declared ones" "$(diff "$tmp/declared" "$tmp/exported")" "" ;;
esac
is "the Lua module exports its opener alone" "$(nm -D --defined-only "$LEDE_BUILD"/lede.so | awk '$2 == "T" {print $3}' | grep -vE '^(__|_init|_fini|_sub_)' | sort -u)" "luaopen_lede"
finish
