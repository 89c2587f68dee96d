#!/bin/sh
# Pins what pyproject.toml names, with hashes and without naming an index. Run after changing it.
set -eu
cd "$(dirname "$0")/.."
UV=${UV:-.venv/bin/uv}
pin() { out=$1; shift
  "$UV" pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --no-header -o "requirements/$out" "$@"; }
pin server.txt
pin run.txt --group embedded
pin dev.txt --group embedded --group dev
pin bench.txt --group embedded --group dev --group bench
pin verify.txt --group embedded --group dev --group verify
grep -A40 '^uv==' requirements/dev.txt | awk 'NR==1 || /--hash/ {print; next} {exit}' > requirements/installer.txt
