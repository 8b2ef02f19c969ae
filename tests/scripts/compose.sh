#!/usr/bin/env bash
# Checks that Compose understands docker-compose.yml, and that its defaults are safe. Needs Compose, but no Docker engine.
set -euo pipefail
cd "$(dirname "$0")/../.."

if docker compose version >/dev/null 2>&1; then
  compose() { docker compose "$@"; }
elif command -v docker-compose >/dev/null; then
  compose() { docker-compose "$@"; }
else
  echo "Compose is missing (Debian: apt-get install --no-install-recommends docker-compose)" >&2
  exit 1
fi

unset POSTGRES_PASSWORD PEACETALKS_LISTEN PEACETALKS_ADMIN_KEY PEACETALKS_COMMIT
if compose config --quiet 2>/dev/null; then
  echo "a database without a password of the operator's own is accepted" >&2
  exit 1
fi

export POSTGRES_PASSWORD='it;"s $ecret'
read=$(compose config | tr -d "\"'")
expect() {
  grep -qE "$1" <<<"$read" || { printf 'docker-compose.yml, as Compose reads it, has no %s:\n%s\n' "$1" "$read" >&2; exit 1; }
}
expect 'Keys__Admin: ?$'
expect '127\.0\.0\.1:8080:8080|host_ip: 127\.0\.0\.1'
expect 'condition: service_healthy'
expect 'mem_limit: ?(1536m|1610612736)$'
expect 'mem_limit: ?(2g|2147483648)$'

export PEACETALKS_ADMIN_KEY=pt_secret PEACETALKS_LISTEN=127.0.0.1:9090
read=$(compose config | tr -d "\"'")
expect 'Keys__Admin: pt_secret'
expect '127\.0\.0\.1:9090:8080|published: 9090'
