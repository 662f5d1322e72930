#!/bin/bash
# Installs those of the named Debian packages that are missing, and checks that Swift is there.
set -euo pipefail

if ! command -v swift >/dev/null; then
    echo "Swift is not installed: see https://www.swift.org/install (version 6.3 or later)." >&2
    exit 1
fi

if ! command -v dpkg-query >/dev/null; then
    echo "This is no Debian: please install the equivalents of $* yourself." >&2
    exit 0
fi

missing=()
for package in "$@"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
echo "Installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update --quiet --quiet </dev/null >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet --no-install-recommends "${missing[@]}" </dev/null >&2
