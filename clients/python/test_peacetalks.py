"""Asks the service at PEACETALKS_URL, to which it writes with the key WRITE_KEY, and the one at FAKE_URL, which misbehaves
(tests/scripts/data_clients_fake.py). Writes what it reads to the folder READ, to be compared with what R reads. WITHOUT_PANDAS=1 hides
pandas. The ledger is at REVISION, as tests/scripts/data-clients.sh has filled it.
"""

import concurrent.futures, contextlib, datetime, hashlib, io, json, os, sys, unittest, unittest.mock, urllib.parse, urllib.request
from pathlib import Path

if "WITHOUT_PANDAS" in os.environ:
    sys.modules["pandas"] = None  # as if it were not installed

import peacetalks
from peacetalks import *

URL, FAKE = os.environ["PEACETALKS_URL"].rstrip("/"), os.environ["FAKE_URL"]
DAY, JANUARY, REVISION = datetime.date(2026, 1, 31), "2026-01-31", int(os.environ["REVISION"])


def asked(address, item=None):
    body = item and json.dumps(item).encode()
    key = {"Authorization": f"Bearer {os.environ['WRITE_KEY']}"}
    request = urllib.request.Request(address, body, {**key, "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def paged(path, **query):
    """All items, as JSON, page by page. Returns the number of pages too."""
    items, pages, cursor = [], 0, {}
    while cursor is not None:
        page = asked(f"{URL}/api/v1/{path}?{urllib.parse.urlencode({**query, **cursor}, doseq=True)}")
        items, pages, cursor = items + page["items"], pages + 1, {"cursor": page["nextCursor"]} if page["nextCursor"] else None
    return items, pages


def write():
    """A position that differs from all others: it moves what is held."""
    terms = [f"change = {asked(f'{URL}/version')['head']} %"]
    position = {"party": "awkward", "issue": "security-guarantees", "stance": "SUPPORTS", "summary": "Text", "terms": terms}
    asked(f"{URL}/api/v1/positions", {"note": "For a test", "item": {**position, "article": "awkward", "paragraph": 1}})


def rows(table):
    """As a list of dicts, whatever the table is."""
    if isinstance(table, list):
        return table

    def plain(cell):
        if type(cell).__name__ in ("NAType", "NaTType"):
            return None
        return cell.date() if hasattr(cell, "to_pydatetime") else cell.item() if hasattr(cell, "item") else cell

    return [{name: plain(cell) for name, cell in zip(table.columns, line)} for line in table.itertuples(index=False)]


def column(table, name):
    return [row[name] for row in rows(table)]


class Tests(unittest.TestCase):
    def setUp(self):
        pt_clear_cache()
        pt_connect(URL + "/")
        with contextlib.redirect_stderr(io.StringIO()):
            self.pin = pt_pin()

    def fails(self, words, status, ask, *args, **filters):
        with self.assertRaises(PeaceTalksError) as caught:
            ask(*args, **filters)
        self.assertIn(words, str(caught.exception))
        self.assertEqual(status, caught.exception.status)

    def test_the_first_question_pins_the_session_and_says_so_once(self):
        pt_connect(URL)
        with contextlib.redirect_stderr(io.StringIO()) as said:
            pt_held(party="ukraine")
            pt_held(party="russia")
        revision, today = asked(f"{URL}/version")["head"], datetime.datetime.now(datetime.timezone.utc).date()
        self.assertEqual(1, said.getvalue().count("This session reads"))
        self.assertIn(f"reads revision {revision} of {URL}, and as of {today} ", said.getvalue())

    def test_a_table_has_all_rows_of_all_pages_with_their_types(self):
        items, pages = paged("positions", asOf=JANUARY, limit=50)
        self.assertGreater(len(items), 200)
        self.assertGreater(pages, 4)
        table = pt_positions(as_of=JANUARY)
        self.assertEqual([x["id"] for x in items], column(table, "id"))
        self.assertEqual([x["score"] for x in items], column(table, "score"))
        self.assertEqual([x["summary"] for x in items], column(table, "summary"))
        self.assertEqual([x["citations"][0]["paragraph"] for x in items], column(table, "citationParagraph"))
        days = [day and day.isoformat() for day in column(table, "statedOnEarliest")]
        self.assertEqual([x["statedOn"]["earliest"] for x in items], days)

        self.assertEqual(pt_held(as_of=DAY).attrs, pt_held(as_of=datetime.datetime(2026, 1, 31)).attrs)
        held = pt_held(as_of=DAY, columns="all")
        items, _ = paged("held-positions", asOf=JANUARY)
        self.assertEqual([x["contested"] for x in items], column(held, "contested"))
        self.assertEqual([x["terms"][0]["value"] if x["terms"] else None for x in items], column(held, "term1Value"))
        self.assertIn(40, column(held, "term1Value"))
        if "WITHOUT_PANDAS" in os.environ:
            self.assertIsInstance(held, Table)
        else:
            types = {name: str(held[name].dtype) for name in ("statedOnEarliest", "contested", "score", "term1Value", "summary")}
            self.assertEqual(["datetime64[ns]", "boolean", "Int64", "Float64", "object"], list(types.values()))
            nothing = pt_held(as_of="1990-01-01", columns="all")
            self.assertEqual((0, list(held.columns), list(held.dtypes)), (len(nothing), list(nothing.columns), list(nothing.dtypes)))

    def test_types_follow_from_the_names_as_the_document_has_them(self):
        schemas = asked(f"{URL}/openapi/v1.json")["components"]["schemas"]
        kinds = {"date": "day", "boolean": "flag", "integer": "number", "number": "number"}
        patterns = {"day": peacetalks._DAY, "flag": peacetalks._FLAG, "number": peacetalks._NUMBER}
        seen = 0
        for row in ("HeldPositionRow", "PositionRow", "DiffRow", "MatrixCellRow"):
            for name, schema in schemas[row]["properties"].items():
                wanted = {kinds[x] for x in (schema.get("format"), *schema.get("type", [])) if x in kinds}
                self.assertEqual(wanted, {kind for kind, pattern in patterns.items() if pattern.search(name)}, name)
                seen += 1
        self.assertGreater(seen, 300)

    def test_texts_come_as_they_were_written(self):
        question = {"party": "awkward", "proposal": "ceasefire", "sort": "statedOn"}
        table = pt_positions(**question, as_of=JANUARY, columns="summary,partyName,assertedBySlug")
        items, _ = paged("positions", **question, asOf=JANUARY)
        self.assertEqual([x["summary"] for x in items], column(table, "summary"))
        for text in ('Україна каже: "ні", і крапка', "one\ntwo", "'tis", "=1+1", "007", "2025", "NA", "TRUE"):
            self.assertIn(text, column(table, "summary"))
        self.assertEqual({'Рада "Угода, мир", або ні'}, {*column(table, "partyName")})
        items, _ = paged("positions", party="ukraine", asOf=JANUARY)
        by = [x["assertedBy"] and x["assertedBy"]["slug"] for x in items]
        self.assertIn(None, by)
        self.assertEqual(by, column(pt_positions(party="ukraine", as_of=JANUARY, columns="assertedBySlug"), "assertedBySlug"))

    def test_filters_are_those_of_the_api(self):
        wanted, _ = paged("held-positions", party=["ukraine", "russia"], issue="donbas-territory", includeSubIssues="true", asOf=JANUARY)
        table = pt_held(party=["ukraine", "russia"], issue="donbas-territory", include_sub_issues=True, as_of=DAY, stance=None)
        self.assertEqual([x["position"] for x in wanted], column(table, "position"))
        self.assertGreater(len(wanted), 3)
        self.assertEqual(2, len(pt_positions(limit=2)))
        grid, cells = pt_matrix(as_of=JANUARY, layout="grid"), pt_matrix(as_of=JANUARY)
        self.assertEqual(len({*column(cells, "rowSlug")}), len(grid))
        self.assertIn(1, column(grid, "depth"))

    def test_an_answer_stays_what_it_was(self):
        before, there = pt_positions(party="awkward"), self.pin["revision"]
        write()
        self.assertEqual(before.attrs, pt_positions(party="awkward").attrs)
        with contextlib.redirect_stderr(io.StringIO()):
            now = pt_pin()
        self.assertEqual(there + 1, now["revision"])
        after = pt_positions(party="awkward")
        self.assertEqual(len(before) + 1, len(after))
        self.assertNotEqual(before.attrs["digest"], after.attrs["digest"])
        changes = pt_changes_since(there, epoch=before.attrs["epoch"])
        self.assertEqual(["awkward"], column(changes, "partySlug"))
        self.assertEqual((there + 1, 0), (changes.attrs["revision"], len(pt_changes_since(there + 1))))
        self.assertEqual(1, len(pt_diff(there, axis="recorded")))
        self.assertEqual(0, len(pt_diff(there, there, axis="recorded")))

        pt_clear_cache()
        with contextlib.redirect_stderr(io.StringIO()):
            pt_pin(there, as_of=self.pin["as_of"], epoch=self.pin["epoch"])
        self.assertEqual(before.attrs, pt_positions(party="awkward").attrs)
        self.assertEqual(after.attrs["digest"], pt_positions(party="awkward", known_at=there + 1).attrs["digest"])

    def test_a_table_carries_its_address_its_digest_and_its_citation(self):
        held = pt_held(party="ukraine", as_of=JANUARY, known_at=1)
        with urllib.request.urlopen(held.attrs["address"]) as answer:
            self.assertEqual("sha256:" + hashlib.sha256(answer.read()).hexdigest(), held.attrs["digest"])
        cited = asked(f"{URL}/api/v1/held-positions?party=ukraine&asOf={JANUARY}&knownAt=1&format=citation")
        place, _, sources = cited["text"].partition(f"{cited['url']}. {cited['digest']}.")
        self.assertEqual(f"{place}{held.attrs['address']}. {held.attrs['digest']}.{sources}", pt_cite(held))
        self.assertIn("paragraph", sources)
        self.assertEqual((1, self.pin["epoch"], self.pin["release"]), tuple(held.attrs[x] for x in ("revision", "epoch", "release")))

        long = pt_positions(as_of=JANUARY)
        self.assertTrue(pt_cite(long).endswith(f": Positions. {long.attrs['address']}. {long.attrs['digest']}."), pt_cite(long))
        self.assertIn("Based on: ", pt_cite(pt_matrix(as_of=JANUARY, layout="grid")))
        for no_table in ([], Table(), None):
            self.fails("no table of PeaceTalks", None, pt_cite, no_table)

    def test_an_instant_becomes_the_revision_that_it_came_to(self):
        then = asked(f"{URL}/api/v1/revisions/2")["revision"]["at"]
        table = pt_held(as_of=JANUARY, known_at=then)
        self.assertEqual(2, table.attrs["revision"])
        self.assertIn("knownAt=2&", table.attrs["address"])
        with unittest.mock.patch("urllib.request.urlopen", side_effect=AssertionError("asked again")):
            with self.assertRaisesRegex(AssertionError, "asked again"):  # What it comes to is for the service to say, each time.
                pt_held(as_of=JANUARY, known_at=then)
        self.assertEqual(pt_held(as_of=JANUARY, known_at=2).attrs["digest"], table.attrs["digest"])

    def test_a_diff_is_of_a_window_of_days_or_meetings(self):
        wanted, _ = paged("diffs", **{"from": "2025-12-31", "to": JANUARY})
        self.assertEqual([x["headline"] for x in wanted], column(pt_diff("2025-12-31", JANUARY), "headline"))
        self.assertEqual({"MOVED"}, {*column(pt_diff("2025-12-31", JANUARY, change="MOVED"), "change")})
        meeting = next(x["id"] for x in paged("meetings")[0] if x["heldOn"])
        self.assertIn(f"to={self.pin['as_of']}&", pt_diff(from_meeting=meeting).attrs["address"])
        self.assertNotIn("to=", pt_diff("2025-10-31", to_meeting=meeting).attrs["address"])

    def test_events_are_all_records_of_a_window(self):
        wanted, pages = paged("events", **{"from": "2025-10-31", "to": JANUARY, "limit": 50})
        self.assertGreater(pages, 4)
        events = pt_events("2025-10-31", JANUARY, columns="all")
        self.assertEqual([x["headline"] for x in wanted], column(events, "headline"))
        self.assertEqual({"POSITION", "MILESTONE", "MEETING"}, {*column(events, "noun")})
        self.assertIn(": Events", pt_cite(events))
        self.assertIn(f"to={self.pin['as_of']}&knownAt={self.pin['revision']}&", pt_events("2026-01-30").attrs["address"])

        there = self.pin["revision"]
        milestone = {"proposal": "ceasefire", "step": "FLOATED", "summary": "Text", "article": "awkward", "paragraph": 1}
        asked(f"{URL}/api/v1/milestones", {"note": "For a test", "item": milestone})
        with contextlib.redirect_stderr(io.StringIO()):
            pt_pin()
        self.assertEqual(0, len(pt_changes_since(there)))
        learned = pt_events(there, axis="recorded", epoch=self.pin["epoch"])
        self.assertEqual((["MILESTONE"], there + 1), (column(learned, "noun"), learned.attrs["revision"]))

    def test_errors_have_the_words_of_the_service(self):
        self.fails("party: 'ukrain' does not exist; did you mean 'ukraine'?", 422, pt_held, party="ukrain")
        self.fails("partySlug: is unknown; did you mean party?", 400, pt_held, party_slug="ukraine")
        self.fails("asOf: '31.01.2026' is not a day; write 2026-01-31", 400, pt_matrix, as_of="31.01.2026")
        self.fails("knownAt: revision 99999 does not exist yet", 422, pt_pin, 99999)
        self.fails("from: ", 400, pt_diff)
        self.fails("party: has no value", None, pt_held, party=[])
        self.fails("format: is not for you to choose", None, pt_held, format="json")
        pt_connect("no address")
        self.fails("no address/version", None, pt_held)

    def test_a_service_that_is_away_is_asked_again_for_some_time(self):
        pt_connect(f"http://127.0.0.1:{asked(f'{FAKE}/late')}")
        with contextlib.redirect_stderr(io.StringIO()) as said:
            self.assertEqual(7, pt_pin()["revision"])
        self.assertEqual(1, said.getvalue().count("does not answer. It is asked again for 30 seconds."))

        pt_connect("http://127.0.0.1:9")
        with unittest.mock.patch("peacetalks._PATIENCE", 1), contextlib.redirect_stderr(io.StringIO()):
            self.fails("http://127.0.0.1:9/version", None, pt_held)

    def test_the_address_of_the_service_may_be_that_of_the_api(self):
        for address in (URL, f"{URL}/", f"{URL}/api/v1", f"{URL}/api/v1/"):
            pt_connect(address)
            with contextlib.redirect_stderr(io.StringIO()):
                self.assertEqual(URL, pt_pin()["url"])

    def test_before_the_first_revision_there_is_nothing(self):
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(0, pt_pin(0)["revision"])
        self.assertEqual((0, 0), (len(pt_held()), pt_held().attrs["revision"]))

    def test_a_revision_that_a_restore_took_back_is_an_error(self):
        asked(f"{URL}/api/v1/epoch", {"note": "As after a restore"})
        write()
        self.fails("the ledger has been restored since", 410, pt_pin, self.pin["revision"] + 1, epoch=self.pin["epoch"])
        self.fails("the ledger has been restored since", 410, pt_held, known_at=self.pin["revision"] + 1)
        with contextlib.redirect_stderr(io.StringIO()):
            pt_pin()
        self.fails("pt_pin() begins a new session", 410, pt_changes_since, self.pin["revision"], epoch=self.pin["epoch"])

    def test_a_pinned_answer_is_asked_for_once(self):
        first = pt_held(party="ukraine", as_of=JANUARY)
        with unittest.mock.patch("urllib.request.urlopen", side_effect=AssertionError("asked again")):
            again = pt_held(party="ukraine", as_of=JANUARY)
            self.assertEqual((rows(first), first.attrs), (rows(again), again.attrs))
            with self.assertRaisesRegex(AssertionError, "asked again"):
                pt_held(party="russia", as_of=JANUARY)
            peacetalks._session.release = "another"
            with self.assertRaisesRegex(AssertionError, "asked again"):
                pt_held(party="ukraine", as_of=JANUARY)
            peacetalks._session.release = self.pin["release"]
            pt_clear_cache()
            with self.assertRaisesRegex(AssertionError, "asked again"):
                pt_held(party="ukraine", as_of=JANUARY)

    def test_a_kept_answer_that_is_damaged_is_asked_for_again(self):
        first = pt_positions(as_of=JANUARY)
        files = sorted(x for x in peacetalks._folder().iterdir())
        self.assertEqual(2, len(files))
        cut = lambda body: body[: body.rindex(b"\r\n", 0, -2) + 2] if b"\r\n" in body else body[:-1]
        for damage in (cut, lambda _: b"", lambda _: b"\xff\x00garbage\n"):
            for file in files:
                file.write_bytes(damage(file.read_bytes()))
                again = pt_positions(as_of=JANUARY)
                self.assertEqual((rows(first), first.attrs), (rows(again), again.attrs))
                self.assertEqual(files, sorted(peacetalks._folder().iterdir()))
        with unittest.mock.patch("urllib.request.urlopen", side_effect=AssertionError("asked again")):
            self.assertEqual(first.attrs, pt_positions(as_of=JANUARY).attrs)

    def test_many_at_once_keep_whole_answers(self):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            found = {x.attrs["digest"] for x in pool.map(lambda _: pt_positions(as_of=JANUARY), range(24))}
        kept = sorted(x.name[:6] for x in peacetalks._folder().iterdir())
        self.assertEqual((1, 2), (len(found), len(kept)), kept)
        self.assertNotIn("pt-new", kept)

    def test_a_folder_that_cannot_be_written_is_no_obstacle(self):
        with unittest.mock.patch.dict(os.environ, PEACETALKS_CACHE="/dev/null/answers"), contextlib.redirect_stderr(io.StringIO()) as said:
            self.assertEqual(2, len(pt_positions(limit=2)))
        self.assertIn("not kept", said.getvalue())

    def test_a_service_that_misbehaves(self):
        pt_connect(FAKE, key="pt_secret")
        with contextlib.redirect_stderr(io.StringIO()):
            pt_pin()
        me = f"python-{'WITHOUT_PANDAS' in os.environ}"
        self.assertEqual([{"stance": "OPPOSES", "score": -2}], rows(pt_positions(party=me)))
        log = [x for x in asked(f"{FAKE}/log") if me in x["path"]]
        self.assertEqual(["GET", "GET", "HEAD", "GET"], [x["method"] for x in log])  # The first was refused.
        self.assertGreaterEqual(log[1]["at"] - log[0]["at"], 1)
        self.assertEqual({"Bearer pt_secret"}, {x["authorization"] for x in log})
        self.assertEqual("A ledger: A title", pt_cite(pt_positions(party=me)).split(".")[0])
        self.assertEqual(len(log), sum(me in x["path"] for x in asked(f"{FAKE}/log")))

        self.fails("IncompleteRead", None, pt_held)
        self.fails("The service does not say why.\n(500 from ", 500, pt_held, party="x")
        self.fails("<html>The proxy is out of order.</html>\n(503 from ", 503, pt_matrix)
        self.fails("Not so fast.", 429, pt_diff, me)
        self.assertEqual(5, sum(f"from={me}&" in x["path"] for x in asked(f"{FAKE}/log")))
        self.fails("Not so fast.", 429, pt_diff, "later-" + me, axis="recorded")
        self.assertEqual(1, sum(f"from=later-{me}&" in x["path"] for x in asked(f"{FAKE}/log")))

    def test_what_r_reads_too(self):
        tables = {
            "held": pt_held(party=["ukraine", "russia"], as_of=JANUARY, known_at=1, columns="all"),
            "positions": pt_positions(as_of=JANUARY, known_at=REVISION, columns="all"),
            "awkward": pt_positions(party="awkward", q="Україна каже", known_at=REVISION, as_of=JANUARY),
            "matrix": pt_matrix(as_of=JANUARY, known_at=REVISION, columns="all"),
            "grid": pt_matrix(as_of=JANUARY, known_at=REVISION, layout="grid"),
            "diff": pt_diff("2025-11-30", JANUARY, known_at=REVISION, columns="all", certainty="CERTAIN"),
            "events": pt_events("2025-10-31", JANUARY, known_at=REVISION, columns="all"),
            "changes": pt_changes_since(0, to=REVISION),
        }
        for name, table in tables.items():
            self.assertGreater(len(table), 0, name)
            whole = {"rows": rows(table), "epoch": None, **{k: v for k, v in table.attrs.items() if k != "epoch"}}
            text = json.dumps(whole, default=str).replace(table.attrs["epoch"], "EPOCH")
            Path(os.environ["READ"], f"{name}.json").write_text(text)


if __name__ == "__main__":
    unittest.main()
