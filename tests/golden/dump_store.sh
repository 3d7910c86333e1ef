# dump_store.sh STORE: what a store made by tests/data/stores/make.sh holds, as
# text that must not change with the version of lede; writes to the store.
LEDE=${LEDE:-build/lede}
LEDE_STORE=$1
export LEDE_STORE

rows() { # SELECT
    "$LEDE" sql --format jsonl "$1" | sed 's/^/  /'
}

tags() {
    rows "SELECT article, tag, value, note, coder, run, is_no, revision FROM article_tags ORDER BY 1, 2, 6, 5"
}

say() {
    printf '%s\n' "$*"
    "$@" 2>&1 | sed 's/^/  /'
}

lede() {
    "$LEDE" "$@"
}

lede compact -q || exit 1   # opened for writing: an older file is brought up to date
echo "articles"
rows "SELECT id, url, headline, dek, section, authors, publisher, published, modified, language, keywords, links,
    source, hash, date_from, extra, words, added, revision, site, body FROM articles ORDER BY id"
echo "tags"
tags
echo "spans"
rows "SELECT article, tag, run, revision, first, last, text FROM spans ORDER BY 1, 2, 3, 5"
echo "runs"
rows "SELECT id, kind, name, recipe_hash, version, params, query, now, who, started, ended, lede, undoes, added,
    updated, tagged, untagged, edited, removed FROM runs WHERE id <= 13 ORDER BY id"
for query in strike '"central bank"' 'bridge' 'tag:topic/*' 'published:2023-03-15' 'ferr*' 'near(nurses strike, 9)' \
    'section:shipping' '船' 'query:strait' 'is:revised' 'lang:de'; do
    say lede find --format ids -- "$query"
done
say lede diff x6ydec4csqcg
say lede undo 8    # a removal: it is found again
say lede find --format ids -- bridge
say lede undo 5    # an untag
tags
say lede undo 3    # a later text
say lede find --format ids -- '"end strike"'
say lede undo 7    # a correction
say lede find --format ids -- published:2023-03-15
say lede undo 2    # a recipe's tags
tags
say lede undo 1    # what others built on stays
echo "sound: $("$LEDE" check -q && echo yes)"
