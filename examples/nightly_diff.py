#!/usr/bin/env python3
"""Reports what the ledger has learned since the last run, one line per change:  nightly_diff.py STATE-FILE [FILTER...]

    PEACETALKS_URL=https://... POST_TO=https://chat.example/hook nightly_diff.py ~/.peacetalks-diff party=ukraine

The lines go to POST_TO as {"text": ...}, or to standard output. If reads need a key, set PEACETALKS_KEY. Needs only Python 3.9.

It uses the recorded axis, so that it does not miss an article that is coded late. It asks as of the end of time: so the day is the same each
night, and a statement that is only known to have been made "in January" is not missed either. If a run is interrupted, the next one continues
after the last complete page.
"""
import json, os, sys, time, urllib.error, urllib.parse, urllib.request

API = os.environ.get("PEACETALKS_URL", "http://localhost:5080") + "/api/v1"
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


def main(state, *filters):
    epoch, following = None, {"from": "0"}
    if os.path.exists(state):
        epoch, following = json.load(open(state))
    while following:
        query = [("axis", "recorded"), ("asOf", "9999-12-31"), ("limit", "200"), *following.items(), *(x.split("=", 1) for x in filters)]
        page = json.loads(ask(f"{API}/diffs?{urllib.parse.urlencode(query)}", headers=KEY))
        if epoch not in (None, page["epoch"]):
            sys.exit(f"The ledger was restored: its revisions mean something else now. See what changed, then delete {state} to start from the beginning.")
        for item in page["items"]:
            line = f'{item["cause"]} {item["headline"]}'
            ask(os.environ["POST_TO"], {"text": line}) if "POST_TO" in os.environ else print(line, flush=True)
        epoch, following = page["epoch"], {"from": page["from"], "to": page["to"], "cursor": page["nextCursor"]} if page["nextCursor"] else None
        with open(state + ".new", "w") as new:
            json.dump([epoch, following or {"from": page["to"]}], new)
        os.replace(state + ".new", state)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 1 else sys.exit(__doc__)
