# Public headers compile alone, in C and in C++.
. tests/tap.sh

for h in include/lede.h include/lede/*.h; do
    echo "#include \"${h#include/}\"" >"$tap_dir/x.c"
    cp "$tap_dir/x.c" "$tap_dir/x.cc"
    check "$h compiles alone as C11" ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$tap_dir/x.c"
    if command -v g++ >/dev/null 2>&1; then
        check "$h compiles alone as C++" g++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$tap_dir/x.cc"
    else
        skip "$h compiles alone as C++" "no g++"
    fi
done
done_testing
