# scripts/README.md holds the index that the recipes' own metadata gives; recipes stay short.
. tests/tap.sh
"$LEDE" recipe index scripts/*.lua >"$tmp/index"
is "the index is up to date" "$(grep '^|' scripts/README.md)" "$(cat "$tmp/index")"
is "a recipe has about 80 lines at most" "$(wc -l scripts/*.lua | awk '$2 != "total" && $1 > 96 {print $2, $1}')" ""
finish
