#!/bin/sh
# core/read/warc.c: the reader's memory on a web archive of 1 GB, made by repetition (MB=n: of another size). Limit: 100 MB.
MB=${MB:-1000}
if ! command -v python3 >/dev/null 2>&1; then
    echo "skipped: no python3"
    exit 0
fi
python3 - "$LEDE" "$MB" <<'PY'
import resource, subprocess, sys, threading

lede, megabytes = sys.argv[1], int(sys.argv[2])
paragraphs = "".join("<p>The ferry to the islands was late again on day %d, the harbour board said in a note.</p>" % i for i in range(500))
page = ("<html><head><title>Ferry is late</title><meta property='article:published_time' content='2022-03-21T12:46:00Z'></head>"
        "<body><h1>Ferry is late</h1>%s</body></html>" % paragraphs)
http = ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page).encode()
record = (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(http)) + http + b"\r\n\r\n"
count = megabytes * 1000 * 1000 // len(record)
reader = subprocess.Popen([lede, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

def feed():
    for _ in range(count):
        reader.stdin.write(record)
    reader.stdin.close()

threading.Thread(target=feed).start()
articles = sum(1 for _ in reader.stdout)
reader.wait()
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print("%d MB of WARC, %d of %d pages read: %d MB of memory (limit 100)" % (megabytes, articles, count, used))
sys.exit(0 if articles == count and used < 100 else 1)
PY
