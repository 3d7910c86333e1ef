#!/usr/bin/env python3
"""million.py N FILE.jsonl.gz...: N articles as JSON Lines on standard output.

Made by repeating the articles of the files with words changed: in the k-th
round every tenth word of a body, counted from k, gets a letter pair that
depends on k and its place, so that texts differ and the vocabulary grows as
it does in real archives. URLs and identifiers are new in each round; bodies
are cut to about 1 KB. No file is written.
"""
import gzip
import json
import sys

LETTERS = "bcdfghjklmnpqrstvwxz"


def changed(body, k):
    words = body[:1100].split(" ")
    for i in range(k % 10, len(words), 10):
        words[i] += LETTERS[(k + i) % 20] + LETTERS[(k * 7 + i // 10) % 20]
    return " ".join(words)


def main():
    wanted, files = int(sys.argv[1]), sys.argv[2:]
    base = []
    for name in files:
        with gzip.open(name, "rt", encoding="utf-8") as f:
            base.extend(json.loads(line) for line in f)
    base = [a for a in base if a.get("articleBody")]
    done = k = 0
    while done < wanted and base:
        for i, a in enumerate(base):
            if done == wanted:
                break
            a = dict(a, url=f"https://example.org/{k}/{i}", articleBody=changed(a["articleBody"], k) if k else a["articleBody"][:1100])
            if k:
                a["headline"] = f"{a.get('headline', '')} {k}"
            print(json.dumps(a, ensure_ascii=False))
            done += 1
        k += 1


if __name__ == "__main__":
    main()
