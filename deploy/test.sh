#!/bin/sh
# Every test, in one run; what they need beside Python packages is fetched first.
set -eu
cd "$(dirname "$0")/.."
if [ -f package-lock.json ] && [ ! -e node_modules/.selfmap-stamp -o package-lock.json -nt node_modules/.selfmap-stamp ]; then
    sh tests/system/browser/setup.sh
fi
exec .venv/bin/python -m pytest "$@"
