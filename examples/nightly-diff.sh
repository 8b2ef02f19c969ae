#!/usr/bin/env bash
# Reports what the ledger has learned since the last run, one line per change:  nightly-diff.sh STATE-FILE [FILTER...]
#   PEACETALKS_URL=https://... POST_TO=https://chat.example/hook nightly-diff.sh ~/.peacetalks-diff party=ukraine
# The lines go to POST_TO as {"text": ...}, or to standard output. If reads need a key, set PEACETALKS_KEY. Needs curl and jq.
#
# It uses the recorded axis, so that it does not miss an article that is coded late. It asks as of the end of time: so the day is the same each
# night, and a statement that is only known to have been made "in January" is not missed either. If a run is interrupted, the next one continues
# after the last complete page.
set -euo pipefail
api=${PEACETALKS_URL:-http://localhost:5080}/api/v1
state=$1
key=(${PEACETALKS_KEY:+--oauth2-bearer "$PEACETALKS_KEY"})
filters=()
for filter in "${@:2}"; do filters+=(--data-urlencode "$filter"); done

# Retries for about two minutes while the service is away or restarts. If the service refuses the request (curl's 22), fails at once.
ask() {
  local answer code
  for _ in {1..60}; do
    answer=$(curl --silent --show-error --fail-with-body --max-time 60 --retry 5 "$@") && { printf '%s' "$answer"; return; } || code=$?
    ((code != 22)) || break
    sleep 2
  done
  printf '%s\n' "$answer" >&2
  return 1
}

post() {
  if [[ -z ${POST_TO:-} ]]; then printf '%s\n' "$1"; return; fi
  jq -n --arg text "$1" '{$text}' | ask --header 'Content-Type: application/json' --data-binary @- --output /dev/null "$POST_TO"
}

epoch=new next=from=0
[[ ! -s $state ]] || read -r epoch next <"$state"
while [[ -n $next ]]; do
  page=$(ask --get "${key[@]}" "$api/diffs?axis=recorded&asOf=9999-12-31&limit=200&$next" "${filters[@]}")
  if [[ $epoch != new && $epoch != "$(jq -r .epoch <<<"$page")" ]]; then
    echo "The ledger was restored: its revisions mean something else now. See what changed, then delete $state to start from the beginning." >&2
    exit 1
  fi
  jq -r '.items[] | "\(.cause) \(.headline)"' <<<"$page" | while IFS= read -r line; do post "$line"; done
  read -r epoch again goOn < <(jq -r '"\(.epoch) from=\(.to) " + if .nextCursor then "from=\(.from)&to=\(.to)&cursor=\(.nextCursor)" else "" end' <<<"$page")
  printf '%s %s\n' "$epoch" "${goOn:-$again}" >"$state.new"
  mv "$state.new" "$state"
  next=$goOn
done
