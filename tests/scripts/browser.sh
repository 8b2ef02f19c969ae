#!/usr/bin/env bash
# In a real browser, against the built service on a clean data folder: every operation of Swagger UI's Ask group, two with a key, and the
# explorer with the example of a front end.
# Needs npm and Debian's chromium, which `dotnet test` must not need.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh
source tests/scripts/explorer-files.sh

export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$CHROMIUM" ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "Install chromium, or name a browser of its kind in CHROMIUM." >&2
    exit 1
  fi
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
npm ci --prefix tests/browser --no-audit --no-fund

dotnet build src/PeaceTalks.Api --verbosity quiet
# Not published, in both environments. The step image looks at what is published.
start_service ASPNETCORE_ENVIRONMENT=Development
check_explorer_files "$address"
kill_service
start_service ASPNETCORE_ENVIRONMENT=Production 'Cors__Origins=*'
check_explorer_files "$address"
node tests/browser/ask-group.mjs "$address" "$admin"
node tests/browser/explorer.mjs "$address" "$admin"
kill_service
start_service Reads__Open=false
node tests/browser/explorer.mjs "$address" "$admin"
