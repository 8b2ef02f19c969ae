#!/usr/bin/env bash
# Builds the explorer anew from src/explorer and docs/openapi.json, after its types and its tests. What is committed must be exactly that.
# Needs npm, which `dotnet build` must not need.
set -euo pipefail
cd "$(dirname "$0")/../.."

page=src/PeaceTalks.Api/Explorer/Page
committed=$(mktemp -d)
trap 'rm -rf "$committed"' EXIT
cp -r "$page/." "$committed"
npm ci --prefix src/explorer --no-audit --no-fund --ignore-scripts
npm run --prefix src/explorer build
npm test --prefix src/explorer
if ! diff -r "$committed" "$page"; then
  echo "$page is not what src/explorer builds. Commit what is there now." >&2
  exit 1
fi
