"""PeaceTalks from Python: who holds what position in peace talks, as tables that can be cited.

    from peacetalks import *

    held = pt_held(party="ukraine", as_of="2026-01-31")
    print(pt_cite(held))

Each question returns all rows, as a pandas DataFrame if pandas is installed, and else as a Table, which is a list of dicts. Its `attrs` say
where it comes from: `address` returns the same table at any time, `digest` is the SHA-256 of its bytes, `citation` is a text for a paper,
and `revision`, `epoch` and `release` say which ledger answered.

The filters of the API are arguments, in snake_case: `as_of=` is `asOf`, and a list repeats a filter. `columns="all"` gives all columns;
docs/csv.md explains them. Days are datetime64 (in a Table: datetime.date), numbers Int64 or Float64, yes and no boolean, and an empty cell
is missing. Whatever goes wrong is a PeaceTalksError, with the words of the service.

PEACETALKS_URL is the address of the service, PEACETALKS_KEY a key if reads need one, PEACETALKS_CACHE the folder that keeps answers.
"""

import contextlib, csv, datetime, hashlib, http.client, io, json, os, re, sys, tempfile, time, urllib.error, urllib.parse, urllib.request
from pathlib import Path
from types import SimpleNamespace

__all__ = """PeaceTalksError Table pt_connect pt_pin pt_held pt_positions pt_matrix pt_diff pt_events pt_changes_since
    pt_cite pt_clear_cache""".split()

_ATTEMPTS = 5
_LONGEST_WAIT = 60  # seconds
_PATIENCE = 30  # seconds: how long a service that is away is asked again. It may be starting.
_END_OF_TIME = "9999-12-31"
_PAGE = 200  # items: the most that the API puts on a page
_FIRST_PAGE = re.compile(r" \(only the first [^;)]+; more follow\)|; only the first [^;)]+; more follow(?=\))")  # in the title of a citation
csv.field_size_limit(2**31 - 1)  # characters
_session = SimpleNamespace(url=None, key=None, release=None, epoch=None, revision=None, as_of=None)

# The types of columns follow from their names. A test compares this with the API's own document.
_DAY = re.compile(r"(Earliest|Latest)$")
_FLAG = re.compile(r"(^contested|Carried|SelfReported|Quoted|SourcesAtLeast)$")
_NUMBER = re.compile(
    r"(^depth|^score|Score|Count|Paragraph|erm[123]Value|Further|IndependentSources|^revision|[rR]ecordedIn|[sS]upersededIn)$"
)


class PeaceTalksError(Exception):
    """Why there is no answer, in the words of the service. `status` is the HTTP status, if there is one, `problem` the whole problem."""

    def __init__(self, message, status=None, problem=None):
        super().__init__(message)
        self.status, self.problem = status, problem or {}


class Table(list):
    """A list of dicts, one for each row, with `attrs`. You get it if pandas is not installed."""


def pt_connect(url=None, key=None):
    """Chooses the service: its address and, if reads need one, a key. By default, PEACETALKS_URL and PEACETALKS_KEY say so, and else it is
    http://localhost:5080. The next question pins the session anew."""
    url = url or os.environ.get("PEACETALKS_URL") or "http://localhost:5080"
    _session.url = url.rstrip("/").removesuffix("/api/v1")
    _session.key, _session.revision = key or os.environ.get("PEACETALKS_KEY"), None


def pt_pin(revision=None, as_of=None, epoch=None):
    """Pins the session, so that all its questions are answered as known at one revision, and says so. The first question does it by itself.

    revision: a number; by default the newest one.
    as_of: the day (2026-01-31) of questions that name none; by default today, in UTC.
    epoch: the epoch in which the revision was noted. If a restore of the ledger has taken that revision back, it is an error.
    """
    if _session.url is None:
        pt_connect()
    ledger = json.loads(_ask(f"{_session.url}/version")[0])
    wanted = {"knownAt": ledger["head"] if revision is None else revision, "epoch": epoch or ledger["epoch"]}
    if revision is not None or epoch is not None:  # Whether they exist is for the service to say.
        _ask(_address("processes", {"limit": 1, **wanted}))
    _session.release, _session.epoch, _session.revision = ledger["release"], wanted["epoch"], int(wanted["knownAt"])
    _session.as_of = _text(as_of or datetime.datetime.now(datetime.timezone.utc).date())
    print(
        f"This session reads revision {_session.revision} of {_session.url}, and as of {_session.as_of} if you name no day",
        f"(epoch {_session.epoch}). pt_pin() changes it.",
        file=sys.stderr,
    )
    return {name: value for name, value in vars(_session).items() if name != "key"}


def pt_held(**filters):
    """What each party holds on each issue and proposal at the end of the day `as_of`: one row each.

    pt_held(party=["ukraine", "russia"], issue="donbas-territory", include_sub_issues=True, as_of="2026-01-31")
    """
    return _table("held-positions", filters, {"asOf": "as_of", "knownAt": "revision"})


def pt_positions(**filters):
    """The single records of who said what, newest first: pt_positions(party="ukraine", stated_from="2026-01-01", q="Donbas")."""
    return _table("positions", filters, {"asOf": "as_of", "knownAt": "revision"})


def pt_matrix(**filters):
    """The grid of who holds what, one row for each cell. With layout="grid", one row for each issue and one column for each party, in
    words. rows="proposals" has the proposals instead of the issues."""
    return _table("matrix", filters, {"asOf": "as_of", "knownAt": "revision"})


def pt_diff(from_=None, to=None, **filters):
    """What moved, or was first reported, after the day `from_` and up to the day `to` (by default the session's day), as known at one
    revision. change="SAID_AGAIN" gives what was only said again. from_meeting= and to_meeting= take meetings instead of days.
    With axis="recorded", `from_` and `to` are revisions: what the ledger learned, as of the day `as_of`."""
    return _window("diffs", {"from": from_, "to": to, **filters})


def pt_events(from_=None, to=None, **filters):
    """Every record of the window of `pt_diff`, one by one: positions, also those that only repeat something, milestones and meetings. With
    axis="recorded", what the ledger did, in its order: pt_events(57, axis="recorded")."""
    return _window("events", {"from": from_, "to": to, **filters})


def pt_changes_since(revision, **filters):
    """Which positions the ledger has learned to be others, after a revision and up to the session's, whatever day they are about: for
    scripts that run every night. Milestones and meetings are in pt_events(revision, axis="recorded").

    Note `attrs["revision"]` and `attrs["epoch"]`, and begin the next run there: pt_changes_since(57, epoch="..."). With the epoch, it is an
    error if the ledger has been restored since and its revisions mean something else now.
    """
    return _table("diffs", {"axis": "recorded", "from": revision, "as_of": _END_OF_TIME, **filters}, {"to": "revision"})


def pt_cite(table):
    """The citation of a table as text: ledger, epoch, revision, day, question, pinned address and digest, and what it is based on if it has
    no more than a page (200 items). To verify it, compare the digest with `curl -s 'ADDRESS' | sha256sum`. It asks the service nothing."""
    citation = getattr(table, "attrs", {}).get("citation")
    if citation is None:
        raise PeaceTalksError("This is no table of PeaceTalks, or a part that has lost its source. Cite the table that you were given.")
    return citation


def pt_clear_cache():
    """Deletes the kept answers. They are asked for again when they are needed."""
    for file in _folder().glob("pt-*"):
        file.unlink(missing_ok=True)


def _window(path, filters):
    if filters.get("axis") == "recorded":
        return _table(path, filters, {"to": "revision", "asOf": "as_of"})
    ends = {} if filters.get("to_meeting") else {"to": "as_of"}
    return _table(path, filters, {**ends, "knownAt": "revision"})


def _table(path, filters, pins):
    """Asks for all rows. `pins` are the parameters that the session fills in if the caller does not."""
    if _session.revision is None:
        pt_pin()
    query = {re.sub("_(.)", lambda x: x[1].upper(), name): value for name, value in filters.items() if value is not None}
    for name in query.keys() & {"format", "bom", "cursor"}:
        raise PeaceTalksError(f"{name}: is not for you to choose: this client reads whole tables")
    for name, pin in {**pins, "epoch": "epoch"}.items():
        query.setdefault(name, getattr(_session, pin))
    address = _address(path, {**query, "format": "csv"})
    body, revision = _kept(address, lambda: _ask(address))
    if not str(query.get("knownAt", revision)).isdigit():  # An instant. The address names the revision that it came to.
        query["knownAt"] = revision
        address = _address(path, {**query, "format": "csv"})

    digest = "sha256:" + hashlib.sha256(body).hexdigest()
    citation, _ = _kept(f"citation of {address}", lambda: _cite(path, query, address, digest))
    attrs = {"citation": citation.decode(), "address": address, "digest": digest}
    return _frame(body, {**attrs, "revision": revision, "epoch": query["epoch"], "release": _session.release})


def _cite(path, query, address, digest):
    """The API's own citation of the question, with the address and the digest of the table instead of those of its first page as JSON."""
    query = {name: value for name, value in query.items() if name not in ("columns", "layout")}
    more = None
    if path != "matrix" and "limit" not in query:  # The matrix has no pages.
        query["limit"] = _PAGE
        more = _ask(_address(path, {**query, "format": "csv"}), "HEAD")[1]["Link"]
    body, headers = _ask(_address(path, {**query, "format": "citation"}))
    cited = json.loads(body)
    ledger, sources = cited["text"].split(f"{cited['url']}. {cited['digest']}.", 1)
    # The title and the sources are those of the first page. The table is whole, and all its sources are too many for a sentence; each row
    # has its own.
    if more:
        ledger = _FIRST_PAGE.sub("", ledger)
    return f"{ledger}{address}. {digest}.{'' if more else sources}".encode(), headers


def _frame(body, attrs):
    header, *lines = csv.reader(io.StringIO(body.decode(), newline=""), strict=True)
    rows = [{name: _value(name, cell) for name, cell in zip(header, line, strict=True)} for line in lines]
    try:
        import pandas
    except ImportError:
        frame = Table(rows)
    else:
        frame = pandas.DataFrame(rows, columns=header, dtype=object)
        for name in header:
            if _DAY.search(name):
                try:
                    frame[name] = pandas.to_datetime(frame[name])
                except pandas.errors.OutOfBoundsDatetime:
                    pass  # A day before 1678 or after 2261 is more than pandas can count in nanoseconds. It stays a datetime.date.
            elif _FLAG.search(name):
                frame[name] = frame[name].astype("boolean")
            elif _NUMBER.search(name):
                frame[name] = frame[name].astype("Float64" if name.endswith("Value") else "Int64")
    frame.attrs = attrs
    return frame


def _value(name, cell):
    if cell == "":
        return None
    if _DAY.search(name):
        return datetime.date.fromisoformat(cell)
    if _FLAG.search(name):
        return {"true": True, "false": False}[cell]
    if _NUMBER.search(name):
        return float(cell) if name.endswith("Value") else int(cell)
    return cell.removeprefix("'")  # which protects texts from spreadsheets


def _address(path, query):
    pairs = []
    for name, value in query.items():
        values = [value] if isinstance(value, str) or not hasattr(value, "__iter__") else list(value)
        if not values:  # As a filter that is left out, it would select everything.
            raise PeaceTalksError(f"{name}: has no value; leave it out, or use None")
        pairs += [(name, _text(each)) for each in values]
    return f"{_session.url}/api/v1/{path}?{urllib.parse.urlencode(pairs, quote_via=urllib.parse.quote, safe='')}"


def _text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime) and value.tzinfo is None and value.time() == datetime.time.min:
        value = value.date()  # A day, as pandas has it.
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _kept(key, ask):
    """What is kept under a key, or else what `ask` returns, as bytes, and the revision that it is of. Only what the service calls immutable
    is kept, and apart for each release: the bytes of a pinned answer may differ between releases. The address in the key has the epoch.
    The name of a file ends in its digest. A file that has another one is damaged, and is asked for again."""
    folder = _folder()
    name = "pt-" + hashlib.sha256(f"{key} {_session.release}".encode()).hexdigest()[:32]
    for file in folder.glob(f"{name}-r*"):
        with contextlib.suppress(OSError):  # Another process has just cleared it, or it cannot be read.
            body, (start, _, digest) = file.read_bytes(), file.name.rpartition("-")
            if hashlib.sha256(body).hexdigest() == digest:
                return body, int(start.rpartition("-r")[2])
            file.unlink()
    body, headers = ask()
    revision = int(headers["Ledger-Revision"])
    if "immutable" in headers.get("Cache-Control", ""):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, prefix="pt-new-", delete=False) as new:
                new.write(body)
            # Whole at once, whoever else writes or reads.
            os.replace(new.name, folder / f"{name}-r{revision}-{hashlib.sha256(body).hexdigest()}")
        except OSError as trouble:
            print(f"The answer is not kept: {trouble}", file=sys.stderr)
    return body, revision


def _folder():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(os.environ.get("PEACETALKS_CACHE") or os.path.join(base, "peacetalks-python"))


def _ask(address, method="GET"):
    """The bytes and the headers of an answer. If the service says when to come back, or is away, it is asked again."""
    try:
        request = urllib.request.Request(address, method=method)
        if _session.key:
            request.add_unredirected_header("Authorization", f"Bearer {_session.key}")
        refusals, waited, end = 0, False, time.monotonic() + _PATIENCE
        while True:
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return answer.read(), answer.headers
            except urllib.error.HTTPError as refused:
                wait, refusals = refused.headers.get("Retry-After", ""), refusals + 1
                again = refused.code in (429, 503) and refusals < _ATTEMPTS and wait.isdigit() and int(wait) <= _LONGEST_WAIT
                if not again:
                    raise _error(address, refused.code, refused.read()) from None
                time.sleep(int(wait))
            except OSError as away:
                if not isinstance(getattr(away, "reason", away), ConnectionError) or time.monotonic() > end:
                    raise
                if not waited:
                    print(f"{_session.url} does not answer. It is asked again for {_PATIENCE} seconds.", file=sys.stderr)
                waited = True
                time.sleep(1)
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        raise PeaceTalksError(f"{address}: {trouble!r}") from trouble


def _error(address, status, body):
    try:
        problem = json.loads(body)
        places = [f"{place}: {sentence}" for place, sentences in (problem.get("errors") or {}).items() for sentence in sentences]
        said = "\n".join(places) or problem.get("detail") or problem["title"]
    except (ValueError, LookupError, AttributeError):  # Some other server on the way.
        problem, said = None, body.decode(errors="replace")[:500] or "The service does not say why."
    if status == 410:
        said += "\nThe ledger was restored: pt_pin() begins a new session with it."
    return PeaceTalksError(f"{said}\n({status} from {address})", status, problem)
