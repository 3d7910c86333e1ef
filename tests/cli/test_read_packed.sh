# core/read/{archive,gzip,reader}.c: packed inputs inside each other, cut ones, streams.
. tests/tap.sh

if ! command -v python3 >/dev/null; then
    skip "packed inputs are read" "no python3"
    finish
fi
cd "$tmp" && python3 - <<'EOF'
import bz2, gzip, io, lzma, tarfile, zipfile
lines = b'{"headline":"A","body":"x"}\n{"headline":"B"}\n'
z = io.BytesIO()
with zipfile.ZipFile(z, 'w', zipfile.ZIP_DEFLATED) as f:
    f.writestr('a.jsonl', lines)
    f.writestr('d/i.png', b'\x89PNG\r\n\x1a\n')
    f.writestr('d/b.jsonl.gz', gzip.compress(lines))
    f.writestr('__MACOSX/._a', b'x')
t = io.BytesIO()
with tarfile.open(fileobj=t, mode='w') as f:
    for name, data in (('in.zip', z.getvalue()), ('c.jsonl', lines)):
        i = tarfile.TarInfo(name)
        i.size = len(data)
        f.addfile(i, io.BytesIO(data))
def put(name, data): open(name, 'wb').write(data)
o = io.BytesIO()
with zipfile.ZipFile(o, 'w') as f:
    f.writestr('../../f\u00e4hre.jsonl', lines)
put('odd.zip', o.getvalue())
put('a.zip', z.getvalue())
put('a.tar', t.getvalue())
put('a.tgz', gzip.compress(t.getvalue()))
put('a.tar.bz2', bz2.compress(t.getvalue()))
put('a.tar.xz', lzma.compress(t.getvalue()))
put('cut.tar.xz', lzma.compress(t.getvalue())[:-40])
put('cut.zip', z.getvalue()[:60])
put('many.gz', gzip.compress(lines) + gzip.compress(lines))
put('bomb.zst', b'')
EOF

sources() { "$LEDE" read "$@" 2>&1 | sed 's/.*"source":"\([^"]*\)".*/\1/'; }

is "a zip is read member by member, what is no article named" "$(sources a.zip)" "a.zip/a.jsonl#1
a.zip/a.jsonl#2
lede: skipped: a.zip/d/i.png: a PNG image
a.zip/d/b.jsonl.gz#1
a.zip/d/b.jsonl.gz#2
lede: skipped: a.zip/__MACOSX/._a: hidden"
is "a member's name is UTF-8 whatever the locale, and never a place outside" "$(LC_ALL=C sources odd.zip)" "odd.zip/fähre.jsonl#1
odd.zip/fähre.jsonl#2"
for f in a.tar a.tgz a.tar.bz2 a.tar.xz; do
    is "$f holds a zip that holds gzip, all read" "$(sources $f | grep -c '#')" 6
done
is "gzip members one after the other are one input" "$(sources many.gz | wc -l | tr -d ' ')" 4
is "packed data is read from standard input" "$("$LEDE" read - <a.tgz 2>/dev/null | wc -l | tr -d ' ')" 6
is "a zip that is cut short says so" "$("$LEDE" read cut.zip 2>&1 >/dev/null | tail -n 1)" "lede: cut.zip: packed data cut short"
"$LEDE" read cut.tar.xz >out 2>err
is "a cut stream fails" "$? $(tail -n 1 err)" "1 lede: cut.tar.xz: packed data cut short"
"$LEDE" read a.zip >out 2>err
is "what is only skipped exits 0" "$?" 0
finish
