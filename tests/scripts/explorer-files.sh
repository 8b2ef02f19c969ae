# Sourced by the scripts that run a service, however it was built and started.
#   check_explorer_files ADDRESS   the explorer's files are served as they are committed, plain and compressed, and a deep link is its page

check_explorer_files() {
  local page=src/PeaceTalks.Api/Explorer/Page file
  for file in app.js app.css icon.svg; do
    curl --fail --silent --show-error "$1/explore/$file" | cmp - "$page/$file" || return 1
    curl --fail --silent --show-error --compressed "$1/explore/$file" | cmp - "$page/$file" || return 1
  done
  curl --fail --silent --show-error "$1/explore/processes/russia-ukraine-2025/matrix?asOf=2026-01-31" | cmp - "$page/index.html" || return 1
  echo "The explorer is served as it is committed."
}
