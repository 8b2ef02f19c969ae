#!/usr/bin/env bash
# Runs the scripts of examples/ against a live service, night after night. The first run reports everything if it is told to begin at the
# beginning, and nothing otherwise. A run without news reports nothing. An article that is coded late is reported, and a correction is reported as
# one. If the service is killed and comes back during a run, nothing is lost or reported twice. A state file is refused with other filters. A run
# posts one message. The bash script and the Python script must report the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh

fail() { printf '%s\n' "$*" >&2; exit 1; }

runs() { # SCRIPT NIGHT [FILTER...]
  PEACETALKS_URL=$address/ PEACETALKS_KEY=$admin timeout 150 "examples/$1" "$work/$1.state" "${@:3}" >"$work/$1.$2" 2>"$work/$1.$2.said"
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

PEACETALKS_FROM=0 night first
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
wait "$first" || fail "The bash script did not survive the restart: $(cat "$work/nightly-diff.sh.killed.said")"
wait "$second" || fail "The Python script did not survive the restart: $(cat "$work/nightly_diff.py.killed.said")"
cmp "$work/nightly-diff.sh.killed" "$work/nightly_diff.py.killed" || fail "The two scripts tell different things (killed)"
[[ $(told killed) == "CORRECTED France, "*": open -> supports (article's own voice)" ]] || fail "After the restart: $(told killed)"
night after
[[ -z $(told after) ]] || fail "Told twice: $(told after)"

for script in nightly-diff.sh nightly_diff.py; do
  ! runs "$script" filtered party=france || fail "$script takes a state file that belongs to other filters"
  grep -q 'belongs to the filters \[\], and not to \["party=france"\]' "$work/$script.filtered.said" || fail "$(cat "$work/$script.filtered.said")"

  # A state of another ledger, and what is no state.
  mv "$work/$script.state" "$work/$script.kept"
  jq -c '.epoch = "00000000-0000-0000-0000-000000000000" | .from = 999' "$work/$script.kept" >"$work/$script.state"
  ! runs "$script" restored || fail "$script goes on after a restore"
  grep -q '^The ledger was restored' "$work/$script.restored.said" || fail "$(cat "$work/$script.restored.said")"
  echo '{}' >"$work/$script.state"
  ! runs "$script" spoilt || fail "$script takes anything for its state"
  grep -q 'is not a state file of this script.$' "$work/$script.spoilt.said" || fail "$(cat "$work/$script.spoilt.said")"
  mv "$work/$script.kept" "$work/$script.state"

  # From now on, with a filter, and as one message.
  mv "$work/$script.state" "$work/$script.all"
  runs "$script" begun party=france
  [[ ! -s $work/$script.begun ]] || fail "$script began with $(cat "$work/$script.begun")"
  mv "$work/$script.state" "$work/$script.france"
done
write positions "$(position OPEN 2025-12-30)" >/dev/null
write milestones '{"proposal": "ceasefire", "step": "FLOATED", "summary": "For the examples.", "article": "reuters-2026-01-07-zelenskiy-seeks-trump-meeting", "paragraph": 1}' >/dev/null
write positions "$(position OPEN 2025-12-30 | jq -c '.proposal = "fair-peace"')" >/dev/null
python3 -c '
import http.server, sys
class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        print(self.rfile.read(int(self.headers["Content-Length"])).decode().replace("\n", ""), file=open(sys.argv[1], "a"), flush=True)
        self.send_response(204); self.end_headers()
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
print(server.server_port, file=open(sys.argv[2], "w"), flush=True)
for _ in range(2): server.handle_request()
' "$work/posted" "$work/port" & hook=$!
for _ in {1..50}; do [[ ! -s $work/port ]] || break; sleep 0.1; done
for script in nightly-diff.sh nightly_diff.py; do
  mv "$work/$script.france" "$work/$script.state"
  POST_TO=http://127.0.0.1:$(cat "$work/port")/ runs "$script" posted party=france
done
wait "$hook"
[[ $(jq -r .text "$work/posted" | sort -u | wc -l) == 2 && $(wc -l <"$work/posted") == 2 ]] || fail "Posted: $(cat "$work/posted")"

echo "The examples told of $wanted changes, a late article and a correction, over a restart, once each."
