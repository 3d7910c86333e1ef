#!/bin/sh
# recipe_cost.sh: what running a recipe costs beside the recipe itself, in processor time, so that it stands on a busy machine.
command -v python3 >/dev/null || { echo "recipe_cost: skipped, no python3"; exit 0; }
exec python3 tests/bench/recipe_cost.py "${LEDE:-build/lede}"
