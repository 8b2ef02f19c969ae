#!/usr/bin/env bash
# Does what the Dockerfile does, without Docker. Restores and publishes from the files that it copies. Then runs the result as the image would, first
# on a private PostgreSQL, then on one named by a connection string, and checks it with the image's health check.
set -euo pipefail
set -m # each service a job with a process group of its own, which can be interrupted as by Ctrl-C
cd "$(dirname "$0")/../.."
source tests/scripts/explorer-files.sh

# Every user can enter it: if you are root, the private server runs as another user.
work=$(mktemp -d)
chmod 755 "$work"
services=()
end() {
  for service in "${services[@]}"; do kill -INT -- "-$service" 2>/dev/null && wait "$service"; done
  rm -rf "$work"
}
trap end EXIT
fail() { echo "$*" >&2; exit 1; }

commit=$(git rev-parse HEAD)
context=$work/context
mkdir -p "$context"
grep -E '^COPY [^-]' Dockerfile | sed -E 's/^COPY //; s/ [^ ]+$//' >"$work/copied"
# The first two COPY lines make the layer of packages: the project files alone must be enough for it.
for layer in packages sources; do
  while read -r files; do
    for file in $files; do
      [[ $layer == sources || -f $file ]] || continue
      mkdir -p "$context/$(dirname "$file")"
      tar -c --exclude=bin --exclude=obj "$file" | tar -x -C "$context"
    done
  done <"$work/copied"
  [[ $layer == sources ]] || (cd "$context" && dotnet restore src/PeaceTalks.Api --use-current-runtime --verbosity quiet)
done
(cd "$context" && dotnet publish src/PeaceTalks.Api --configuration Release --no-restore --use-current-runtime --no-self-contained --output "$work/app" /p:UseAppHost=false /p:SourceRevisionId="$commit" --verbosity quiet)

for unwanted in Microsoft.EntityFrameworkCore.Design Microsoft.CodeAnalysis; do
  ! ls "$work/app" | grep -F "$unwanted" || fail "published, and needed by dotnet ef only"
done
[[ -f $work/app/appsettings.json && -n $(ls "$work"/app/Datasets/*/reference.json) ]] || fail "settings or data set are not published"
# Machine code is much larger than what it is compiled from.
compiled=$(stat -c %s "$work/app/PeaceTalks.Api.dll") source=$(stat -c %s "$context"/src/PeaceTalks.Api/obj/Release/net*/*/PeaceTalks.Api.dll)
((compiled > source * 3 / 2)) || fail "not compiled ahead of time: $compiled bytes, from $source"
grep -qF "+$commit" "$work/app/PeaceTalks.Api.dll" || fail "the program does not tell its commit"
du -sh "$work/app"

# Starts it on a free port, from an empty folder, because nothing guarantees a working folder. Sets $port.
start() {
  local name=$1
  : >"$work/$name.log" # which is read before the service may have opened it
  (cd / && exec env Urls=http://+:0 ASPNETCORE_HTTP_PORTS= "${@:2}" dotnet "$work/app/PeaceTalks.Api.dll") >"$work/$name.log" 2>&1 &
  services+=($!)
  for _ in {1..600}; do
    port=$(sed -nE 's|.*Swagger UI is at http://localhost:([0-9]+)/swagger.*|\1|p' "$work/$name.log")
    [[ -z $port ]] || return 0
    kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/$name.log" >&2
  fail "$name does not start"
}

unset ConnectionStrings__PeaceTalks
start own LocalPostgres__DataFolder="$work/data"
docker/healthy "$port" || fail "ready, and the health check does not see it"
check_explorer_files "http://localhost:$port" || fail "published, the explorer is served otherwise"

[[ -d $work/data/socket ]] && grep -q "unix_socket_directories = '$work/data/socket'" "$work"/data/postgres-*/peacetalks.conf ||
  fail "the private server has no socket: is the path of $work too long?"
start named ConnectionStrings__PeaceTalks="Host=$work/data/socket;Database=named;Username=peacetalks" PGPASSWORD="$(cat "$work/data/password")" \
  Keys__AdminFile="$work/keys/admin-key"
docker/healthy "$port" || fail "ready on a named server, and the health check does not see it"
grep -q 'Loaded data set' "$work/named.log" || fail "no data set in a new database"
[[ $(stat -c %a "$work/keys/admin-key") == 600 ]] || fail "the first key is not in its file, or not only its user can read it"

kill -INT -- "-${services[1]}" && wait "${services[1]}" || fail "Ctrl-C is no orderly end"
! docker/healthy "$port" 2>/dev/null || fail "stopped, and the health check finds it healthy"
