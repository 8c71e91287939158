#!/bin/sh
# Makes the console's style sheet and copies NHS.UK frontend's script, from the versions in package-lock.json. Their result is
# kept in the repository, so that nobody needs npm to run Selfmap. Needs npm: the one in .venv/bin comes with the tests.
set -eu
cd "$(dirname "$0")"
npm=../../../.venv/bin/npm; [ -x "$npm" ] || npm=npm
PATH="$(cd ../../.. && pwd)/.venv/bin:$PATH" "$npm" ci --ignore-scripts --no-audit --no-fund --loglevel=error
PATH="$(cd ../../.. && pwd)/.venv/bin:$PATH" node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps --load-path=node_modules console.scss ../static/console.css
cp node_modules/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js ../static/nhsuk-frontend.min.js
