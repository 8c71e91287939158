#!/bin/sh
# Every test, in one run, on two cores side by side; what they need beside Python packages is fetched first.
set -eu
cd "$(dirname "$0")/.."
sh tests/system/browser/setup.sh
# the files in their own order: the talks with the running service come first and take longest
exec .venv/bin/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder "$@"
