#!/usr/bin/env bash
# Reports what the ledger has learned since the last run, one line per change:  nightly-diff.sh STATE-FILE [FILTER...]
#   PEACETALKS_URL=https://... POST_TO=https://chat.example/hook nightly-diff.sh ~/.peacetalks-diff party=ukraine
# The lines of a run go to POST_TO as one message, {"text": ...}, or to standard output. If reads need a key, set PEACETALKS_KEY. Needs curl and
# jq.
#
# The first run begins at the newest revision and reports nothing. PEACETALKS_FROM=0 begins at the beginning. The state file belongs to its
# filters: with others, use another file. A run that is interrupted is repeated by the next one.
#
# It reports what moved, and then what was first reported. The filter change=SAID_AGAIN reports what was only said again. It is about positions:
# milestones and meetings are at /events?axis=recorded, and all that was written is at /revisions?after=.
#
# It uses the recorded axis, so that it does not miss an article that is coded late. It asks as of the end of time: so the day is the same each
# night, and a statement that is only known to have been made "in January" is not missed either.
set -euo pipefail
shopt -s extglob
url=${PEACETALKS_URL:-http://localhost:5080}
url=${url%%+(/)}
api=${url%/api/v1}/api/v1
state=${1:?Name a state file, and then filters: nightly-diff.sh ~/.peacetalks-diff party=ukraine}
[[ -d $(dirname "$state") ]] || { echo "The folder of $state does not exist." >&2; exit 1; }
key=(${PEACETALKS_KEY:+--oauth2-bearer "$PEACETALKS_KEY"})
parameters=()
for filter in "${@:2}"; do parameters+=(--data-urlencode "$filter"); done
filters=$(jq -nc '$ARGS.positional' --args "${@:2}")

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

stop() { printf '%s\n' "$*" >&2; exit 1; }

restored="The ledger was restored: its revisions mean something else now."
read -r epoch head < <(ask "${key[@]}" "$api/revisions?limit=1" | jq -r '"\(.epoch) \(.head)"') || exit 1
if [[ -s $state ]]; then
  read -r known from kept < <(jq -r 'select(.epoch and .filters) | "\(.epoch) \(.from) \(.filters | tojson)"' "$state" 2>/dev/null) ||
    stop "$state is not a state file of this script."
  [[ $kept == "$filters" ]] || stop "$state belongs to the filters $kept, and not to $filters. Use another file for these."
  [[ $known == "$epoch" ]] || stop "$restored See what changed, then delete $state to begin again."
else
  from=${PEACETALKS_FROM:-$head}
fi

lines= to= next="from=$from"
while [[ -n $next ]]; do
  page=$(ask --get "${key[@]}" "$api/diffs?axis=recorded&asOf=9999-12-31&limit=200&$next" "${parameters[@]}")
  [[ $epoch == "$(jq -r .epoch <<<"$page")" ]] ||
    stop "$restored Run this again."
  lines+=$(jq -r '.items[] | "\(.cause) \(.headline)"' <<<"$page" | sed '$s/$/\n./')
  lines=${lines%.}
  read -r to next < <(jq -r '"\(.to) " + if .nextCursor then "from=\(.from)&to=\(.to)&cursor=\(.nextCursor)" else "" end' <<<"$page")
done

if [[ -n $lines && -n ${POST_TO:-} ]]; then
  jq -n --arg text "${lines%$'\n'}" '{$text}' | ask --header 'Content-Type: application/json' --data-binary @- --output /dev/null "$POST_TO"
else
  printf '%s' "$lines"
fi
jq -nc --arg epoch "$epoch" --argjson from "$to" --argjson filters "$filters" '{$epoch, $from, $filters}' >"$state.new"
mv "$state.new" "$state"
