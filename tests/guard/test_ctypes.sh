# A foreign-function binding in Python opens a store, adds, finds and reads an article.
. tests/tap.sh

case $LEDE_BUILD in
*asan* | *cov*) skip "Python's ctypes drives liblede.so" "an instrumented library needs its runtime first" ;;
*)
    if /usr/bin/python3 -c 'import ctypes' 2>/dev/null; then
        ok "Python's ctypes drives liblede.so" /usr/bin/python3 tests/guard/ctypes_test.py "$LEDE_BUILD/liblede.so" "$tmp/x.lede"
    else
        skip "Python's ctypes drives liblede.so" "no python3"
    fi
    ;;
esac
finish
