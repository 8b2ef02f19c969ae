#!/usr/bin/env bash
# Sets the clock a year back and forth, under the database and under the service, while records are written. Revision numbers must have no holes,
# each instant must be later than the last, and a pinned question must get the same answer again, byte for byte. The control is a ledger that trusts
# the clock: the script must see it fail.
# Needs libfaketime (from the package of that name), psql, curl and jq. PEACETALKS_FULL=1 runs more rounds.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/scripts/service.sh
fail() { echo "$*" >&2; exit 1; }

faketime=$(compgen -G "/usr/lib/*/faketime/libfaketime.so.1" | head -n 1) || true
[[ -n $faketime ]] || fail "libfaketime is missing (Debian: apt-get install libfaketime)"
rounds=$([[ ${PEACETALKS_FULL:-} == 1 ]] && echo 20 || echo 2)

# libfaketime reads the setting again each time the clock is read. Clocks that measure durations are left alone.
clock=$work/clock
echo '+0' >"$clock"
chmod 644 "$clock"
faked=(LD_PRELOAD="$faketime" FAKETIME_TIMESTAMP_FILE="$clock" FAKETIME_NO_CACHE=1 DONT_FAKE_MONOTONIC=1)

ask() { curl --silent --show-error --fail "$address$1"; }

record() { # TEXT
  curl --silent --show-error --fail-with-body --output "$work/answer" --header "Authorization: Bearer $admin" --header 'Content-Type: application/json' --data '{"note": "For the clock", "item":
    {"article": "reuters-2026-01-07-zelenskiy-seeks-trump-meeting", "paragraph": 1, "kind": "CONTEXT", "text": "'"$1"'"}}' "$address/api/v1/remarks"
}

revisions() { ask "/api/v1/revisions?limit=1000" | jq --raw-output '.items[] | "\(.number) \(.at)"'; }

# Reads "NUMBER INSTANT" lines and reports what is out of order. Instants in UTC sort as text, except for their fractions, which may be missing.
in_order() {
  awk '{
    at = $2; sub(/Z$/, "", at); if (at !~ /\./) at = at "."; while (length(at) < 27) at = at "0"
    if ($1 != NR) { print "revision " $1 " in place " NR; bad = 1 }
    if (at <= last) { print "revision " $1 " at " $2 ", not after the one before it"; bad = 1 }
    last = at
  } END { exit bad || NR < 2 }'
}

questions=(
  '/api/v1/held-positions?asOf=2026-01-31&knownAt=1'
  '/api/v1/diffs?from=2025-12-12&to=2026-01-31&knownAt=1'
  '/api/v1/matrix?rows=issues&asOf=2026-01-31&knownAt=1'
  '/api/v1/revisions/1'
)
answers() { for question in "${questions[@]}"; do ask "$question"; echo; done; }

turn_the_clock() { # writes under each setting of it
  answers >"$work/pinned"
  local written=0 offset
  for ((round = 1; round <= rounds; round++)); do
    for offset in +0 -1y +1y -1y +0; do
      echo "$offset" >"$clock"
      for _ in 1 2 3; do
        written=$((written + 1))
        record "$1 $written, at $offset" || return 1
      done
      answers | cmp --silent - "$work/pinned" || fail "$1: a pinned answer is another one since the clock stands at $offset"
    done
  done
  echo '+0' >"$clock"
  revisions >"$work/revisions"
  in_order <"$work/revisions" || fail "$1: revisions are out of order"
  echo "$1: $(wc -l <"$work/revisions") revisions in order, from $(head -n 1 "$work/revisions") to $(tail -n 1 "$work/revisions"); pinned answers are the same"
}

# The check itself: it must notice a disorder.
! printf '1 2026-01-02T00:00:00Z\n2 2025-01-02T00:00:00Z\n' | in_order >/dev/null || fail "An instant that runs backwards is not seen"
! printf '1 2026-01-02T00:00:00.5Z\n2 2026-01-02T00:00:00.50Z\n' | in_order >/dev/null || fail "An instant that comes twice is not seen"
! printf '1 2026-01-02T00:00:00Z\n3 2026-01-03T00:00:00Z\n' | in_order >/dev/null || fail "A hole is not seen"
printf '1 2026-01-02T00:00:00.9Z\n2 2026-01-02T00:00:01Z\n' | in_order || fail "Order is not seen"

dotnet build src/PeaceTalks.Api --verbosity quiet

# The PostgreSQL that the service starts inherits its environment, and so its clock.
start_service "${faked[@]}"
database() { psql --host="$work/data/socket" --username=peacetalks --dbname=peacetalks --no-psqlrc --quiet --tuples-only --no-align --command="$1"; }
export PGPASSWORD
PGPASSWORD=$(cat "$work/data/password")
echo '-1y' >"$clock"
[[ $(database 'SELECT extract(year FROM clock_timestamp())') -lt $(date +%Y) ]] || fail "The database does not see the clock that is set"
echo '+0' >"$clock"
turn_the_clock "Under both"

# As if the writer did not count on from head_at. Then the database itself refuses an instant that is not after the last one.
database "CREATE FUNCTION trusts_the_clock() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.head_at := clock_timestamp(); RETURN NEW; END';
  CREATE TRIGGER trusts_the_clock BEFORE UPDATE ON ledger FOR EACH ROW EXECUTE FUNCTION trusts_the_clock()"
if (turn_the_clock "The control") >"$work/control" 2>&1; then
  fail "A ledger that takes the clock's word is not seen to fail"
fi
detail=$(jq --raw-output .detail "$work/answer")
[[ $detail == *revision_is_next* ]] || fail "The control fails of something else: $detail"
echo "Without it a write is refused, as it must be: $detail"
