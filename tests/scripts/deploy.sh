#!/usr/bin/env bash
# Publishes a release with deploy/publish.sh, and runs two instances of it behind nginx with the files of deploy: as a user of their own, with the
# command, environment and limits of the systemd unit, on a PostgreSQL of their own. systemd itself need not run; it judges the unit.
# Checks what docs/operations.md promises, above all that no read is lost while the instances restart one after the other.
#   deploy.sh [RELEASE]     RELEASE is a folder that deploy/publish.sh made. Needs nginx, PostgreSQL's binaries, openssl, curl and jq.
set -euo pipefail
cd "$(dirname "$0")/../.."

fail() { printf '%s\n' "$*" >&2; exit 1; }
say() { printf '  %s\n' "$*"; }

nginx=$(command -v nginx || echo /usr/sbin/nginx)
[[ -x $nginx ]] || fail "nginx is missing (Debian: apt-get install nginx)"
programs=$(dirname "$(command -v initdb >/dev/null && readlink -f "$(command -v initdb)" || true)")
for found in /usr/lib/postgresql/*/bin; do [[ ! -x $found/initdb ]] || programs=$found; done
[[ -x $programs/initdb ]] || fail "PostgreSQL's binaries are missing (Debian: apt-get install postgresql)"

# Every user can enter it: if you are root, all of this runs as another user.
work=$(mktemp -d)
chmod 755 "$work"
user=$(id -un) as_user=(setpriv --no-new-privs --)
declare -A instances=() # process by port
readers=() stream=

end() {
  local code=$? process
  trap - EXIT
  touch "$work/enough"
  for process in $stream "${readers[@]}" "${instances[@]}"; do kill -TERM "$process" 2>/dev/null && wait "$process" || true; done
  [[ ! -f $work/nginx.pid ]] || kill -QUIT "$(<"$work/nginx.pid")" || true
  [[ ! -f $work/ledger/postmaster.pid ]] || "${as_user[@]}" "$programs/pg_ctl" stop --silent --mode=fast --pgdata="$work/ledger" || true
  [[ $code == 0 ]] || tail -n 12 "$work"/*.log >&2 || true
  [[ $user != peacetalks-$$ ]] || userdel "$user"
  rm -rf "$work"
  exit "$code"
}
trap end EXIT

free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

# The unit, as systemd reads it.
unit=$work/peacetalks@.service
release=$(realpath "${1:-$(deploy/publish.sh "$work/releases")}")
largest=$((1024 * 1024)) # of a body that the service accepts
grep -q 'MaxBodyBytes = 1024 \* 1024;' src/PeaceTalks.Api/Http/StrictHttp.cs || fail "the service accepts bodies of another size"
ln -s "$release" "$work/current"
sed "s|/opt/peacetalks/current|$work/current|g" deploy/peacetalks@.service >"$unit"
systemd-analyze verify --man=no "$unit" || fail "systemd finds the unit wrong"
systemd-analyze verify --man=no deploy/peacetalks-backup.{service,timer} || fail "systemd finds the units of the backup wrong"
systemd-analyze security --offline=true --threshold=15 "$unit" >"$work/security" || { cat "$work/security" >&2; fail "the sandbox of the unit has holes"; }
say "$(tail -n 1 "$work/security")"
for file in deploy/nginx.conf deploy/peacetalks-backup.service deploy/peacetalks-backup.timer docs/operations.md docs/backup.md migrations.txt bom.json appsettings.json; do
  [[ -s $release/$file ]] || fail "the release has no $file"
done

if [[ $(id -u) == 0 ]]; then
  user=peacetalks-$$
  useradd --system --no-create-home --home-dir "$work/state" "$user"
  as_user=(setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all --)
fi
install -d -m 700 "$work/state" "$work/socket" "$work/ledger"
[[ $(id -u) != 0 ]] || chown "$user:" "$work/state" "$work/socket" "$work/ledger"

# The user of the service is the user of the database, as in the handbook.
cd "$work"
"${as_user[@]}" "$programs/initdb" --auth=peer --encoding=UTF8 --locale=C --no-sync --pgdata="$work/ledger" >"$work/postgres.log"
"${as_user[@]}" "$programs/pg_ctl" start --silent --wait --pgdata="$work/ledger" --log=/dev/null --options="-c listen_addresses='' -k $work/socket"
"${as_user[@]}" "$programs/createdb" --host="$work/socket" peacetalks

# From the unit and the file of settings, with the paths and the names of this script.
one=$(free_port) other=$(free_port) http=$(free_port) https=$(free_port)
values() { sed -n "s/^$1=//p" "$unit"; } # NAME OF A SETTING
settings=$work/peacetalks.env
sed "s|/var/run/postgresql|$work/socket|; s|Username=peacetalks|Username=$user|" "$release/deploy/peacetalks.env" | grep -v '^#' | sed '/^$/d' >"$settings"

start() { # PORT
  local environment
  mapfile -t environment < <(values Environment | sed "s|%i|$1|g; s|%S/peacetalks|$work/state|g"; cat "$settings")
  "${as_user[@]}" env -i PATH=/usr/bin:/bin HOME="$work/state" "${environment[@]}" prlimit --nofile="$(values LimitNOFILE)" "$(values ExecStart)" >>"$work/$1.log" 2>&1 &
  instances[$1]=$!
  MAINPID=${instances[$1]} timeout 120 bash -c "$(values ExecStartPost | sed "s|%i|$1|g; s|\$MAINPID|${instances[$1]}|")" || fail "the instance on port $1 does not get ready"
}

stop() { # PORT
  kill -TERM "${instances[$1]}"
  wait "${instances[$1]}" || fail "the instance on port $1 ends with $?"
  unset "instances[$1]"
}

start "$one"
start "$other"

# Debian's nginx.conf with this site alone, on ports that need no root.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=peacetalks.example.org -addext subjectAltName=DNS:peacetalks.example.org \
  -keyout "$work/privkey.pem" -out "$work/fullchain.pem" 2>/dev/null
sed "/listen \[::\]/d; s|listen 80;|listen 127.0.0.1:$http;|; s|listen 443 |listen 127.0.0.1:$https |; s|127.0.0.1:5080|127.0.0.1:$one|
  s|127.0.0.1:5081|127.0.0.1:$other|; s|/etc/ssl/peacetalks|$work|; s|/var/log/nginx|$work|" "$release/deploy/nginx.conf" >"$work/site"
temporary=
for kind in client_body proxy fastcgi uwsgi scgi; do temporary+="${kind}_temp_path $work/temporary-$kind; "; done
sed "s|/run/nginx.pid|$work/nginx.pid|; s|/var/log/nginx|$work|; s|include /etc/nginx/sites-enabled/.*|$temporary include $work/site;|
  /conf.d/d; /modules-enabled/d; $([[ $(id -u) == 0 ]] || echo '/^user/d')" /etc/nginx/nginx.conf >"$work/nginx.conf"
"$nginx" -q -t -c "$work/nginx.conf" || fail "nginx finds the site wrong"
"$nginx" -c "$work/nginx.conf"

site=https://peacetalks.example.org:$https
ask() { curl --silent --show-error --max-time 20 --resolve "peacetalks.example.org:$https:127.0.0.1" --cacert "$work/fullchain.pem" "$@"; }
admin=$(<"$work/state/admin-key")
as_admin=(--header "Authorization: Bearer $admin" --header 'Content-Type: application/json')
position='{"note": "For a deployment", "item": {"party": "france", "proposal": "ceasefire", "stance": "SUPPORTS", "summary": "In favour.", "paragraph": 1,
  "article": "reuters-2026-01-07-zelenskiy-seeks-trump-meeting", "statedOn": {"edtf": "2026-01-07", "basis": "STATED"}}}'

[[ $(ask --output /dev/null --write-out '%{http_code} %{http_version}' "$site/health/ready") == "200 2" ]] || fail "not ready, or not HTTP/2"
plain() { curl --silent --output "$work/answer" --write-out '%{http_code} %{redirect_url}' --header 'Host: peacetalks.example.org' "http://127.0.0.1:$http$1"; }
moved=$(plain /swagger)
[[ $moved == "301 https://peacetalks.example.org/swagger" ]] || fail "http does not lead to https: $moved"
for path in /api/v1/parties /API/v1/parties /version; do
  refused=$(plain "$path")
  [[ $refused == 403* && $(jq --raw-output .type "$work/answer") == /problems/forbidden ]] || fail "$path is not refused without TLS: $refused"
done

# A client on another address, which also pretends to have a third one.
ask --interface 127.0.0.2 --header 'X-Forwarded-For: 203.0.113.9' "${as_admin[@]}" --fail-with-body --output "$work/answer" \
  --data '{"name": "A client elsewhere", "role": "READER"}' "$site/api/v1/keys" || fail "no key is made: $(<"$work/answer")"
seen=$(ask --retry 5 "${as_admin[@]}" "$site/api/v1/audit?action=KEY_CREATED" | jq --raw-output '.items[0].address')
[[ $seen == 127.0.0.2 ]] || fail "the audit has the address $seen, and not the client's"
say "the service sees the client's own address"

ask --no-buffer --max-time 60 "$site/api/v1/revisions/stream" >"$work/stream" &
stream=$!
for _ in {1..100}; do [[ ! -s $work/stream ]] || break; sleep 0.1; done
grep -q '^retry:' "$work/stream" || fail "the stream does not begin"
ask --retry 5 "${as_admin[@]}" --header 'Idempotency-Key: once' --fail-with-body --output "$work/answer" --data "$position" "$site/api/v1/positions" ||
  fail "not recorded: $(<"$work/answer")"
for _ in {1..30}; do ! grep -q '^event:' "$work/stream" || break; sleep 0.1; done
grep -q '^event:' "$work/stream" || fail "what is recorded is not in the stream within 3 s"
kill "$stream" && wait "$stream" 2>/dev/null || true
stream=
say "the stream passes at once"

printf "%-${largest}s" "$position" >"$work/largest"
printf ' ' | cat "$work/largest" - >"$work/larger"
send() { ask "${as_admin[@]}" --output "$work/answer" --write-out '%{http_code}' --data-binary "@$1" "$site/api/v1/positions?dryRun=true"; }
[[ $(send "$work/largest") == 200 ]] || fail "the largest body does not pass: $(<"$work/answer")"
[[ $(send "$work/larger") == 413 && $(jq --raw-output .type "$work/answer") == /problems/body-too-large ]] || fail "a larger body is not refused: $(<"$work/answer")"

# Every spelling that the service would understand. nginx answers, and asks no instance.
for path in metrics METRICS metrics/ metrics?x=1 %6Detrics /metrics ./metrics; do
  [[ $(ask --path-as-is --output /dev/null --write-out '%{http_code}' "$site/$path") == 404 ]] || fail "/$path is not refused"
done
[[ $(grep -ci '\(m\|%6D\)etrics' "$work/peacetalks.access.log") == $(grep -ci '\(m\|%6D\)etrics.* upstream - -$' "$work/peacetalks.access.log") ]] ||
  fail "an instance was asked for /metrics"

ask --output /dev/null "$site/api/v1/parties?party=looked-for"
! grep -E "looked-for|pt_|$admin" "$work"/*.log || fail "a log has a query or a key"

# A steady flow of reads, from a few addresses, while both instances restart. Every line is an answer's status.
read_on() { # NUMBER
  while [[ ! -e $work/enough ]]; do
    ask --interface "127.0.0.$((10 + $1))" --output /dev/null --write-out '%{http_code}\n' "$site/api/v1/held-positions?party=ukraine&limit=$1" || echo "curl $?"
    sleep 0.05
  done >"$work/reader-$1"
}
for i in 1 2 3 4; do read_on "$i" & readers+=($!); done
sleep 1
for port in "$one" "$other"; do
  stop "$port"
  start "$port"
done
sleep 1
touch "$work/enough"
wait "${readers[@]}"
readers=()
answers=$(cat "$work"/reader-* | wc -l)
lost=$(cat "$work"/reader-* | grep -cv '^200$' || true)
[[ $lost == 0 ]] || fail "$lost of $answers reads are lost: $(cat "$work"/reader-* | sort | uniq -c)"
again=$(grep -c 'upstream [0-9.:]*, ' "$work/peacetalks.access.log" || true)
((again > 0)) || fail "the control: nginx never had to ask the other instance"
say "$answers reads while both instances restarted, none lost; nginx asked $again times again"

# The control: without any instance, reads are lost, and nginx says so as the service would.
stop "$one"
stop "$other"
[[ $(ask --output "$work/answer" --write-out '%{http_code}' "$site/api/v1/parties") == 503 && $(jq --raw-output .type "$work/answer") == /problems/unavailable ]] ||
  fail "no problem for a read: $(<"$work/answer")"
[[ $(ask "${as_admin[@]}" --output "$work/answer" --write-out '%{http_code}' --data "$position" "$site/api/v1/positions") == 503 &&
  $(jq --raw-output .type "$work/answer") == /problems/unconfirmed ]] || fail "no problem for a write: $(<"$work/answer")"
