# Public headers compile alone, in C and in C++; so does the C code in the README.
. tests/tap.sh

for h in include/lede.h include/lede/*.h; do
    echo "#include \"${h#include/}\"" >"$tmp/x.c"
    cp "$tmp/x.c" "$tmp/x.cc"
    ok "$h compiles alone as C11" ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$tmp/x.c"
    if command -v g++ >/dev/null 2>&1; then
        ok "$h compiles alone as C++" g++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$tmp/x.cc"
    else
        skip "$h compiles alone as C++" "no g++"
    fi
done
awk '/^```c$/ {on = 1; next} /^```$/ {on = 0} on' README.md >"$tmp/reader.c"
sed -i 's/^const lede__format lede__format_gemtext/extern const lede__format lede__format_gemtext;\n&/' "$tmp/reader.c"
ok "the reader that the README shows compiles" ${CC:-cc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Werror -Iinclude -Icore \
    -fsyntax-only "$tmp/reader.c"
finish
