#!/usr/bin/env python3
"""kills.py N [SEED]: kill -9 at random moments of add, script, tag, run, undo, compact, backup and migrate.

N commands are killed, of each kind in turn. After every kill `lede check`
must be clean, everything that an earlier command reported as done must be
there, and the same command again must complete. $LEDE names the program. The
last line counts; exit status 1 at the first finding.
"""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

LEDE = os.path.abspath(os.environ.get("LEDE", "build/lede"))
OLD = [os.path.abspath(f"tests/data/stores/schema-{version}.lede") for version in (1, 2)]
WORDS = "harbour ferry strait pilot crane lamp tide buoy rope sail mast keel anchor deck hull cargo".split()
RECIPE = """
return {name = "ropes", version = "1.0.0", summary = "Tags what names a rope", needs = {"read", "tag:rope"},
  map = function(article) if article.body:find("rope", 1, true) then article:tag("rope") end end,
  examples = {{article = {body = "A rope."}, tags = {"rope"}}}}
"""
# Each addition commits as it returns, and is reported only then.
SCRIPT = """
for i = 1, 60 do
  local url = arg[1] .. i
  assert(store:add {url = url, headline = "Note " .. i, body = "A rope beside a lamp number " .. i, language = "en"})
  io.write(url, "\\n")
  io.flush()
end
"""


class Finding(Exception):
    pass


def must(what, *told):
    if not what:
        raise Finding(" ".join(str(t) for t in told))


class Life:
    """One store, what it is known to hold, and the commands that are killed over it."""

    def __init__(self, folder, seed):
        self.folder, self.random, self.serial = folder, random.Random(seed), 0
        self.store = os.path.join(folder, "a.lede")
        self.recipe = os.path.join(folder, "ropes.lua")
        with open(self.recipe, "w", encoding="utf-8") as f:
            f.write(RECIPE)
        self.known = {}       # url -> body
        self.tags = {}        # tag -> urls, of commands that ended
        self.takes = {}       # kind -> seconds that it takes undisturbed
        self.cut = {}         # kind -> kills that came before the end
        self.complete("add", self.add_command())
        self.known.update(self.fresh)

    # --- running ---------------------------------------------------------------------

    def command(self, *words, store=None):
        return [LEDE, words[0], "-s", store or self.store, *words[1:]]

    def start(self, command):
        return subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, start_new_session=True)

    def complete(self, kind, command, fine=(0,)):
        began = time.monotonic()
        p = self.start(command)
        out, err = p.communicate(timeout=120)
        took = time.monotonic() - began
        self.takes[kind] = took if kind not in self.takes else 0.7 * self.takes[kind] + 0.3 * took
        must(p.returncode in fine, kind, "ended with", p.returncode, err.decode())
        return out.decode() + err.decode()

    def kill(self, kind, command):
        """Kill it at a random moment; give what it had said."""
        p = self.start(command)
        time.sleep(self.random.uniform(0.02, 1.0) * self.takes.get(kind, 0.1))
        running = p.poll() is None
        p.kill()
        out, err = p.communicate(timeout=60)
        self.cut[kind] = self.cut.get(kind, 0) + running
        must(running or p.returncode == 0, kind, "failed by itself:", err.decode())
        for _ in range(500):   # its workers end with it
            try:
                os.killpg(p.pid, 0)
            except ProcessLookupError:
                return out.decode()
            time.sleep(0.01)
        os.killpg(p.pid, signal.SIGKILL)
        raise Finding(kind + ": workers outlive the program")

    # --- looking ---------------------------------------------------------------------

    def rows(self, select, *values):
        db = sqlite3.connect(self.store)
        try:
            return [row[0] for row in db.execute(select, values)]
        finally:
            db.close()

    def check(self, store=None):
        p = subprocess.run(self.command("check", store=store), capture_output=True)
        must(p.returncode == 0, "check:", (p.stdout + p.stderr).decode())

    def urls(self):
        return set(self.rows("SELECT url FROM articles"))

    def tagged(self, tag):
        return set(self.rows("SELECT a.url FROM article_tags t JOIN articles a ON a.row = t.row WHERE t.tag = ? AND NOT "
                             "t.is_no", tag))

    def look(self, unsure=()):
        """What was known is there, and nothing but what the killed command may have done."""
        self.check()
        have = self.urls()
        must(set(self.known) <= have, "lost:", sorted(set(self.known) - have)[:5])
        must(have <= set(self.known) | set(unsure), "never added:", sorted(have - set(self.known) - set(unsure))[:5])
        for tag, urls in self.tags.items():
            now = self.tagged(tag)
            must(now == urls, "tag", tag, "stands on others than was reported:", len(now), "for", len(urls), sorted(now ^ urls)[:5])
        return have

    def holding(self, word):
        return {url for url, body in self.known.items() if word in body.split()}

    # --- the kinds of commands -----------------------------------------------------------

    def add_command(self):
        self.serial += 1
        self.fresh, name = {}, os.path.join(self.folder, "in.jsonl")
        with open(name, "w", encoding="utf-8") as f:
            for i in range(150):
                url = f"https://example.org/{self.serial}/{i}"
                body = " ".join(self.random.choice(WORDS) for _ in range(60)) + f" end{self.serial}x{i:03}z"
                self.fresh[url] = body
                f.write(json.dumps({"url": url, "headline": f"Story {self.serial} {i}", "body": body, "language": "en"}) + "\n")
        return self.command("add", name)

    def add(self):
        command = self.add_command()
        self.kill("add", command)
        self.look(self.fresh)
        said = self.complete("add", command)
        must("failed 0" in said, said)
        self.known.update(self.fresh)
        self.tags.pop("rope", None)   # the recipe has not seen the new ones

    def script(self):
        self.serial += 1
        base = f"https://example.org/{self.serial}/note/"
        command = [LEDE, "-s", self.store, "-e", SCRIPT, base]
        said = self.kill("script", command).split()
        bodies = {f"{base}{i}": f"A rope beside a lamp number {i}" for i in range(1, 61)}
        have = self.look(bodies) & set(bodies)
        must(set(said) <= have and len(have) <= len(said) + 1, "script reported", len(said), "and", len(have), "are there")
        self.complete("script", command)
        self.known.update(bodies)
        self.tags.pop("rope", None)
        self.look()

    def tag(self):
        self.serial += 1
        word, tag = self.random.choice(WORDS), f"by-hand/{self.serial}"
        command = self.command("tag", "+" + tag, "--", "=" + word)
        self.kill("tag", command)
        self.look()
        must(self.tagged(tag) <= self.holding(word), tag, "is where it should not be")
        self.complete("tag", command)
        self.tags[tag] = self.holding(word)
        must(self.tagged(tag) == self.tags[tag], tag, "is not complete")

    def run(self):
        command = self.command("run", self.recipe, "--grant", "--jobs", "2", "--fresh")
        self.tags.pop("rope", None)
        self.kill("run", command)
        self.look()
        self.complete("run", command)
        self.tags["rope"] = {url for url, body in self.known.items() if "rope" in body}
        must(self.tagged("rope") == self.tags["rope"], "the recipe is not complete")
        must(" 0 tags made, 0 taken back" in self.complete("run", command), "the recipe's second run changes something")

    def undo(self):
        self.serial += 1
        tag = f"brief/{self.serial}"
        self.complete("tag", self.command("tag", "+" + tag, "--", "words:1.."))
        number = str(self.rows("SELECT max(id) FROM runs")[0])
        self.kill("undo", self.command("undo", number))
        self.look()
        must(self.tagged(tag) in (set(), set(self.known)), "half of an undo stands")
        said = self.complete("undo", self.command("undo", number), fine=(0, 1))
        must("taken back" in said or "undone already" in said, said)
        self.tags[tag] = set()
        self.look()

    def compact(self):
        gone = self.random.sample(sorted(url for url in self.known if "/note/" not in url), 3)
        for url in gone:
            article = self.rows("SELECT id FROM articles WHERE url = ?", url)[0]
            self.complete("remove", self.command("remove", "--", "id:" + article))
            body = self.known.pop(url)
            for urls in self.tags.values():
                urls.discard(url)
        purge = ["--purge"] if self.random.random() < 0.5 else []
        self.kill("compact", self.command("compact", *purge))
        self.look()
        self.complete("compact", self.command("compact", "--purge"))
        with open(self.store, "rb") as f:
            must(body.split()[-1].encode() not in f.read(), "purged text is in the file")
        self.look()

    def backup(self):
        self.serial += 1
        copy = os.path.join(self.folder, f"copy-{self.serial}")
        self.kill("backup", self.command("backup", copy))
        self.look()
        if not os.path.exists(copy):
            self.complete("backup", self.command("backup", copy))
        self.check(copy)
        count = subprocess.run(self.command("count", "words:1..", store=copy), capture_output=True).stdout
        must(int(count.replace(b",", b"")) == len(self.known), "the backup lacks articles")
        left = [n for n in os.listdir(self.folder) if n.startswith(f"copy-{self.serial}.")]
        must(not left, "a part of a backup is left:", left)
        os.unlink(copy)

    def migrate(self):
        old = os.path.join(self.folder, "old.lede")
        for side in ("", "-wal", "-shm"):
            if os.path.exists(old + side):
                os.unlink(old + side)
        version = self.random.choice((1, 2))
        shutil.copy(OLD[version - 1], old)
        self.kill("migrate", self.command("compact", store=old))
        db = sqlite3.connect(old)
        must(db.execute("SELECT count(*), sum(length(body)) FROM articles").fetchone() == (25, 7318), "migrating lost articles")
        must(db.execute("SELECT count(*) FROM article_tags").fetchone() == (23,), "migrating lost tags")
        whole = db.execute("PRAGMA user_version").fetchone()[0] > version
        db.close()
        if whole:
            self.check(old)
        self.complete("migrate", self.command("compact", store=old))
        self.check(old)


KINDS = ("add", "tag", "run", "undo", "compact", "backup", "script", "migrate")


def main():
    n, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        life = Life(folder, seed)
        for i in range(n):
            kind = KINDS[i % len(KINDS)]
            try:
                getattr(life, kind)()
            except Finding as finding:
                print(f"kills: kill {i + 1} ({kind}): {finding}")
                return 1
        cut = ", ".join(f"{kind} {life.cut.get(kind, 0)}" for kind in KINDS)
        print(f"kills: {n} kills, {sum(life.cut.values())} before the end ({cut}): sound after each, nothing lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
