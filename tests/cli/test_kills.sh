# The program killed at random moments: tests/bench/kills.py, a short one (`python3 tests/bench/kills.py 200` is the long).
. tests/tap.sh

ok "16 commands killed at random moments leave a sound store, nothing is lost, the same again completes" \
    python3 "$top/tests/bench/kills.py" 16
finish
