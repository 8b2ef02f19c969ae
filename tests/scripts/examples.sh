#!/usr/bin/env bash
# Runs the scripts of examples/ against a live service, night after night. The first run reports everything, and a run without news reports
# nothing. An article that is coded late is reported, and a correction is reported as one. If the service is killed and comes back during a run,
# nothing is lost or reported twice. The bash script and the Python script must report the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh

fail() { printf '%s\n' "$*" >&2; exit 1; }

runs() { # SCRIPT NIGHT
  PEACETALKS_URL=$address PEACETALKS_KEY=$admin timeout 150 "examples/$1" "$work/$1.state" >"$work/$1.$2"
}

night() { # NAME
  for script in nightly-diff.sh nightly_diff.py; do runs "$script" "$1"; done
  cmp "$work/nightly-diff.sh.$1" "$work/nightly_diff.py.$1" || fail "The two scripts tell different things ($1)"
}

told() { cat "$work/nightly-diff.sh.$1"; }

write() { # PATH ITEM
  curl --silent --show-error --fail-with-body --header "Authorization: Bearer $admin" --header 'Content-Type: application/json' \
    --data "{\"note\": \"For the examples\", \"item\": $2}" "$address/api/v1/$1"
}

position() { # STANCE DAY
  printf '{"party": "france", "proposal": "ceasefire", "stance": "%s", "summary": "For the examples.", "article": "reuters-2026-01-07-zelenskiy-seeks-trump-meeting", "paragraph": 1, "statedOn": {"edtf": "%s", "basis": "STATED"}}' "$1" "$2"
}

dotnet build src/PeaceTalks.Api --verbosity quiet
start_service
wanted=$(curl --silent --fail "$address/api/v1/diffs/summary?axis=recorded&from=0&asOf=9999-12-31" | jq .changes)

night first
[[ $(told first | wc -l) == "$wanted" ]] || fail "The first run told of $(told first | wc -l) changes of $wanted"
night quiet
[[ -z $(told quiet) ]] || fail "Told without news: $(told quiet)"

id=$(write positions "$(position OPEN 2025-11-30)" | jq -r .item.id)
night late
[[ $(told late) == "NEWLY_REPORTED France, "*": first known: open (article's own voice)" ]] || fail "An article coded late: $(told late)"

# Killed before the run; it comes back while the script retries.
write "positions/$id/correction" "$(position SUPPORTS 2025-11-30)" >/dev/null
kill_service
runs nightly-diff.sh killed & first=$!
runs nightly_diff.py killed & second=$!
sleep 3
start_service
wait "$first" || fail "The bash script did not survive the restart"
wait "$second" || fail "The Python script did not survive the restart"
cmp "$work/nightly-diff.sh.killed" "$work/nightly_diff.py.killed" || fail "The two scripts tell different things (killed)"
[[ $(told killed) == "CORRECTED France, "*": open -> supports (article's own voice)" ]] || fail "After the restart: $(told killed)"
night after
[[ -z $(told after) ]] || fail "Told twice: $(told after)"

echo "The examples told of $wanted changes, a late article and a correction, over a restart, once each."
