# Pages of /events as a chronicle: a heading for each day, a line for each record, and below it what it says and where it stands.

def words: ascii_downcase | gsub("_"; " ");

def places: group_by(.article.slug) | map((.[0].article | "\(.outlet // "unnamed outlet"), *\(.title)* (\(.publishedOn.edtf))")
  + ", \(if length > 1 then "paragraphs" else "paragraph" end) \(map("\(.paragraph)\(if .quote then " “\(.quote)”" else "" end)") | join(", "))") | join("; ");

def voice: if .speaker then .speaker.name elif .assertedBy then .assertedBy.name
  elif .mode == "OUTLET" then "the article’s own voice" elif .mode == "DOCUMENT" then "a document" else "an unnamed source" end;

def day: if .earliest == .latest then "on \(.edtf)" elif .earliest == null then "by \(.latest), day unknown"
  elif .edtf | startswith("[") then "between \(.earliest) and \(.latest)" else "in \(.edtf)" end;

def kind: if .noun != "POSITION" then .noun | words elif .kind then .kind | words elif .after.position == .record then "said again" else "beside what is held" end;

def evidence: .position // .milestone // .meeting | "\(voice)\(if .party then " (\(.attribution | words))" else "" end) · \(.citations | places)";

(map(.items) | add) as $events | ($events | map(select(.noun == "POSITION"))) as $positions | ($positions | map(select(.change == "MOVED"))) as $moved |

"# What changed between 1 December 2025 and 31 January 2026",
"",
"Every record of the shipped data that falls into these two months: first what moved, then all in order, with what parties were first heard to",
"hold, what they said again, the steps and states of proposals and issues, and meetings. Made by `tests/scripts/what-changed.sh` from what the API answers to",
"`\(.[0].links.self | sub("&epoch=[0-9a-f-]+"; "") | sub("limit=[0-9]+&"; ""))`.",
"",
"The first line of each is the answer’s headline: who, on what, what it changed of what that party was known to hold; in brackets through whom it is",
"known, where it is not the holder that says so, and why it may lie outside the two months. Below it the kind of change, the day, and what was said; then",
"who said so, and where it stands. What is known between bounds stands under the last day that it can be from. What the articles report as standing",
"(“wants”, “has offered”) stands under the day of the report, and may be older.",
"",
"Of \($positions | length) positions \($positions | map(select(.kind == "APPEARED")) | length) are the first that is known of a party on that question; "
  + "\($moved | length) move from what was known; the others say the same again, or stand beside it. "
  + "\($events | map(select(.noun == "MILESTONE")) | length) milestones; records of meetings: \($events | map(select(.noun == "MEETING")) | length). "
  + "\($events | map(select(.certainty == "POSSIBLE")) | length) of all these may lie outside the two months, and say so, "
  + "\($events | map(select(.certaintyReason // "" | contains("as standing"))) | length) of them because they are only reported as standing.",
"", "## What moved", "",
($moved[] | "- **\(.headline)**", "  <br>\(kind), \(.day | day) · \(.position.summary)", "  <br>\(evidence)"),
($events | group_by(.day.latest)[] | "", "## \(.[0].day.latest)", "",
  (.[] | "- **\(.headline)**",
    "  <br>\(kind), \(.day | day)"
    + (if .position then " · \(.position.summary)" else "" end),
    "  <br>\(evidence)"))
