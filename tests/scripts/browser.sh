#!/usr/bin/env bash
# Every operation of Swagger UI's Ask group in a real browser, against the built service on a clean data folder.
# Needs npm and Debian's chromium, which `dotnet test` must not.
set -euo pipefail
cd "$(dirname "$0")/../.."

export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$CHROMIUM" ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "Install chromium, or name a browser of its kind in CHROMIUM." >&2
    exit 1
  fi
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
npm ci --prefix tests/browser --no-audit --no-fund

# A folder that any user can enter: as root, PostgreSQL runs as another one.
work=$(mktemp -d)
chmod 755 "$work"
service=
stop() {
  if [ -n "$service" ] && kill -TERM "$service" 2>/dev/null; then
    wait "$service" || true
  fi
  rm -rf "$work"
}
trap stop EXIT

dotnet build src/PeaceTalks.Api --verbosity quiet
touch "$work/log" # which is read before the service may have opened it
(
  cd src/PeaceTalks.Api
  Urls=http://127.0.0.1:0 LocalPostgres__DataFolder="$work/data" exec dotnet bin/Debug/net10.0/PeaceTalks.Api.dll
) >"$work/log" 2>&1 &
service=$!

address=
for _ in $(seq 120); do
  address=$(sed -n 's|.*Swagger UI is at \(http://[^/]*\)/swagger.*|\1|p' "$work/log" | head -n 1)
  [ -z "$address" ] || break
  kill -0 "$service" 2>/dev/null || break
  sleep 0.5
done
if [ -z "$address" ]; then
  cat "$work/log" >&2
  echo "The service did not start." >&2
  exit 1
fi

node tests/browser/ask-group.mjs "$address"
