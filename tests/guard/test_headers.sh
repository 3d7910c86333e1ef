# Public headers compile alone, in C and in C++.
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
finish
