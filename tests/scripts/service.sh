# Sourced by the scripts that ask a live service: a service of the script's own, on a data folder and a port of its own.
#   start_service [SETTING=VALUE...]   sets address, and admin, the secret of its first key; waits until it listens
#   kill_service                       as a crash does it; start_service brings it back on the same port
# The data go and the service stops when the script ends.

# A folder that any user can enter: as root, PostgreSQL runs as another one.
work=$(mktemp -d)
chmod 755 "$work"
service=
port=0

end_service() {
  if [[ -n $service ]] && kill -TERM "$service" 2>/dev/null; then
    wait "$service" || true
  fi
  # The server that a killed service has left.
  local server
  if server=$(head -n 1 "$work"/data/postgres-*/postmaster.pid 2>/dev/null) && [[ $server =~ ^[0-9]+$ ]]; then
    kill -INT "$server" 2>/dev/null || true
    for _ in {1..50}; do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
  fi
  rm -rf "$work"
}
trap end_service EXIT

start_service() {
  touch "$work/log" # which is read before the service may have opened it
  (
    cd src/PeaceTalks.Api
    exec env Urls="http://127.0.0.1:$port" LocalPostgres__DataFolder="$work/data" "$@" dotnet bin/Debug/net10.0/PeaceTalks.Api.dll
  ) >"$work/log" 2>&1 &
  service=$!

  address=
  for _ in {1..240}; do
    address=$(sed -n 's|.*Swagger UI is at \(http://[^/]*\)/swagger.*|\1|p' "$work/log" | head -n 1)
    [[ -z $address ]] || break
    kill -0 "$service" 2>/dev/null || break
    sleep 0.25
  done
  if [[ -z $address ]]; then
    cat "$work/log" >&2
    echo "The service did not start." >&2
    return 1
  fi
  port=${address##*:}
  admin=$(cat "$work/data/admin-key")
}

kill_service() {
  kill -KILL "$service"
  wait "$service" 2>/dev/null || true
  service=
}
