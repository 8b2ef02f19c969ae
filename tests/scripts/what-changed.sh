#!/usr/bin/env bash
# Checks that docs/what-changed.md is what the API answers for the shipped data. --renew writes the file again.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh

dotnet build src/PeaceTalks.Api --verbosity quiet
start_service

# From the end of the day before, so that the first day is part of the window.
window='from=2025-11-30&to=2026-01-31&knownAt=1'
cursor=
while
  curl --silent --show-error --fail "$address/api/v1/events?$window&limit=50${cursor:+&cursor=$cursor}" >>"$work/pages"
  cursor=$(tail -c +1 "$work/pages" | jq -rs 'last.nextCursor // empty')
  [[ -n $cursor ]]
do :; done
curl --silent --show-error --fail "$address/api/v1/diffs/summary?$window" >"$work/summary"
jq --raw-output --slurp --slurpfile totals "$work/summary" '$totals[0] as $summary | '"$(cat docs/what-changed.jq)" "$work/pages" >"$work/what-changed.md" 2>"$work/error" || { cat "$work/error" >&2; exit 1; }

if [[ ${1:-} == --renew ]]; then
  cp "$work/what-changed.md" docs/what-changed.md
elif ! diff docs/what-changed.md "$work/what-changed.md"; then
  echo "docs/what-changed.md is not what the API answers; if that is meant: tests/scripts/what-changed.sh --renew" >&2
  exit 1
fi
