# scripts/README.md holds the index that the recipes' own metadata gives; recipes stay short.
. tests/tap.sh
"$LEDE" recipe index scripts/*.lua >"$tap_dir/index"
same "the index is up to date" "$(grep '^|' scripts/README.md)" "$(cat "$tap_dir/index")"
same "a recipe has about 80 lines at most" "$(wc -l scripts/*.lua | awk '$2 != "total" && $1 > 96 {print $2, $1}')" ""
done_testing
