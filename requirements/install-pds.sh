#!/bin/sh
# Installs the AT Protocol's own server, before which Bluesky's connector is tested. Its one
# part that is not JavaScript, SQLite, is in the package ready for use, so nothing is built.
# About 370 MB and half a minute; does nothing when it is done. Called by install.sh.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd)
place=tests/publishing/platforms/pds
log=$here/var/log/install-pds.log

wanted="$(cat $place/package-lock.json | cksum | tr -d ' \n') $here"
[ "$(cat $place/node_modules/.installed 2>/dev/null)" = "$wanted" ] && exit 0
mkdir -p "$here/var/log"
if [ -z "${HOME:-}" ] || ! mkdir -p "$HOME/.cache" 2>/dev/null || ! [ -w "$HOME/.cache" ]; then
  export npm_config_cache="$here/var/cache/npm" HOME="$here/var/cache"
fi
export NODE_OPTIONS="--use-system-ca ${NODE_OPTIONS:-}" PATH="$here/.venv/bin:$PATH"
echo "Installing the AT Protocol's server for the tests; this takes half a minute."
(cd $place && npm ci --ignore-scripts --no-audit --no-fund) > "$log" 2>&1 ||
  { tail -n 5 "$log" >&2; echo "The AT Protocol's server could not be installed. The whole story is in $log." >&2; exit 1; }
echo "$wanted" > $place/node_modules/.installed
