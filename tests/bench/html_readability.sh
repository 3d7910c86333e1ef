#!/bin/sh
# Pages a second beside Readability.js with linkedom on the same pages in one run.
# Skipped where node, npm's registry or the pages are absent; packages go below the build.
B=${LEDE_BUILD:-build}
pages=${LEDE_SHARED:-../shared}/data/extraction/aeb/pages
command -v node >/dev/null && command -v npm >/dev/null || { echo "skipped: node and npm are needed"; exit 0; }
[ -d "$pages" ] || { echo "skipped: no pages in $pages"; exit 0; }
[ -x "$B/bench/html" ] || { echo "skipped: $B/bench/html is not built"; exit 0; }
peer=$B/bench/readability
mkdir -p "$peer"
if [ ! -d "$peer/node_modules/linkedom" ]; then
    timeout 90 npm install --prefix "$peer" --no-audit --no-fund @mozilla/readability linkedom >/dev/null 2>&1 ||
        { echo "skipped: npm could not fetch @mozilla/readability and linkedom"; exit 0; }
fi
cat >"$peer/run.js" <<'JS'
const fs = require("fs"), zlib = require("zlib"), {Readability} = require("@mozilla/readability"), {parseHTML} = require("linkedom");
const dir = process.argv[2], pages = fs.readdirSync(dir).map(f => zlib.gunzipSync(fs.readFileSync(dir + "/" + f)).toString());
let best = 0;
for (let round = 0; round < 2; round++) {
  const start = process.cpuUsage();
  for (const page of pages) {
    try { new Readability(parseHTML(page).document).parse(); } catch (e) { /* a page it cannot read counts as read */ }
  }
  const used = process.cpuUsage(start);
  best = Math.max(best, pages.length / ((used.user + used.system) / 1e6));
}
console.log(best.toFixed(1));
JS
theirs=$(timeout 120 node "$peer/run.js" "$pages") || { echo "skipped: Readability.js did not finish"; exit 0; }
ours=$("$B/bench/html" pages)
echo "$ours $theirs" | awk '{printf "html: %.0f pages/s, Readability.js with linkedom %.0f: %.1f times (4 asked for)\n", $1, $2, $1 / $2}'
