# Asks the service at PEACETALKS_URL, to which it writes with the key WRITE_KEY, and the one at FAKE_URL, which misbehaves
# (tests/scripts/data_clients_fake.py). Writes what it reads to the folder READ, to be compared with what Python reads. The ledger is at
# REVISION, as tests/scripts/data-clients.sh has filled it.
library(peacetalks)

url <- sub("/$", "", Sys.getenv("PEACETALKS_URL"))
fake <- Sys.getenv("FAKE_URL")
january <- "2026-01-31"
revision <- as.numeric(Sys.getenv("REVISION"))

asked <- function(address) jsonlite::fromJSON(base::url(address, encoding = "UTF-8"), simplifyVector = FALSE)

# All items, as JSON, page by page.
paged <- function(question) {
  items <- list()
  cursor <- ""
  repeat {
    page <- asked(paste0(url, "/api/v1/", question, cursor))
    items <- c(items, page$items)
    if (is.null(page$nextCursor)) return(items)
    cursor <- paste0("&cursor=", utils::URLencode(page$nextCursor, reserved = TRUE))
  }
}

post <- function(path, item) {
  file <- tempfile()
  writeLines(jsonlite::toJSON(item, auto_unbox = TRUE), file)
  key <- paste("Authorization: Bearer", Sys.getenv("WRITE_KEY"))
  arguments <- c("--silent", "--fail", "--data", paste0("@", file), "--header", key, "--header", "Content-Type: application/json")
  stopifnot(system2("curl", shQuote(c(arguments, "--output", "/dev/null", paste0(url, "/api/v1/", path)))) == 0)
}

# A position that differs from all others: it moves what is held.
write <- function() {
  terms <- I(paste("change =", asked(paste0(url, "/version"))$head, "%"))
  position <- list(party = "awkward", issue = "security-guarantees", stance = "SUPPORTS", summary = "Text", terms = terms)
  post("positions", list(note = "For a test", item = c(position, article = "awkward", paragraph = 1)))
}

each <- function(items, read) unlist(lapply(items, function(item) or(read(item), NA)))
or <- function(value, other) if (is.null(value)) other else value
quietly <- suppressMessages

fails <- function(words, status, expression) {
  error <- tryCatch({ expression; NULL }, pt_error = identity)
  if (is.null(error) || !grepl(words, conditionMessage(error), fixed = TRUE) || !identical(error$status, status)) {
    stop(words, " is not in: ", if (is.null(error)) "no error" else conditionMessage(error))
  }
}

without_curl <- function(code) {
  path <- Sys.getenv("PATH")
  none <- tempfile()
  dir.create(none)
  file.symlink(Sys.which("sha256sum"), none)
  Sys.setenv(PATH = none)
  on.exit(Sys.setenv(PATH = path))
  code
}

same <- function(wanted, found) if (!identical(wanted, found)) stop(paste(utils::capture.output(str(wanted), str(found)), collapse = "\n"))

tests <- 0
test <- function(name, code) {
  pt_clear_cache()
  pt_connect(paste0(url, "/"))
  pin <<- quietly(pt_pin())
  tryCatch(code, error = function(error) {
    message("FAILED: ", name, "\n", conditionMessage(error))
    quit(status = 1)
  })
  tests <<- tests + 1
}

test("The first question pins the session and says so, once", {
  pt_connect(url)
  said <- character()
  withCallingHandlers({ pt_held(party = "ukraine"); pt_held(party = "russia") }, message = function(m) {
    said <<- c(said, conditionMessage(m))
    invokeRestart("muffleMessage")
  })
  head <- asked(paste0(url, "/version"))$head
  same(1L, length(said))
  today <- format(Sys.time(), "%Y-%m-%d", tz = "UTC")
  stopifnot(grepl(paste0("reads revision ", head, " of ", url, ", and as of ", today, " "), said, fixed = TRUE))
})

test("A table has all rows of all pages, with their types", {
  items <- paged(paste0("positions?limit=50&asOf=", january))
  stopifnot(length(items) > 200)
  table <- pt_positions(as_of = january)
  same(each(items, function(x) x$id), table$id)
  same(as.numeric(each(items, function(x) x$score)), table$score)
  same(each(items, function(x) x$summary), table$summary)
  same(each(items, function(x) x$party$name), table$partyName)
  same(as.Date(each(items, function(x) x$statedOn$earliest)), table$statedOnEarliest)

  held <- pt_held(as_of = as.Date(january), columns = "all")
  items <- paged(paste0("held-positions?asOf=", january))
  same(each(items, function(x) x$contested), held$contested)
  same(as.numeric(each(items, function(x) if (length(x$terms)) x$terms[[1]]$value)), held$term1Value)
  stopifnot(40 %in% held$term1Value)
  nothing <- pt_held(as_of = "1990-01-01", columns = "all")
  same(0L, nrow(nothing))
  same(lapply(held, class), lapply(nothing, class))
})

test("Types follow from the names as the document has them", {
  schemas <- asked(paste0(url, "/openapi/v1.json"))$components$schemas
  seen <- 0
  for (row in c("HeldPositionRow", "PositionRow", "DiffRow", "MatrixCellRow")) {
    for (name in names(schemas[[row]]$properties)) {
      schema <- schemas[[row]]$properties[[name]]
      type <- c(setdiff(unlist(schema$type), "null"), "string")
      kind <- if (identical(schema$format, "date")) "date" else type[1]
      wanted <- c(date = "Date", boolean = "logical", integer = "numeric", number = "numeric", string = "character")[[kind]]
      same(c(name, wanted), c(name, class(peacetalks:::column(name, character()))))
      seen <- seen + 1
    }
  }
  stopifnot(seen > 300)
})

test("Texts come as they were written", {
  columns <- "summary,partyName,assertedBySlug"
  table <- pt_positions(party = "awkward", proposal = "ceasefire", as_of = january, sort = "statedOn", columns = columns)
  items <- paged(paste0("positions?party=awkward&proposal=ceasefire&sort=statedOn&asOf=", january))
  same(each(items, function(x) x$summary), table$summary)
  texts <- c("Україна каже: \"ні\", і крапка", "one\ntwo", "'tis", "=1+1", "007", "2025", "NA", "TRUE")
  stopifnot(texts %in% table$summary)
  same("Рада \"Угода, мир\", або ні", unique(table$partyName))
  same("UTF-8", unique(Encoding(table$partyName))) # So it is read right in any locale.
  by <- each(paged(paste0("positions?party=ukraine&asOf=", january)), function(x) x$assertedBy$slug)
  stopifnot(anyNA(by))
  same(by, pt_positions(party = "ukraine", as_of = january, columns = "assertedBySlug")$assertedBySlug)
})

test("Filters are those of the API", {
  wanted <- paged(paste0("held-positions?party=ukraine&party=russia&issue=donbas-territory&includeSubIssues=true&asOf=", january))
  parties <- c("ukraine", "russia")
  table <- pt_held(party = parties, issue = "donbas-territory", include_sub_issues = TRUE, as_of = as.Date(january), stance = NULL)
  same(each(wanted, function(x) x$position), table$position)
  stopifnot(length(wanted) > 3)
  same(2L, nrow(pt_positions(limit = 2)))
  grid <- pt_matrix(as_of = january, layout = "grid")
  same(length(unique(pt_matrix(as_of = january)$rowSlug)), nrow(grid))
  stopifnot(1 %in% grid$depth)
})

test("An answer stays what it was", {
  before <- pt_positions(party = "awkward")
  there <- pin$revision
  write()
  same(before, pt_positions(party = "awkward"))
  now <- quietly(pt_pin())
  stopifnot(now$revision == there + 1)
  after <- pt_positions(party = "awkward")
  same(nrow(before) + 1L, nrow(after))
  stopifnot(attr(before, "digest") != attr(after, "digest"))
  changes <- pt_changes_since(there, epoch = attr(before, "epoch"))
  same("awkward", changes$partySlug)
  stopifnot(attr(changes, "revision") == there + 1, nrow(pt_changes_since(there + 1)) == 0)
  same(1L, nrow(pt_diff(there, axis = "recorded")))
  same(0L, nrow(pt_diff(there, there, axis = "recorded")))

  pt_clear_cache()
  quietly(pt_pin(there, as_of = pin$as_of, epoch = pin$epoch))
  same(before, pt_positions(party = "awkward"))
  same(attr(after, "digest"), attr(pt_positions(party = "awkward", known_at = there + 1), "digest"))
})

test("A table carries its address, its digest and its citation", {
  held <- pt_held(party = "ukraine", as_of = january, known_at = 1)
  sum <- system2("bash", c("-c", shQuote(paste0("curl --silent --fail '", attr(held, "address"), "' | sha256sum"))), stdout = TRUE)
  same(paste0("sha256:", sub(" .*", "", sum)), attr(held, "digest"))
  cited <- asked(paste0(url, "/api/v1/held-positions?party=ukraine&knownAt=1&format=citation&asOf=", january))
  theirs <- paste0(cited$url, ". ", cited$digest, ".")
  ours <- paste0(attr(held, "address"), ". ", attr(held, "digest"), ".")
  stopifnot(grepl(theirs, cited$text, fixed = TRUE), grepl("Based on: .*paragraph", cited$text))
  same(sub(theirs, ours, cited$text, fixed = TRUE), pt_cite(held))
  stopifnot(attr(held, "revision") == 1, attr(held, "epoch") == pin$epoch, attr(held, "release") == pin$release)

  long <- pt_positions(as_of = january)
  end <- paste0(": Positions. ", attr(long, "address"), ". ", attr(long, "digest"), ".")
  stopifnot(endsWith(pt_cite(long), end), grepl("Based on: ", pt_cite(pt_matrix(as_of = january, layout = "grid"))))
  for (no_table in list(data.frame(), NULL, 3)) fails("no table of PeaceTalks", NULL, pt_cite(no_table))
})

test("An instant becomes the revision that it came to", {
  then <- asked(paste0(url, "/api/v1/revisions/2"))$revision$at
  table <- pt_held(as_of = january, known_at = then)
  stopifnot(attr(table, "revision") == 2, grepl("knownAt=2&", attr(table, "address")))
  without_curl(fails("The program curl is missing", NULL, pt_held(as_of = january, known_at = then))) # What it comes to is not kept.
  same(attr(pt_held(as_of = january, known_at = 2), "digest"), attr(table, "digest"))
})

test("A diff is of a window of days or meetings", {
  wanted <- paged(paste0("diffs?from=2025-12-31&to=", january))
  same(each(wanted, function(x) x$headline), pt_diff("2025-12-31", january)$headline)
  same("MOVED", unique(pt_diff("2025-12-31", january, change = "MOVED")$change))
  meeting <- Find(function(x) !is.null(x$heldOn), paged("meetings?limit=200"))$id
  stopifnot(grepl(paste0("to=", pin$as_of, "&"), attr(pt_diff(from_meeting = meeting), "address"), fixed = TRUE))
  stopifnot(!grepl("[?&]to=", attr(pt_diff("2025-10-31", to_meeting = meeting), "address")))
})

test("Events are all records of a window", {
  wanted <- paged(paste0("events?from=2025-10-31&limit=50&to=", january))
  stopifnot(length(wanted) > 200)
  events <- pt_events("2025-10-31", january, columns = "all")
  same(each(wanted, function(x) x$headline), events$headline)
  same(c("MEETING", "MILESTONE", "POSITION"), sort(unique(events$noun)))
  stopifnot(grepl(": Events", pt_cite(events)))
  ends <- paste0("to=", pin$as_of, "&knownAt=", pin$revision, "&")
  stopifnot(grepl(ends, attr(pt_events("2026-01-30"), "address"), fixed = TRUE))

  milestone <- list(proposal = "ceasefire", step = "FLOATED", summary = "Text", article = "awkward", paragraph = 1)
  post("milestones", list(note = "For a test", item = milestone))
  quietly(pt_pin())
  same(0L, nrow(pt_changes_since(pin$revision)))
  learned <- pt_events(pin$revision, axis = "recorded", epoch = pin$epoch)
  same("MILESTONE", learned$noun)
  stopifnot(attr(learned, "revision") == pin$revision + 1)
})

test("Errors have the words of the service", {
  fails("party: 'ukrain' does not exist; did you mean 'ukraine'?", 422, pt_held(party = "ukrain"))
  fails("partySlug: is unknown; did you mean party?", 400, pt_held(party_slug = "ukraine"))
  fails("asOf: '31.01.2026' is not a day; write 2026-01-31", 400, pt_matrix(as_of = "31.01.2026"))
  fails("knownAt: revision 99999 does not exist yet", 422, pt_pin(99999))
  fails("from: ", 400, pt_diff())
  fails("party: has no value", NULL, pt_held(party = character()))
  fails("party: has no value", NULL, pt_held(party = NA))
  fails("format: is not for you to choose", NULL, pt_held(format = "json"))
  fails("Write filters with their names", NULL, pt_held("ukraine"))
})

test("A service that is away is asked again for some time", {
  pt_connect(paste0("http://127.0.0.1:", asked(paste0(fake, "/late"))))
  said <- character()
  withCallingHandlers(same(7L, pt_pin()$revision), message = function(m) {
    said <<- c(said, conditionMessage(m))
    invokeRestart("muffleMessage")
  })
  same(1L, sum(grepl("does not answer. It is asked again for 30 seconds.", said, fixed = TRUE)))

  pt_connect("http://127.0.0.1:9")
  utils::assignInNamespace("patience", 1, "peacetalks")
  quietly(fails("http://127.0.0.1:9/version", NULL, pt_held()))
  utils::assignInNamespace("patience", 30, "peacetalks")
})

test("The address of the service may be that of the API", {
  for (address in paste0(url, c("", "/", "/api/v1", "/api/v1/"))) {
    pt_connect(address)
    same(url, quietly(pt_pin())$url)
  }
})

test("Before the first revision, there is nothing", {
  same(0, quietly(pt_pin(0))$revision)
  same(0L, nrow(pt_held()))
  same(0, attr(pt_held(), "revision"))
})

test("Rows of several tables have no source", {
  before <- pt_held(party = "ukraine", as_of = january, known_at = 1)
  after <- pt_held(party = "ukraine", as_of = january)
  plain <- data.frame(lapply(before, identity))
  for (both in list(rbind(before, after), rbind(before, plain), rbind(plain, before), rbind(before))) {
    stopifnot(nrow(both) %in% (nrow(before) + c(0, nrow(after), nrow(before))))
    same("data.frame", class(both))
    same(c("class", "names", "row.names"), sort(names(attributes(both))))
    fails("no table of PeaceTalks", NULL, pt_cite(both))
  }
  same(pt_cite(before), pt_cite(before[before$stance == "OPPOSES", ]))
})

test("A revision that a restore took back is an error", {
  post("epoch", list(note = "As after a restore"))
  write()
  fails("the ledger has been restored since", 410, pt_pin(pin$revision + 1, epoch = pin$epoch))
  fails("the ledger has been restored since", 410, pt_held(known_at = pin$revision + 1))
  quietly(pt_pin())
  fails("pt_pin() begins a new session", 410, pt_changes_since(pin$revision, epoch = pin$epoch))
})

test("A pinned answer is asked for once", {
  first <- pt_held(party = "ukraine", as_of = january)
  without_curl({
    same(first, pt_held(party = "ukraine", as_of = january))
    fails("The program curl is missing", NULL, pt_held(party = "russia", as_of = january))
    assign("release", "another", peacetalks:::session)
    fails("The program curl is missing", NULL, pt_held(party = "ukraine", as_of = january))
    assign("release", pin$release, peacetalks:::session)
    pt_clear_cache()
    fails("The program curl is missing", NULL, pt_held(party = "ukraine", as_of = january))
  })
})

test("A kept answer that is damaged is asked for again", {
  first <- pt_positions(as_of = january)
  files <- list.files(Sys.getenv("PEACETALKS_CACHE"), full.names = TRUE)
  same(2L, length(files))
  bytes <- function(file) readBin(file, "raw", file.size(file))
  cut <- function(body) { # at the end of a line, if there are lines
    ends <- which(body == as.raw(10))
    body[seq_len(if (length(ends)) ends[length(ends) - 1] else length(body) - 1)]
  }
  for (damage in list(cut, function(body) raw(), function(body) charToRaw("garbage\n\"1,2\n"))) {
    for (file in files) {
      writeBin(damage(bytes(file)), file)
      same(first, pt_positions(as_of = january))
      same(files, list.files(Sys.getenv("PEACETALKS_CACHE"), full.names = TRUE))
    }
  }
  without_curl(same(first, pt_positions(as_of = january)))
})

test("Many at once keep whole answers", {
  jobs <- lapply(1:8, function(job) parallel::mcparallel(attr(pt_positions(as_of = january), "digest")))
  same(1L, length(unique(unlist(parallel::mccollect(jobs)))))
  files <- list.files(Sys.getenv("PEACETALKS_CACHE"))
  same(c(2L, 0L), c(length(files), sum(startsWith(files, "pt-new"))))
})

test("A folder that cannot be written is no obstacle", {
  cache <- Sys.getenv("PEACETALKS_CACHE")
  Sys.setenv(PEACETALKS_CACHE = "/dev/null/answers")
  said <- NULL
  table <- withCallingHandlers(pt_positions(limit = 2), message = function(m) {
    said <<- conditionMessage(m)
    invokeRestart("muffleMessage")
  })
  Sys.setenv(PEACETALKS_CACHE = cache)
  same(2L, nrow(table))
  stopifnot(grepl("not kept", said))
})

test("A service that misbehaves", {
  pt_connect(fake, key = "pt_secret")
  quietly(pt_pin())
  same(data.frame(stance = "OPPOSES", score = -2), data.frame(pt_positions(party = "r"))[, ])
  log <- Filter(function(x) grepl("party=r&", x$path), asked(paste0(fake, "/log")))
  same(c("GET", "GET", "HEAD", "GET"), each(log, function(x) x$method)) # The first was refused.
  stopifnot(diff(each(log, function(x) x$at))[1] >= 1)
  same("Bearer pt_secret", unique(each(log, function(x) x$authorization)))
  stopifnot(startsWith(pt_cite(pt_positions(party = "r")), "A ledger: A title. "))
  counted <- function(part) sum(grepl(part, each(asked(paste0(fake, "/log")), function(x) x$path), fixed = TRUE))
  same(length(log), counted("party=r&"))

  fails("curl: (18)", NULL, pt_held())
  fails("The service does not say why.\n(500 from ", 500, pt_held(party = "x"))
  fails("<html>The proxy is out of order.</html>\n(503 from ", 503, pt_matrix())
  fails("Not so fast.", 429, pt_diff("r"))
  same(5L, counted("?from=r&"))
  fails("Not so fast.", 429, pt_diff("later-r", axis = "recorded"))
  same(1L, counted("?from=later-r&"))
})

test("What Python reads too", {
  tables <- list(
    held = pt_held(party = c("ukraine", "russia"), as_of = january, known_at = 1, columns = "all"),
    positions = pt_positions(as_of = january, known_at = revision, columns = "all"),
    awkward = pt_positions(party = "awkward", q = "Україна каже", known_at = revision, as_of = january),
    matrix = pt_matrix(as_of = january, known_at = revision, columns = "all"),
    grid = pt_matrix(as_of = january, known_at = revision, layout = "grid"),
    diff = pt_diff("2025-11-30", january, known_at = revision, columns = "all", certainty = "CERTAIN"),
    events = pt_events("2025-10-31", january, known_at = revision, columns = "all"),
    changes = pt_changes_since(0, to = revision)
  )
  for (name in names(tables)) {
    table <- tables[[name]]
    stopifnot(nrow(table) > 0)
    carried <- attributes(table)[c("citation", "address", "digest", "revision", "release")]
    whole <- c(list(rows = data.frame(lapply(table, identity), check.names = FALSE), epoch = NULL), carried)
    text <- jsonlite::toJSON(whole, na = "null", null = "null", auto_unbox = TRUE, digits = NA)
    file <- file(file.path(Sys.getenv("READ"), paste0(name, ".json")), encoding = "UTF-8")
    writeLines(gsub(attr(table, "epoch"), "EPOCH", text, fixed = TRUE), file, useBytes = TRUE)
    close(file)
  }
})

cat(tests, "tests of the R client passed\n")
