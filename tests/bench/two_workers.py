"""two_workers.py STORE [ROUNDS]: how much faster two workers are than one, on a recipe that counts quotes.

One and two in turn over every article of a store, of which nothing is written; the least of each counts, by the clock:
the machine must be quiet, with two cores. $LEDE names the program. The limit is 1.70.
"""
import os
import sys
import tempfile

from spent import spent

LEDE = os.path.abspath(os.environ.get("LEDE", "build/lede"))
RECIPE = """return {name = "countquotes", version = "1", summary = "Quotes by language", needs = {"read"},
  map = function(article, params, emit) emit(article.language, #article:quotes()) end,
  reduce = function(key, counts) return lede.sum(counts) end}
"""


def main():
    store, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        recipe = os.path.join(folder, "countquotes.lua")
        with open(recipe, "w") as f:
            f.write(RECIPE)
        least = {}
        for _ in range(rounds):
            for jobs in (1, 2):
                clock, parent, workers, _ = spent([LEDE, "-s", store, "run", recipe, "--grant", "--fresh", "--dry-run",
                                                   "--jobs", str(jobs)])
                print(f"{jobs} at work: {clock:.2f} s by the clock; parent {parent:.2f} s, workers {workers:.2f} s", flush=True)
                least[jobs] = min(clock, least.get(jobs, clock))
    print(f"two workers are {least[1] / least[2]:.2f} times as fast as one; the limit is 1.70")


if __name__ == "__main__":
    main()
