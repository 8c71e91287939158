#!/bin/sh
# Every test, in one run; what they need beside Python packages is fetched first.
set -eu
cd "$(dirname "$0")/.."
sh tests/system/browser/setup.sh
exec .venv/bin/python -m pytest "$@"
