# PeaceTalks from R. The help pages in man/ say what the functions mean; clients/python does the same in the same order.
#
# Requests go through the program curl, because base R drops what a service says in an error (R 4.2: url() and download.file()).

attempts <- 5
longest_wait <- 60 # seconds
patience <- 30 # seconds: how long a service that is away is asked again. It may be starting.
end_of_time <- "9999-12-31"
page <- 200 # items: the most that the API puts on a page
first_page <- " \\(only the first [^;)]+; more follow\\)|; only the first [^;)]+; more follow(?=\\))" # in the title of a citation
session <- new.env()

# The types of columns follow from their names. A test compares this with the API's own document.
day_columns <- "(Earliest|Latest)$"
flag_columns <- "(^contested|Carried|SelfReported|Quoted|SourcesAtLeast)$"
number_columns <- "(^depth|^score|Score|Count|Paragraph|erm[123]Value|Further|IndependentSources|^revision|[rR]ecordedIn|[sS]upersededIn)$"

pt_connect <- function(url = NULL, key = NULL) {
  if (is.null(url)) url <- Sys.getenv("PEACETALKS_URL")
  if (url == "") url <- "http://localhost:5080"
  session$url <- sub("/api/v1$", "", sub("/+$", "", url))
  session$key <- if (is.null(key)) Sys.getenv("PEACETALKS_KEY") else key
  session$revision <- NULL
  invisible(session$url)
}

pt_pin <- function(revision = NULL, as_of = NULL, epoch = NULL) {
  if (is.null(session$url)) pt_connect()
  ledger <- from_json(ask(paste0(session$url, "/version"))$file)
  wanted <- list(limit = 1, knownAt = or(revision, ledger$head), epoch = or(epoch, ledger$epoch))
  if (!is.null(revision) || !is.null(epoch)) ask(address_of("processes", wanted)) # Whether they exist is for the service to say.
  session$release <- ledger$release
  session$epoch <- wanted$epoch
  session$revision <- wanted$knownAt
  session$as_of <- to_text(or(as_of, as.Date(format(Sys.time(), "%Y-%m-%d", tz = "UTC"))))
  message(
    "This session reads revision ", session$revision, " of ", session$url, ", and as of ", session$as_of, " if you name no day (epoch ",
    session$epoch, "). pt_pin() changes it."
  )
  invisible(mget(c("url", "release", "epoch", "revision", "as_of"), session))
}

pt_held <- function(...) table_of("held-positions", list(...), c(asOf = "as_of", knownAt = "revision"))

pt_positions <- function(...) table_of("positions", list(...), c(asOf = "as_of", knownAt = "revision"))

pt_matrix <- function(...) table_of("matrix", list(...), c(asOf = "as_of", knownAt = "revision"))

pt_diff <- function(from = NULL, to = NULL, ...) {
  window_of("diffs", c(list(from = from, to = to), list(...)))
}

pt_events <- function(from = NULL, to = NULL, ...) {
  window_of("events", c(list(from = from, to = to), list(...)))
}

pt_changes_since <- function(revision, ...) {
  filters <- list(...)
  ours <- list(axis = "recorded", from = revision, as_of = or(filters[["as_of"]], end_of_time))
  table_of("diffs", c(ours, filters[names(filters) != "as_of"]), c(to = "revision"))
}

pt_cite <- function(table) {
  citation <- attr(table, "citation", exact = TRUE)
  if (is.null(citation)) {
    fail("This is no table of PeaceTalks, or a part that has lost its source. Cite the table that you were given.")
  }
  citation
}

pt_clear_cache <- function() invisible(unlink(list.files(folder(), "^pt-", full.names = TRUE)))

# Rows of several tables are of none of them: what comes out has no source.
rbind.pt_table <- function(...) {
  plain <- lapply(list(...), function(part) if (inherits(part, "pt_table")) without_source(part) else part)
  do.call(rbind, plain)
}

without_source <- function(table) {
  for (name in c("citation", "address", "digest", "revision", "epoch", "release")) attr(table, name) <- NULL
  class(table) <- setdiff(class(table), "pt_table")
  table
}

window_of <- function(path, filters) {
  pins <- if (identical(filters[["axis"]], "recorded")) {
    c(to = "revision", asOf = "as_of")
  } else {
    c(if (is.null(filters[["to_meeting"]])) c(to = "as_of"), knownAt = "revision")
  }
  table_of(path, filters, pins)
}

# Asks for all rows. `pins` are the parameters that the session fills in if the caller does not.
table_of <- function(path, filters, pins) {
  if (is.null(session$revision)) pt_pin()
  query <- Filter(Negate(is.null), filters)
  if (length(query) && (is.null(names(query)) || any(names(query) == ""))) {
    fail("Write filters with their names, as in party = \"ukraine\".")
  }
  names(query) <- gsub("_(.)", "\\U\\1", names(query), perl = TRUE)
  for (name in intersect(names(query), c("format", "bom", "cursor"))) {
    fail(name, ": is not for you to choose: this client reads whole tables")
  }
  pins <- c(pins, epoch = "epoch")
  for (name in setdiff(names(pins), names(query))) query[[name]] <- session[[pins[[name]]]]
  address <- address_of(path, c(query, format = "csv"))
  answer <- kept(address, function() ask(address))
  if (!grepl("^[0-9]+$", to_text(or(query[["knownAt"]], 0)))) { # An instant. The address names the revision that it came to.
    query$knownAt <- answer$revision
    address <- address_of(path, c(query, format = "csv"))
  }

  digest <- paste0("sha256:", sha256(answer$file))
  citation <- kept(paste("citation of", address), function() cite(path, query, address, digest))
  on.exit(unlink(c(answer$file, citation$file)))
  structure(
    frame(answer$file),
    class = c("pt_table", "data.frame"), citation = read_text(citation$file), address = address, digest = digest,
    revision = answer$revision, epoch = query$epoch, release = session$release
  )
}

# The API's own citation of the question, with the address and the digest of the table instead of those of its first page as JSON.
cite <- function(path, query, address, digest) {
  query <- query[setdiff(names(query), c("columns", "layout"))]
  more <- FALSE
  if (path != "matrix" && is.null(query[["limit"]])) { # The matrix has no pages.
    query$limit <- page
    more <- !is.null(header(ask(address_of(path, c(query, format = "csv")), head = TRUE), "Link"))
  }
  answer <- ask(address_of(path, c(query, format = "citation")))
  cited <- from_json(answer$file)
  parts <- strsplit(cited$text, paste0(cited$url, ". ", cited$digest, "."), fixed = TRUE)[[1]]
  # The title and the sources are those of the first page. The table is whole, and all its sources are too many for a sentence; each row
  # has its own.
  if (more) parts[1] <- gsub(first_page, "", parts[1], perl = TRUE)
  text <- paste0(parts[1], address, ". ", digest, ".", if (!more && length(parts) > 1) parts[2])
  writeBin(charToRaw(enc2utf8(text)), answer$file)
  answer
}

frame <- function(file) {
  rows <- utils::read.csv(file,
    colClasses = "character", check.names = FALSE, na.strings = character(), encoding = "UTF-8", fill = FALSE, blank.lines.skip = FALSE
  )
  rows[] <- Map(column, names(rows), rows)
  rows
}

column <- function(name, cells) {
  cells[cells == ""] <- NA
  if (grepl(day_columns, name)) return(as.Date(cells, format = "%Y-%m-%d"))
  if (grepl(flag_columns, name)) return(unname(c(true = TRUE, false = FALSE)[cells]))
  if (grepl(number_columns, name)) return(as.numeric(cells))
  sub("^'", "", cells) # which protects texts from spreadsheets
}

address_of <- function(path, query) {
  pairs <- lapply(names(query), function(name) {
    # As a filter that is left out, it would select everything.
    if (!length(query[[name]]) || anyNA(query[[name]])) fail(name, ": has no value; leave it out, or use NULL")
    paste0(escaped(name), "=", vapply(to_text(query[[name]]), escaped, ""))
  })
  paste0(session$url, "/api/v1/", path, "?", paste(unlist(pairs), collapse = "&"))
}

to_text <- function(value) {
  if (is.logical(value)) return(ifelse(value, "true", "false"))
  if (inherits(value, "POSIXt")) return(format(value, "%Y-%m-%dT%H:%M:%SZ", tz = "UTC"))
  if (is.numeric(value) && !inherits(value, "Date")) return(format(value, scientific = FALSE, trim = TRUE, digits = 15))
  as.character(value)
}

escaped <- function(text) {
  bytes <- charToRaw(enc2utf8(text))
  plain <- bytes %in% charToRaw("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-")
  paste(ifelse(plain, rawToChar(bytes, multiple = TRUE), sprintf("%%%02X", as.integer(bytes))), collapse = "")
}

# A copy of the file that is kept under a key, or else the file that `ask` returns, and the revision that it is of. Only what the service
# calls immutable is kept, and apart for each release: the bytes of a pinned answer may differ between releases. The address in the key has
# the epoch. The name of a file ends in its digest. A file that has another one is damaged, and is asked for again.
kept <- function(key, ask) {
  note <- tempfile()
  on.exit(unlink(note))
  writeLines(paste(key, session$release), note, useBytes = TRUE)
  name <- paste0("pt-", tools::md5sum(note), "-r")
  for (found in list.files(folder(), paste0("^", name))) {
    file <- tempfile("pt-")
    if (!file.copy(file.path(folder(), found), file)) next # Another process has just cleared it.
    parts <- strsplit(found, "-")[[1]] # pt, the key, the revision, the digest
    if (identical(sha256(file), parts[4])) return(list(file = file, revision = as.numeric(sub("r", "", parts[3]))))
    unlink(c(file, file.path(folder(), found)))
  }
  answer <- ask()
  answer$revision <- as.numeric(header(answer, "Ledger-Revision"))
  if (grepl("immutable", or(header(answer, "Cache-Control"), ""))) {
    dir.create(folder(), showWarnings = FALSE, recursive = TRUE, mode = "0700")
    new <- tempfile("pt-new-", folder())
    # Whole at once, whoever else writes or reads.
    kept <- file.path(folder(), paste0(name, answer$revision, "-", sha256(answer$file)))
    done <- suppressWarnings(file.copy(answer$file, new) && file.rename(new, kept))
    if (!done) message("The answer is not kept: ", folder(), " cannot be written.")
  }
  answer
}

folder <- function() {
  chosen <- Sys.getenv("PEACETALKS_CACHE")
  if (chosen == "") tools::R_user_dir("peacetalks", "cache") else chosen
}

# The body as a file, and the headers. If the service says when to come back, or is away, it is asked again.
ask <- function(address, head = FALSE) {
  if (Sys.which("curl") == "") fail("The program curl is missing. This package reads with it, so that you see what the service says.")
  files <- list(body = tempfile("pt-"), head = tempfile(), config = tempfile(), trouble = tempfile())
  on.exit(unlink(unlist(files[-1])))
  options <- c(
    url = address, output = files$body, "dump-header" = files$head, "write-out" = "%{http_code}", "connect-timeout" = "60",
    "speed-limit" = "1", "speed-time" = "60", header = if (session$key != "") paste("Authorization: Bearer", session$key)
  )
  lines <- sprintf("%s = \"%s\"", names(options), gsub("([\"\\\\])", "\\\\\\1", options))
  # In a file, so that no other user sees the key among the processes.
  writeLines(c(lines, "silent", "show-error", "location", "globoff", if (head) "head"), files$config, useBytes = TRUE)
  refusals <- 0
  waited <- FALSE
  end <- Sys.time() + patience
  repeat {
    status <- suppressWarnings(system2("curl", c("--config", shQuote(files$config)), stdout = TRUE, stderr = files$trouble))
    failed <- attr(status, "status")
    if (!is.null(failed)) {
      # curl found nobody, no answer, or a connection that broke off.
      if (!failed %in% c(7, 52, 56) || Sys.time() > end) fail(address, ": ", paste(readLines(files$trouble, warn = FALSE), collapse = " "))
      if (!waited) message(session$url, " does not answer. It is asked again for ", patience, " seconds.")
      waited <- TRUE
      Sys.sleep(1)
      next
    }
    headers <- readLines(files$head, warn = FALSE)
    answer <- list(file = files$body, headers = headers[-seq_len(max(grep("^HTTP/", headers)))]) # the last ones, after redirects
    if (status == "200") return(answer)
    wait <- or(header(answer, "Retry-After"), "")
    refusals <- refusals + 1
    again <- status %in% c("429", "503") && refusals < attempts && grepl("^[0-9]{1,2}$", wait) && as.numeric(wait) <= longest_wait
    if (!again) refuse(address, as.numeric(status), if (head) "" else read_text(files$body))
    Sys.sleep(as.numeric(wait))
  }
}

header <- function(answer, name) {
  lines <- grep(paste0("^", name, ":"), answer$headers, ignore.case = TRUE, value = TRUE)
  if (length(lines)) trimws(sub("^[^:]*:", "", lines[1]))
}

refuse <- function(address, status, body) {
  problem <- tryCatch(jsonlite::fromJSON(body, simplifyVector = FALSE), error = function(none) NULL)
  said <- if (is.list(problem) && !is.null(problem$title)) {
    places <- unlist(Map(function(place, sentences) paste0(place, ": ", unlist(sentences)), names(problem$errors), problem$errors))
    or(places, or(problem$detail, problem$title))
  } else { # Some other server on the way.
    if (body == "") "The service does not say why." else substr(body, 1, 500)
  }
  if (status == 410) said <- c(said, "The ledger was restored: pt_pin() begins a new session with it.")
  fail(paste(c(said, paste0("(", status, " from ", address, ")")), collapse = "\n"), status = status, problem = problem)
}

fail <- function(..., status = NULL, problem = NULL) {
  stop(structure(class = c("pt_error", "error", "condition"), list(message = paste0(...), call = NULL, status = status, problem = problem)))
}

sha256 <- function(file) {
  if ("sha256sum" %in% getNamespaceExports("tools")) return(unname(getExportedValue("tools", "sha256sum")(file))) # since R 4.5
  for (program in c("sha256sum", "shasum -a 256")) {
    words <- strsplit(program, " ")[[1]]
    if (Sys.which(words[1]) == "") next
    said <- system2(words[1], c(words[-1], shQuote(file)), stdout = TRUE)
    return(regmatches(said, regexpr("[0-9a-f]{64}", said)))
  }
  fail("The digest of a table needs R 4.5, or the program sha256sum or shasum.")
}

read_text <- function(file) {
  if (!file.exists(file)) return("") # curl writes no file for an empty answer.
  text <- rawToChar(readBin(file, "raw", file.size(file)))
  Encoding(text) <- "UTF-8"
  text
}

from_json <- function(file) jsonlite::fromJSON(read_text(file), simplifyVector = FALSE)

or <- function(value, other) if (is.null(value)) other else value
