#!/usr/bin/env bash
# Has a real Prometheus scrape the service, and checks that it understands all that it gets, that the rules of deploy/prometheus-alerts.yml
# are rules, that each metric they name is there, and that the alert of a fault that is made on purpose fires.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh

fail() { echo "$*" >&2; exit 1; }
prometheus=
postmaster=
# PostgreSQL with all its processes.
database() { [[ -z $postmaster ]] || { kill "$1" "$postmaster"; pkill "$1" -P "$postmaster"; } 2>/dev/null || true; }
end() {
  local code=$?
  database -CONT
  [[ -z $prometheus ]] || { kill "$prometheus" 2>/dev/null && wait "$prometheus"; } || true
  [[ $code == 0 ]] || tail -n 20 "$work/log" "$work/prometheus.log" >&2 2>/dev/null || true
  end_service
}
trap end EXIT

promtool check rules deploy/prometheus-alerts.yml

# The limits are low, so that a few requests are refused.
start_service Metrics__Prometheus=true Limits__Address__Streams=5 Limits__FailedKeys=1 Logs__Format=Json

# A rule waits for minutes until it fires; here it fires at once.
sed -E 's/^( +)for: .*/\1for: 0s/; s/\[5m\]/[30s]/g' deploy/prometheus-alerts.yml >"$work/alerts.yml"
cat >"$work/prometheus.yml" <<END
global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [alerts.yml]
scrape_configs:
  - job_name: peacetalks
    static_configs: [{ targets: ["${address#http://}"] }]
END
free() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
web=127.0.0.1:$(free)
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" --web.listen-address="$web" >"$work/prometheus.log" 2>&1 &
prometheus=$!

# The value of an expression; nothing if there is none.
value() { curl -sf "http://$web/api/v1/query" --data-urlencode "query=$1" | jq -r '.data.result[0].value[1] // empty'; }
await() {
  for _ in {1..60}; do [[ $(value "$1" || true) != "${2:-}" ]] && return 0; sleep 1; done
  fail "Prometheus has nothing for: $1"
}

await 'up{job="peacetalks"} == 1'

# Something of everything: a read, a write, a wrong key, a client of the stream, a refusal.
curl -sf "$address/api/v1/held-positions?party=ukraine&knownAt=1&asOf=2026-01-31" -o /dev/null
curl -sf "$address/api/v1/parties" -H "Authorization: Bearer $admin" -H 'Content-Type: application/json' -o /dev/null \
  -d '{"note": "Something to count", "item": {"slug": "observed", "name": "Observed", "kind": "STATE"}}'
for _ in 1 2 3; do curl -s "$address/api/v1/keys" -H "Authorization: Bearer ${admin%?}x" -o /dev/null; done
for _ in 1 2 3 4 5 6 7 8; do (timeout 20 curl -sN "$address/api/v1/revisions/stream" -o /dev/null || true) & done

await 'peacetalks_head == 2' # the data set, and the party
await 'peacetalks_stream_clients > 0'

names=$(sed 's/#.*//' deploy/prometheus-alerts.yml | grep -oE '\b(peacetalks|http|db|dotnet|kestrel)_[a-z_]+' | grep -E '_(total|count|bucket|seconds|bytes|lag|max|head|clients)$' | sort -u)
names+=$'\n'$(sed -n '/^| `peacetalks_/s/^| `\([a-z_]*\).*/\1/p' docs/operations.md)
for name in $names; do
  [[ $name != *_seconds || $name == *_age_seconds ]] || name=${name}_count
  await "$name"
done
echo "  Prometheus has $(wc -w <<<"$names") metrics that the rules and docs/operations.md name"

# The database goes away: readers get 503s, and the alert says so.
postmaster=$(head -n 1 "$work"/data/postgres-*/postmaster.pid)
database -STOP
for _ in 1 2 3; do curl -s -m 20 "$address/api/v1/positions?limit=1&sort=statedOn" -o /dev/null -w '  while the database hangs: %{http_code}\n' || true; done
await 'ALERTS{alertname="PeaceTalksErrors", alertstate="firing"}'
database -CONT
echo "  the alert PeaceTalksErrors has fired"
