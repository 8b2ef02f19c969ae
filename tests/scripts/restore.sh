#!/usr/bin/env bash
# Runs through docs/backup.md as a drill. Dumps a running ledger while records are written to it, and restores the dump beside it. The copy must be
# the ledger as it was: counts, digest and feed. After the epoch is renewed, old cursors must be refused, and writes must work again.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/scripts/service.sh

fail() { printf '%s\n' "$*" >&2; exit 1; }

programs=$(dirname "$(command -v pg_dump >/dev/null && readlink -f "$(command -v pg_dump)" || true)")
for found in /usr/lib/postgresql/*/bin; do [[ ! -x $found/pg_dump ]] || programs=$found; done
[[ -x $programs/pg_dump ]] || fail "pg_dump is missing (Debian: apt-get install postgresql-client)"

post() { # ADDRESS PATH BODY IDEMPOTENCY-KEY: prints the status, and writes the answer to $work/answer
  curl --silent --show-error --output "$work/answer" --write-out '%{http_code}' --header "Authorization: Bearer $admin" --header "Idempotency-Key: $4" \
    --header 'Content-Type: application/json' --data "$3" "$1/api/v1/$2"
}

write() { # ADDRESS NAME: a position, which must be recorded
  local body status
  body=$(jq -nc --arg name "$2" '{note: "For a drill", item: {party: "france", proposal: "ceasefire", stance: "SUPPORTS", summary: $name, paragraph: 1,
    article: "reuters-2026-01-07-zelenskiy-seeks-trump-meeting", statedOn: {edtf: "2026-01-07", basis: "STATED"}}}')
  status=$(post "$1" positions "$body" "$2")
  [[ $status == 201 ]] || fail "$2: $status $(cat "$work/answer")"
}

get() { curl --silent --show-error --fail-with-body "$1/api/v1/$2"; }
status_of() { curl --silent --output "$work/answer" --write-out '%{http_code}' "$1/api/v1/$2"; }
cursor() { get "$1" "revisions?after=$2&limit=1000" | jq -r .nextAfter; }
counts() { psql "$1" "SELECT json_build_object('revision', (SELECT count(*) FROM revision), 'change', (SELECT count(*) FROM change), 'position', (SELECT count(*) FROM position),
  'citation', (SELECT count(*) FROM citation), 'article', (SELECT count(*) FROM article), 'key', (SELECT count(*) FROM key), 'kept_answer', (SELECT count(*) FROM kept_answer))"; }
psql() { "$programs/psql" --no-psqlrc --tuples-only --no-align --host="$work/data/socket" --username=peacetalks --dbname="$1" --command="$2"; }

start_service
PGPASSWORD=$(cat "$work/data/password")
export PGPASSWORD
for i in {1..20}; do write "$address" "before-$i"; done
seen=$(cursor "$address" 0)
digest=$(tests/scripts/feed-digest.sh "$address")
before=$(counts peacetalks)
# Each revision of this drill is one position, so this number stays the same.
shipped=$(jq '.position - .revision' <<<"$before")

# While records are written: none of them may be half in the dump.
for i in {1..40}; do write "$address" "during-$i"; done &
writing=$!
"$programs/pg_dump" --format=custom --host="$work/data/socket" --username=peacetalks --file="$work/during.dump" peacetalks
wait "$writing"
"$programs/pg_dump" --format=custom --host="$work/data/socket" --username=peacetalks --file="$work/peacetalks.dump" peacetalks
backed=$(tests/scripts/feed-digest.sh "$address")
counted=$(counts peacetalks)
for i in {1..5}; do write "$address" "after-$i"; done
lost=$(cursor "$address" 0)

restore() { # DATABASE DUMP
  psql postgres "CREATE DATABASE $1" >/dev/null
  "$programs/pg_restore" --exit-on-error --single-transaction --no-privileges --host="$work/data/socket" --username=peacetalks --dbname="$1" "$2"
}
restore restored "$work/peacetalks.dump"
restore halfway "$work/during.dump"

[[ $(counts restored) == "$counted" && $counted != "$before" ]] || fail "other counts: $(counts restored), and not $counted"
[[ $(psql halfway 'SELECT count(*) = max(number) AND max(number) = (SELECT head FROM ledger) AND (SELECT count(*) FROM position) = '"$shipped"' + count(*) FROM revision') == t ]] ||
  fail "the dump that was made during writes has half a revision: $(counts halfway)"

# The copy, which only this script can reach.
(
  cd src/PeaceTalks.Api
  exec env Urls=http://127.0.0.1:0 ConnectionStrings__PeaceTalks="Host=$work/data/socket;Database=restored;Username=peacetalks" dotnet bin/Debug/net10.0/PeaceTalks.Api.dll
) >"$work/restored.log" 2>&1 &
copied=$!
trap 'kill -TERM "$copied" 2>/dev/null && wait "$copied"; end_service' EXIT
copy=
for _ in {1..240}; do
  copy=$(sed -n 's|.*Swagger UI is at \(http://[^/]*\)/swagger.*|\1|p' "$work/restored.log" | head -n 1)
  [[ -z $copy ]] || break
  sleep 0.25
done
[[ -n $copy ]] || { cat "$work/restored.log" >&2; fail "The restored ledger does not start."; }

[[ $(tests/scripts/feed-digest.sh "$copy") == "$backed" ]] || fail "another digest after the restore"
[[ $(tests/scripts/feed-digest.sh "$copy" "${digest%% *}") == "$digest" ]] || fail "another digest up to an earlier revision"
[[ ${digest#* } != "${backed#* }" ]] || fail "the control: the digest does not tell two ledgers apart"
pinned="held-positions?asOf=2026-01-31&knownAt=1&limit=200"
cmp <(get "$address" "$pinned") <(get "$copy" "$pinned") || fail "a pinned answer differs"

# Why the epoch is renewed: without a new one, the copy accepts an old cursor as its own.
[[ $(status_of "$copy" "revisions?after=$seen") == 200 ]] || fail "the control: before the epoch is renewed an old cursor is refused, $(cat "$work/answer")"
# Links that somebody keeps, and that caches keep for 30 days: to a revision that the backup has, and to one that it has not.
head=${backed%% *}
epoch=$(get "$address" 'revisions?limit=1' | jq -r .epoch)
shared="held-positions?asOf=2026-01-31&knownAt=$head&limit=200&epoch=$epoch" beyond="held-positions?asOf=2026-01-31&knownAt=$((head + 1))&limit=200&epoch=$epoch"
for link in "$shared" "$beyond"; do
  curl --silent --fail --output /dev/null --dump-header - "$address/api/v1/$link" | grep -qi '^cache-control: public, max-age=2592000, immutable' ||
    fail "caches do not keep $link"
done
[[ $(post "$copy" epoch '{"note": "A drill"}' epoch) == 200 ]] || fail "the epoch is not renewed: $(cat "$work/answer")"
for old in "$seen" "$lost"; do
  [[ $(status_of "$copy" "revisions?after=$old") == 410 ]] || fail "an old cursor is not refused: $(cat "$work/answer")"
done
get "$copy" 'revisions?after=0' >/dev/null || fail "nobody can start again"
# Without an epoch in its address, an answer differs in its links alone: they name the epoch of the ledger that gave it.
cmp <(get "$address" "$pinned" | jq 'del(.links)') <(get "$copy" "$pinned" | jq 'del(.links)') || fail "a pinned answer has changed with the epoch"
cmp <(get "$address" "$shared") <(get "$copy" "$shared") || fail "a link to a revision that was restored gives another answer"
[[ $(status_of "$copy" "$beyond") == 410 ]] || fail "a link to a revision that is lost is not refused: $(cat "$work/answer")"

# A retry of a write that the backup contains gets the first answer; any other is written. The numbers continue.
write "$copy" during-40
[[ $(jq .revision "$work/answer") == "$head" ]] || fail "the retry of a write that was restored was written again"
write "$copy" after-1
[[ $(jq .revision "$work/answer") == $((head + 1)) ]] || fail "the retry of a write that was lost is not the next revision"
[[ $(status_of "$copy" "$beyond") == 410 ]] || fail "a link of the old epoch gives what was written since under its number"
[[ $(curl --silent --header "Authorization: Bearer $admin" "$copy/api/v1/audit?action=EPOCH_RENEWED" | jq -r '.items[].note') == "A drill" ]] || fail "the audit does not tell the renewal"

printf 'restored %s revisions: counts, digest and feed equal, old cursors and lost links refused, new writes go on\n' "$head"
