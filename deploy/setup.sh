#!/bin/sh
# Both environments from their hashed lock files, then the model. Does nothing that is done already.
# usage: deploy/setup.sh [test]     "test" adds what the tests need
set -u
cd "$(dirname "$0")/.." || exit 1
log=.setup.log
say() { printf '%s\n' "$*"; }
stop() { printf 'selfmap: %s\n' "$*" >&2; exit 1; }
: 2>/dev/null > "$log" || stop "This folder can't be written. Put the clone in a folder of yours and try again."

uv_on_path=$(command -v uv || true)
find_python() { # find_python 3.12: prints a working interpreter of that line
    for found in \
        "$( [ -n "$uv_on_path" ] && uv python find "$1" 2>/dev/null )" \
        "$(ls -d "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/python 2>/dev/null | sort -V | tail -n 1)" \
        "$(command -v "python$1" || true)"; do
        if [ -n "$found" ] && [ "$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$1" ]; then
            printf '%s\n' "$found"
            return 0
        fi
    done
    return 1
}
need_python() { # as find_python, but fetches it with uv or pyenv where it is missing
    find_python "$1" && return 0
    if [ -n "$uv_on_path" ]; then fetch="uv python install"; elif command -v pyenv > /dev/null; then fetch="pyenv install -s"; else return 1; fi
    say "Python $1 is not here yet; fetching it ..." >&2
    $fetch "$1" >> "$log" 2>&1
    find_python "$1"
}
python_app=$(need_python 3.12) || stop "Python 3.12 is missing and could not be fetched. Install it with 'uv python install 3.12' or 'pyenv install 3.12', then try again."
python_rasa=$(need_python 3.10) || stop "Python 3.10 is missing and could not be fetched (Rasa needs it). Install it with 'uv python install 3.10' or 'pyenv install 3.10', then try again."

no_network="The packages could not be fetched. Check the network connection, then try again. What went wrong is in $log."
stamp() { cat "$@" | "$python_app" -c 'import hashlib,sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'; }
install() { # install ENVIRONMENT PYTHON LOCK...
    environment=$1 python=$2
    shift 2
    want="$(stamp "$@") $("$python" -V)"
    [ "$(cat "$environment/.selfmap-stamp" 2>/dev/null)" = "$want" ] && return 0
    say "Setting up $environment ($(basename "$1" .lock)) ..."
    if ! "$environment/bin/python" -m pip --version > /dev/null 2>&1 || [ "$("$environment/bin/python" -V)" != "$("$python" -V)" ]; then
        "$python" -m venv --clear "$environment" >> "$log" 2>&1 || stop "The folder $environment can't be made. See $log."
    fi
    if [ -n "$uv_on_path" ]; then uv=$uv_on_path; else
        uv=.venv/bin/uv
        if [ ! -x "$uv" ]; then
            .venv/bin/python -m pip install --quiet --require-hashes -r requirements/uv.lock >> "$log" 2>&1 || stop "$no_network"
        fi
    fi
    locks=''
    for lock in "$@"; do locks="$locks -r $lock"; done
    # shellcheck disable=SC2086
    "$uv" pip install --quiet --python "$environment/bin/python" --no-deps --require-hashes $locks >> "$log" 2>&1 || stop "$no_network"
    if [ "$environment" = .venv ]; then
        "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e . >> "$log" 2>&1 ||
            stop "Selfmap itself could not be installed. See $log."
    fi
    printf '%s' "$want" > "$environment/.selfmap-stamp"
}
if [ "${1:-}" = test ] || [ -e .venv/.selfmap-test ]; then
    install .venv "$python_app" requirements/app.lock requirements/test.lock && : > .venv/.selfmap-test
else
    install .venv "$python_app" requirements/app.lock
fi
install .venv-rasa "$python_rasa" requirements/dialogue.lock
# what is learned, side by side: one teaching leaves part of two cores idle, and three would take too much memory
.venv/bin/python -m nlu.safety.train & screen=$!
.venv/bin/python -m nlu.teach & ear=$!
trap 'kill "$ear" "$screen" 2> /dev/null' INT TERM
.venv/bin/python -m bot.model
model=$?
.venv/bin/python -m mapping.render.prepare >> "$log" 2>&1 || say "The first map will take some seconds longer to draw (see $log)."
wait "$screen" || stop "The safety screen could not be made. Mend what is said above and try again."
wait "$ear" || stop "What reads messages could not be made. Mend what is said above and try again."
exit "$model"
