"""recipe_cost.py LEDE: the cost of the sandbox and the protocol, the parent's share, and a second run.

All times are processor time of a command and its workers, on a store of invented articles made here.
"""
import json
import os
import random
import sys
import tempfile

from spent import spent

LEDE = os.path.abspath(sys.argv[1])
ARTICLES = int(os.environ.get("ARTICLES", "20000"))
NAMES = [f"{a} {b}{c}" for a in ("Ilse", "Karel", "Amara", "Jonas", "Mirela", "Oto", "Sanne", "Tove", "Ugo", "Vesna")
         for b in ("Mar", "Dob", "Sul", "Tarn", "Orl", "Vest", "Hav", "Kest", "Lind", "Brag") for c in ("wen", "os", "e", "ik", "sen")]
WORDS = ("harbour ferry strait ministry letter council storm bridge eels clinic port talks vote river budget winter "
         "season market doctor train").split()


def article(n, chance):
    """Invented news with four quotes, about 1 KB."""
    parts = []
    for _ in range(4):
        words = [chance.choice(WORDS) for _ in range(30)]
        parts.append(f"The {' '.join(words[:12])}. “The {' '.join(words[12:])},” said {chance.choice(NAMES)}.")
    return json.dumps({"headline": f"Story {n}", "body": "\n\n".join(parts), "language": "en", "published": "2023-03-14"})


def seconds(*args):
    """Run lede: processor seconds of all, of the command itself, of its workers, and what it said."""
    _, own, workers, text = spent([LEDE, "-s", "cost.lede", *args])
    return own + workers, own, workers, text


def best(*args, times=3):
    return min(seconds(*args)[0] for _ in range(times))


def main():
    chance = random.Random(20230314)
    with open("all.jsonl", "w") as f:
        f.writelines(article(n, chance) + "\n" for n in range(ARTICLES))
    with open("more.jsonl", "w") as f:
        f.writelines(article(ARTICLES + n, chance) + "\n" for n in range(100))
    with open("empty.lua", "w") as f:
        f.write('return {name = "empty", version = "1", summary = "Nothing", needs = {"read"}, map = function() end}\n')
    seconds("add", "--input", "jsonl", "all.jsonl")

    run = ("run", "./empty.lua", "--grant", "--fresh", "--dry-run", "--jobs", "1")
    scan = "local n = 0 for a in store:all():each() do n = n + #a.body end"
    mapped = best(*run) - best(*run, "--", "headline:nosuchword")
    scanned = best("-e", scan) - best("-e", "store:all()")
    cost = 1e6 * (mapped - scanned) / ARTICLES
    print(f"sandbox and protocol: {cost:.1f} us an article beyond a scan ({1e6 * scanned / ARTICLES:.1f} us); the limit is 15")

    _, parent, workers, _ = seconds("run", "quoted", "--jobs", "1", "--fresh", "--dry-run")
    print(f"quoted: parent {parent:.2f} s, workers {workers:.2f} s: two workers can be at most "
          f"{2 * workers / (parent + workers):.2f} times one on two cores; the limit is 1.70")

    first = seconds("run", "quoted")[0]
    seconds("add", "--input", "jsonl", "more.jsonl")
    second, _, _, said = seconds("run", "quoted")
    print(f"quoted again after 100 more: {second:.2f} s, {second / first:.2f} of the first run; {said.strip()}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        main()
