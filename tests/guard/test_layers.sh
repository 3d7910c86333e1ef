# Include arrows point down: read off the compiler's own dependency files.
. tests/tap.sh

# Files of each layer may depend on files of these layers only.
check_layer() { # LAYER ALLOWED-REGEX
    upward=$(for d in "$LEDE_BUILD"/obj/core/"$1"/*.d; do
        [ -e "$d" ] || continue
        tr ' \\' '\n\n' <"$d" | grep -E '^(core|include|lua)/' | grep -vE "^(core|include)/($2)" | sed "s|^|$(basename "$d" .d).c includes |"
    done | sort -u)
    is "core/$1 includes nothing from above" "$upward" ""
}

base='base/|lede/base\.h'
text="$base|text/|lede/(text|regex)\.h"
news="$text|news/|lede/($(ls include/lede | sed 's/\.h$//' | grep -vE '^(base|text|regex|read|store|query)$' | tr '\n' '|' | sed 's/|$//'))\.h"
check_layer base "$base"
check_layer text "$text"
check_layer news "$news"
check_layer read "$news|read/|lede/read\.h"
check_layer store "$news|store/|lede/(store|query)\.h"

is "core never includes the umbrella header or Lua" \
    "$(grep -nE '#include *[<"](lede\.h|lua|lauxlib|lualib)' -r core include/lede | head)" ""
is "the Lua side includes only public headers and its own" \
    "$(for d in "$LEDE_BUILD"/obj/lua/*.d "$LEDE_BUILD"/obj/lua/shell/*.d; do tr ' \\' '\n\n' <"$d" | grep '^core/'; done | sort -u)" ""
is "unsafe calls of the C library are not used" \
    "$(grep -nwE '(strcpy|strcat|sprintf|vsprintf|strtok|gets|atoi|atol|atof) *\(' -r core lua include --include='*.[ch]' | head)" ""
is "the top level holds what belongs there and nothing else" \
    "$(git ls-files 2>/dev/null | cut -d/ -f1 | sort -u | grep -vE '^(core|lua|scripts|include|tests|Makefile|README\.md|LICENSE|\..*)$')" ""
is "files of code stay under 800 lines" \
    "$(for f in $(find core lua include scripts -name '*.[ch]' -o -name '*.lua'); do
        case $f in *_table*.c | *_data*.c | *_[0-9].c) continue ;; esac   # tables of facts
        head -5 "$f" | grep -qi 'generated' && continue
        n=$(wc -l <"$f")
        [ "$n" -gt 800 ] && echo "$f has $n lines"
    done)" ""
# Data that can change lies in .data or .bss of the core's objects.
case $LEDE_BUILD in
*asan* | *cov*) skip "core keeps no mutable globals" "an instrumented build adds its own" ;;
*) is "core keeps no mutable globals" "$(objdump -t "$LEDE_BUILD"/liblede.a |
    awk '($4 == ".data" || $4 == ".bss" || $3 == ".data" || $3 == ".bss") && $2 !~ /d/ && $3 !~ /^d/ {print $NF}' | grep -vE '^\.(data|bss)$' | head)" "" ;;
esac
finish
