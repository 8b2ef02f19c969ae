#!/usr/bin/env bash
# Follows the stream of revisions with Node and with a browser while records are written. Both must see every revision once and in order, across an
# orderly restart of the service and across a crash. Each follows "from now on" and reconnects by itself, with the last event that it has seen.
# Needs npm and Debian's chromium, which `dotnet test` must not need.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh

fail() {
  printf '%s\n' "$*" >&2
  cat "$work/follower.log" >&2 2>/dev/null || true
  exit 1
}

export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
[[ -x $CHROMIUM ]] || fail "Install chromium, or name a browser of its kind in CHROMIUM."
npm ci --prefix tests/browser --no-audit --no-fund

follower=
end() {
  [[ -z $follower ]] || { kill -TERM "$follower" && wait "$follower"; } 2>/dev/null || true
  end_service
}
trap end EXIT

record() { # SUMMARY
  curl --silent --show-error --fail-with-body --output /dev/null --header "Authorization: Bearer $admin" --header 'Content-Type: application/json' --data '{"note": "For the stream", "item":
    {"article": "reuters-2026-01-07-zelenskiy-seeks-trump-meeting", "paragraph": 1, "kind": "CONTEXT", "text": "'"$1"'"}}' "$address/api/v1/remarks"
}

records() { # NAME
  for i in {1..10}; do record "$1 $i"; done
}

# The service itself is asked what the followers should have seen.
both_see_all() { # WHEN
  curl --silent --show-error --fail "$address/api/v1/revisions?after=1&limit=1000" |
    jq --raw-output '.items[] | .number as $n | .changes[] | "\($n).\(.place) \(.headline)"' >"$work/wanted"
  for _ in {1..300}; do
    if cmp --silent "$work/wanted" "$work/node" && cmp --silent "$work/wanted" "$work/browser"; then
      echo "$1: Node and the browser have seen all $(wc -l <"$work/wanted") changes, once, in order"
      return
    fi
    sleep 0.2
  done
  diff "$work/wanted" "$work/node" >&2 || true
  diff "$work/wanted" "$work/browser" >&2 || true
  fail "$1: of what was written (<) Node or the browser saw something else (>)"
}

dotnet build src/PeaceTalks.Api --verbosity quiet
start_service Stream__HeartbeatSeconds=1
touch "$work/node" "$work/browser"
node tests/browser/stream.mjs "$address" "$work" >"$work/follower.log" 2>&1 &
follower=$!
for _ in {1..300}; do [[ ! -e $work/ready ]] || break; sleep 0.2; done
[[ -e $work/ready ]] || fail "Node or the browser does not follow"

records "While both follow"
both_see_all "Before"

# The service may stop before the followers have read these.
records "Just before the restart"
kill -TERM "$service"
wait "$service" || fail "No orderly end"
start_service Stream__HeartbeatSeconds=1
records "Just after the restart"
both_see_all "Over a restart"

records "Just before the crash"
kill_service
start_service Stream__HeartbeatSeconds=1
records "Just after the crash"
both_see_all "Over a crash"

kill -0 "$follower" || fail "The follower has ended"
