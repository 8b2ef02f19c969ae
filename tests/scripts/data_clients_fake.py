"""Stands in for the service where the service itself cannot be made to misbehave:  data_clients_fake.py PORT-FILE

It is at revision 7. /positions is refused once per question with a 429, and is immutable then. /held-positions breaks off; with a party,
HEAD fails. /matrix is a proxy that is out of order. /diffs is always refused with a 429; with an axis, it says to wait for an hour. /log
lists the requests so far. /late answers with a free port, on which the same service begins to listen two seconds later.
"""
import http.server
import json
import os
import socket
import sys
import threading
import time
import urllib.parse

log = []


class Fake(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/log":
            return self.answer(200, json.dumps(log))
        if path == "/late":
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            threading.Timer(2, lambda: http.server.ThreadingHTTPServer(("127.0.0.1", port), Fake).serve_forever()).start()
            return self.answer(200, json.dumps(port))
        log.append({"method": self.command, "path": self.path, "authorization": self.headers["Authorization"], "at": time.time()})
        form = urllib.parse.parse_qs(query).get("format")
        match path:
            case "/version":
                self.answer(200, '{"release": "9.9.9", "commit": "c", "dataset": null, "epoch": "an-epoch", "head": 7}')
            case "/api/v1/positions" if form == ["citation"]:
                self.answer(200, '{"text": "A ledger: A title. /u. sha256:1. Based on: a source.", "url": "/u", "digest": "sha256:1"}')
            case "/api/v1/positions" if self.command == "GET" and [x["path"] for x in log].count(self.path) == 1:
                self.answer(429, '{"title": "Too many requests", "status": 429, "detail": "Wait a second."}', {"Retry-After": "1"})
            case "/api/v1/positions":
                self.answer(200, "stance,score\r\nOPPOSES,-2\r\n")
            case "/api/v1/held-positions" if "party=" in query and self.command == "HEAD":
                self.answer(500, "")
            case "/api/v1/held-positions" if "party=" in query:
                self.answer(200, "stance,score\r\nOPPOSES,-2\r\n")
            case "/api/v1/held-positions":
                self.answer(200, "stance,score\r\nOPPOSES,-2\r\n", {"Content-Length": "1000"})
                self.close_connection = True
            case "/api/v1/matrix":
                self.answer(503, "<html>The proxy is out of order.</html>")
            case "/api/v1/diffs":
                again = "0" if "axis=" not in query else "3600"
                self.answer(429, '{"title": "Too many requests", "status": 429, "detail": "Not so fast."}', {"Retry-After": again})

    do_HEAD = do_GET

    def answer(self, status, text, headers={}):
        body = text.encode()
        ours = {"Content-Length": str(len(body)), "Ledger-Revision": "7", "Cache-Control": "public, max-age=9, immutable"}
        self.send_response(status)
        for name, value in {**ours, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Fake)
with open(sys.argv[1] + ".new", "w") as file:
    file.write(str(server.server_port))
os.replace(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
