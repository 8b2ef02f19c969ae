# Sourced by the scripts that need a live service. Each script gets its own service, with its own data folder and port.
#   start_service [SETTING=VALUE...]   starts it, waits until it listens, and sets address, and admin, the secret of its first key
#   kill_service                       kills it, like a crash; start_service brings it back on the same port
# When the script ends, the service is stopped and the data is deleted.

# Every user can enter this folder: if you are root, PostgreSQL runs as another user.
work=$(mktemp -d)
chmod 755 "$work"
service=
port=0

end_service() {
  if [[ -n $service ]] && kill -TERM "$service" 2>/dev/null; then
    wait "$service" || true
  fi
  # The PostgreSQL that a killed service has left behind.
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
