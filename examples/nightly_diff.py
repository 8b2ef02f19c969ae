#!/usr/bin/env python3
"""Reports what the ledger has learned since the last run, one line per change:  nightly_diff.py STATE-FILE [FILTER...]

    PEACETALKS_URL=https://... POST_TO=https://chat.example/hook nightly_diff.py ~/.peacetalks-diff party=ukraine

The lines of a run go to POST_TO as one message, {"text": ...}, or to standard output. If reads need a key, set PEACETALKS_KEY. Needs only
Python 3.9.

The first run begins at the newest revision and reports nothing. PEACETALKS_FROM=0 begins at the beginning. The state file belongs to its
filters: with others, use another file. A run that is interrupted is repeated by the next one.

It reports what moved, and then what was first reported. The filter change=SAID_AGAIN reports what was only said again. It is about positions:
milestones and meetings are at /events?axis=recorded, and all that was written is at /revisions?after=.

It uses the recorded axis, so that it does not miss an article that is coded late. It asks as of the end of time: so the day is the same each
night, and a statement that is only known to have been made "in January" is not missed either.
"""
import json, os, sys, time, urllib.error, urllib.parse, urllib.request

API = os.environ.get("PEACETALKS_URL", "http://localhost:5080").rstrip("/").removesuffix("/api/v1") + "/api/v1"
RESTORED = "The ledger was restored: its revisions mean something else now."
KEY = {"Authorization": "Bearer " + os.environ["PEACETALKS_KEY"]} if "PEACETALKS_KEY" in os.environ else {}


def ask(url, body=None, headers={"Content-Type": "application/json"}):
    """Retries for two minutes while the service is away or restarts."""
    request = urllib.request.Request(url, body and json.dumps(body).encode(), headers)
    for attempt in range(60):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as refused:
            if refused.code not in (429, 503) or attempt == 59:
                sys.exit(f"{url}: {refused.read().decode()}")
        except OSError as away:
            if attempt == 59:
                sys.exit(f"{url}: {away}")
        time.sleep(2)


def begin(state, filters):
    """The epoch, and the revision to report from."""
    ledger = json.loads(ask(f"{API}/revisions?limit=1", headers=KEY))
    if not os.path.exists(state) or os.path.getsize(state) == 0:
        return ledger["epoch"], first_revision(ledger["head"])
    try:
        with open(state) as file:
            kept = json.load(file)
        epoch, start, of = kept["epoch"], kept["from"], kept["filters"]
    except (ValueError, KeyError, TypeError):
        sys.exit(f"{state} is not a state file of this script.")
    if of != filters:
        sys.exit(f"{state} belongs to the filters {json.dumps(of)}, and not to {json.dumps(filters)}. Use another file for these.")
    if epoch != ledger["epoch"]:
        sys.exit(f"{RESTORED} See what changed, then delete {state} to begin again.")
    return epoch, start


def first_revision(head):
    given = os.environ.get("PEACETALKS_FROM", str(head))
    return int(given) if given.isdecimal() else sys.exit(f"PEACETALKS_FROM is {given!r}, and not the number of a revision.")


def main(state, *filters):
    filters = list(filters)
    for filter in filters:
        if "=" not in filter:
            sys.exit(f"{filter} is not a filter, such as party=ukraine.")
    if not os.path.isdir(os.path.dirname(os.path.abspath(state))):
        sys.exit(f"The folder of {state} does not exist.")
    epoch, start = begin(state, filters)
    lines, following = [], {"from": start}
    while following:
        query = [("axis", "recorded"), ("asOf", "9999-12-31"), ("limit", "200"), *following.items(), *(x.split("=", 1) for x in filters)]
        page = json.loads(ask(f"{API}/diffs?{urllib.parse.urlencode(query)}", headers=KEY))
        if page["epoch"] != epoch:
            sys.exit(f"{RESTORED} Run this again.")
        lines += [f'{item["cause"]} {item["headline"]}' for item in page["items"]]
        following = {"from": page["from"], "to": page["to"], "cursor": page["nextCursor"]} if page["nextCursor"] else None

    if lines:
        text = "\n".join(lines)
        ask(os.environ["POST_TO"], {"text": text}) if "POST_TO" in os.environ else print(text, flush=True)
    with open(state + ".new", "w") as new:
        json.dump({"epoch": epoch, "from": page["to"], "filters": filters}, new)
    os.replace(state + ".new", state)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 1 else sys.exit(__doc__)
