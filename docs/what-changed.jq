# Pages of /diffs?mode=events as a chronicle: a heading for each day, a line for each record, and below it the evidence.

def words: ascii_downcase | gsub("_"; " ");

def places: group_by(.article.slug) | map((.[0].article | "\(.outlet // "unnamed outlet"), *\(.title)* (\(.publishedOn.edtf))")
  + ", \(if length > 1 then "paragraphs" else "paragraph" end) \(map("\(.paragraph)\(if .quote then " “\(.quote)”" else "" end)") | join(", "))") | join("; ");

def voice: if .speaker then .speaker.name elif .assertedBy then .assertedBy.name
  elif .mode == "OUTLET" then "the article’s own voice" elif .mode == "DOCUMENT" then "a document" else "an unnamed source" end;

def source: .position // .milestone;

def evidence: source | "\(voice) (\(.attribution | words)) · \(.citations | places)";

"# What changed between 1 December 2025 and 31 January 2026",
"",
"Every record of the shipped data that falls into these two months, in order: what parties were first heard to hold, what changed, what they said",
"again, and the steps and states of proposals and issues. Made by `tests/scripts/what-changed.sh` from what the API answers to",
"`\(.[0].links.self | sub("limit=[0-9]+&"; ""))`; each line is the answer’s headline, with what it changed of what the party was known to hold, and below it who said so",
"and where it stands. Names in brackets are those through whom something is known, where it is not the holder that says so.",
"",
"In these two months, by the ends of the days: \($summary.changes) tracks come to something else, \($summary.possible) of them perhaps before.",
(map(.events) | add | group_by(.day.latest)[] | "", "## By \(.[0].day.latest)", "",
  (.[] | "- \(.headline)",
    "  <br>\(if .noun == "MILESTONE" then "milestone" else .kind // "no change" | words end)"
    + " · \(if .day.earliest == .day.latest then "on \(.day.edtf)" else "on a day within \(.day.edtf)" end)"
    + (if .certaintyReason then ", \(.certainty | words): \(.certaintyReason)" else "" end)
    + "\n  <br>\(evidence)"))
