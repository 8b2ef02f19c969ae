#!/usr/bin/env bash
# Makes a ledger with a built checkout of an earlier commit, writes to it what the ledger knows of nouns and actions, and keeps a dump of it and
# what that service answers at addresses.txt, for tests/PeaceTalks.ApiTests/Upgrade.
#   upgrade-dump.sh CHECKOUT FOLDER      FOLDER has addresses.txt; the rest of it is replaced
set -euo pipefail
checkout=$(realpath "$1")
folder=$(realpath "$2")
source "$(dirname "$(realpath "$0")")/service.sh"
cd "$checkout"

fail() { printf '%s\n' "$*" >&2; exit 1; }

programs=$(dirname "$(command -v pg_dump >/dev/null && readlink -f "$(command -v pg_dump)" || true)")
for found in /usr/lib/postgresql/*/bin; do [[ ! -x $found/pg_dump ]] || programs=$found; done
[[ -x $programs/pg_dump ]] || fail "pg_dump is missing (Debian: apt-get install postgresql-client)"

start_service Limits__Enabled=false
api=$address/api/v1
key=$admin

send() { # METHOD PATH BODY [VERSION]: a write, which must succeed; its answer is in $work/answer
  local status
  status=$(curl --silent --show-error --output "$work/answer" --write-out '%{http_code}' --request "$1" --header "Authorization: Bearer $key" \
    --header 'Content-Type: application/json' ${4:+--header "If-Match: $4"} --data "$3" "$api/$2")
  [[ $status == 20[01] ]] || fail "$1 $2: $status $(cat "$work/answer")"
}
version() { curl --silent --show-error --fail --head --request GET "$api/$1" | tr -d '\r' | sed -n 's/^ETag: //Ip'; }
item() { jq -nc --arg note "$1" --argjson item "$2" '{$note, $item}'; }
add() { send POST "$1" "$(item "Add to $1" "$2")"; }
edit() { send PUT "$1" "$(item "Edit $1" "$2")" "$(version "$1")"; }

# Reference data: every noun is added and edited.
add parties '{"slug": "switzerland", "name": "Switzerland", "kind": "STATE"}'
edit parties/switzerland '{"slug": "switzerland", "name": "Switzerland", "kind": "STATE", "aliases": [{"name": "Швейцарія", "language": "uk"}],
  "memberships": [{"group": "european-states", "role": "OBSERVER", "from": {"edtf": "2026-02-01", "basis": "STATED"}}]}'
add speakers '{"slug": "cassis", "name": "Ignazio Cassis", "kind": "PERSON", "mandates": [{"party": "switzerland", "office": "Minister"}]}'
edit speakers/cassis '{"slug": "cassis", "name": "Ignazio Cassis", "kind": "PERSON", "aliases": [{"name": "I. Cassis", "language": "de"}],
  "mandates": [{"party": "switzerland", "office": "Foreign minister", "from": {"edtf": "2017-11-01", "basis": "INFERRED"}}]}'
add processes '{"slug": "geneva-2026", "name": "Geneva talks", "description": "Talks on a place for the talks."}'
edit processes/geneva-2026 '{"slug": "geneva-2026", "name": "Geneva talks 2026", "description": "Talks on a place for the talks.",
  "participants": [{"party": "ukraine", "role": "PRINCIPAL"}, {"party": "russia", "role": "PRINCIPAL"}, {"party": "switzerland", "role": "MEDIATOR"}]}'
add issues '{"slug": "place", "process": "geneva-2026", "name": "Place", "question": "Where do they meet?"}'
add issues '{"slug": "hotel", "process": "geneva-2026", "name": "Hotel", "question": "In which house?", "parent": "place"}'
edit issues/place '{"slug": "place", "process": "geneva-2026", "name": "Place of the talks", "question": "Where do they meet?", "description": "Town and house."}'
add proposals '{"slug": "geneva", "process": "geneva-2026", "name": "Geneva", "summary": "They meet in Geneva.", "kind": "OFFER", "disclosure": "PUBLISHED",
  "issues": ["place"]}'
add proposals '{"slug": "hotel-in-geneva", "process": "geneva-2026", "name": "Hotel in Geneva", "summary": "They meet in a hotel.", "kind": "COUNTER_OFFER",
  "disclosure": "SUMMARISED", "issues": ["hotel"], "relations": [{"type": "PART_OF", "proposal": "geneva"}]}'
digests=$(jq -nc '[range(1; 13) | "0000000000000000000000000000000000000000000000000000000000000000" + tostring | .[-64:]]')
article() { # TITLE
  jq -nc --arg title "$1" --argjson digests "$digests" '{slug: "geneva-post-2026-02-03", $title, outlet: "Geneva Post", authors: ["A. Writer"], language: "en",
    url: "https://example.org/geneva", publishedOn: {edtf: "2026-02-03", basis: "STATED"}, paragraphDigests: $digests}'
}
add articles "$(article "Talks may go to Geneva")"
edit articles/geneva-post-2026-02-03 "$(article "Talks may go to “Geneva”, Bern says")"
edit proposals/geneva '{"slug": "geneva", "process": "geneva-2026", "name": "Talks in Geneva", "summary": "They meet in Geneva.", "kind": "OFFER",
  "disclosure": "PUBLISHED", "issues": ["place", "hotel"],
  "sponsors": [{"party": "switzerland", "role": "SUBMITTER", "source": {"article": "geneva-post-2026-02-03", "paragraph": 1}}],
  "labels": [{"party": "russia", "label": "the Swiss idea"}]}'

# Records, by somebody who is no ADMIN: positions, milestones and remarks are added, corrected, retracted and cited.
send POST keys '{"name": "An analyst", "role": "ANALYST"}'
key=$(jq -r .secret "$work/answer")
ours='"article": "geneva-post-2026-02-03"'
first=10000000-0000-4000-8000-00000000000
add positions '{"id": "'${first}1'", "party": "ukraine", "proposal": "geneva", "stance": "SUPPORTS", "summary": "Ukraine agrees to Geneva.", "paragraph": 2, '"$ours"',
  "statedOn": {"edtf": "2026-02-01", "basis": "STATED"}, "speaker": "zelensky", "quote": "We are ready for Geneva."}'
add positions '{"id": "'${first}2'", "party": "russia", "proposal": "geneva", "stance": "OPPOSES", "summary": "Russia is against Geneva.", "paragraph": 3, '"$ours"',
  "statedOn": {"edtf": "2026-02-02", "basis": "RELATIVE"}, "assertedBy": "switzerland"}'
add milestones '{"id": "'${first}3'", "proposal": "geneva", "step": "SUBMITTED", "summary": "Bern has offered Geneva.", "paragraph": 4, "by": "switzerland", '"$ours"',
  "happenedOn": {"edtf": "2026-01", "basis": "STATED"}}'
add milestones '{"id": "'${first}4'", "issue": "place", "step": "UNRESOLVED", "summary": "The place is open.", "paragraph": 5, '"$ours"'}'
add remarks '{"id": "'${first}5'", "paragraph": 6, "kind": "MOOD", "text": "Hotels in Geneva are full.", '"$ours"'}'
send POST articles/geneva-post-2026-02-03/coding "$(item "All that is left of the article" '{
  "positions": [
    {"id": "'${first}6'", "party": "russia", "proposal": "geneva", "stance": "CONDITIONAL", "summary": "Russia comes to Geneva if flights are allowed.", "paragraph": 7,
     "statedOn": {"edtf": "[2026-02-02..2026-02-03]", "basis": "INFERRED"}, "speaker": "lavrov",
     "conditions": [{"kind": "PRECONDITION", "key": "flights", "text": "flights are allowed", "by": "switzerland"}], "terms": ["stay <= 3 days"]},
    {"id": "'${first}7'", "party": "ukraine", "proposal": "mutual-pullback-donetsk", "stance": "CONDITIONAL", "summary": "Ukraine pulls back by up to 30 km, if Russia does.",
     "paragraph": 8, "conditions": [{"kind": "RECIPROCAL", "key": "russia-too", "text": "Russia pulls back too", "by": "russia"}],
     "terms": ["withdrawalDistance <= 30 km"]},
    {"id": "'${first}8'", "party": "united-states", "issue": "hotel", "stance": "NO_RESPONSE", "summary": "Washington has not answered.", "paragraph": 9}],
  "milestones": [{"id": "'${first}9'", "proposal": "hotel-in-geneva", "step": "FLOATED", "summary": "A hotel is talked of.", "paragraph": 9}],
  "remarks": [{"paragraph": 10, "kind": "CONTEXT", "text": "They met in Geneva before."}],
  "citations": [{"record": "'${first}1'", "paragraph": 11}]}')"
send POST positions/${first}1/correction "$(item "The article gives a condition" '{"id": "'${first}a'", "party": "ukraine", "proposal": "geneva", "stance": "CONDITIONAL",
  "summary": "Ukraine agrees to Geneva, if Russia does.", "paragraph": 2, '"$ours"', "statedOn": {"edtf": "2026-02-01", "basis": "STATED"}, "speaker": "zelensky",
  "quote": "We are ready for Geneva.", "conditions": [{"kind": "RECIPROCAL", "key": "russia-too", "text": "Russia agrees too"}]}')"
send POST positions/${first}2/retraction '{"note": "The article does not say it of Russia"}'
send POST positions/${first}6/citations "$(item "Says it twice" '{"article": "geneva-post-2026-02-03", "paragraph": 12, "quote": "if planes may land"}')"
send POST milestones/${first}3/correction "$(item "It was later" '{"id": "'${first}b'", "proposal": "geneva", "step": "UNDER_NEGOTIATION", "summary": "Bern has offered Geneva, and they talk about it.",
  "paragraph": 4, "by": "switzerland", '"$ours"', "happenedOn": {"edtf": "2026-02", "basis": "STATED"}}')"
send POST milestones/${first}4/retraction '{"note": "It is settled by now"}'
send POST milestones/${first}9/citations "$(item "Once more" '{"article": "geneva-post-2026-02-03", "paragraph": 1}')"

# Answers above this size are kept packed.
largest=20000
rm -rf "$folder/answers"
mkdir -p "$folder/answers"
while read -r name path; do
  curl --silent --show-error --fail-with-body --header 'Accept: application/json' --output "$work/answer" "$api/$path" || fail "$path: $(cat "$work/answer")"
  if (($(stat -c %s "$work/answer") <= largest)); then
    cp "$work/answer" "$folder/answers/$name"
  else
    gzip --best --no-name --stdout "$work/answer" >"$folder/answers/$name.gz"
  fi
done <"$folder/addresses.txt"

# Statements that any client can send, and no secret: the database has hashes of keys alone. What psql alone understands is left out.
PGPASSWORD=$(cat "$work/data/password")
export PGPASSWORD
"$programs/pg_dump" --no-owner --no-privileges --inserts --rows-per-insert=500 --host="$work/data/socket" --username=peacetalks peacetalks |
  grep -v '^\\\(un\)\?restrict ' | gzip --best --no-name >"$folder/ledger.sql.gz"
ls -l "$folder" "$folder/answers"
