#!/usr/bin/env python3
"""What telemetry costs an answer that is kept in memory, in CPU time.

Usage: telemetry-cost.py DIRECTORY [ROUNDS]   DIRECTORY is what `dotnet publish -c Release -o DIRECTORY` made. Needs wrk.

Two services run at once, one without telemetry, and each is asked by its own wrk. So whatever else the machine does, it does it to both,
and the ratio of their CPU time for a request is steady. The first line compares a service with its like: it is what to expect of chance.
"""

import http.server
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

READ = "/api/v1/held-positions?party=united-states&asOf=2026-01-31&knownAt=1"
SECONDS = 2


class Collector(http.server.BaseHTTPRequestHandler):
    """Takes whatever is sent, as a collector would, and forgets it."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def ticks(process):
    """The CPU time that the process has taken so far, in the kernel's ticks."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def ask(port, seconds=SECONDS):
    """The number of requests that were answered."""
    said = subprocess.run(
        ["wrk", "-t1", "-c8", f"-d{seconds}s", f"http://127.0.0.1:{port}{READ}"], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said:
        sys.exit(said)
    return int(re.search(r"(\d+) requests in", said).group(1))


def start(directory, data, port, settings):
    process = subprocess.Popen(
        ["dotnet", f"{directory}/PeaceTalks.Api.dll"],
        cwd=directory,
        env=os.environ
        | {"Urls": f"http://127.0.0.1:{port}", "LocalPostgres__DataFolder": f"{data}/{port}", "Limits__Enabled": "false"}
        | settings,
        stdout=subprocess.DEVNULL,
    )
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2)
            return process
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit(f"The service on port {port} did not start.")


def main():
    directory = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    collector = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    export = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.server_port}",
        "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
    }
    compared = {"nothing": {}, "/metrics": {"Metrics__Prometheus": "true"}, "a collector": export}
    ratios = {name: [] for name in compared}
    processes = []
    with tempfile.TemporaryDirectory() as data, ThreadPoolExecutor(2) as both:
        os.chmod(data, 0o755)  # Root's service runs PostgreSQL as another user.
        try:
            processes = [start(directory, data, 6100 + i, x) for i, x in enumerate([{}, *compared.values()])]
            for i in range(len(processes)):
                ask(6100 + i, 8)
            for _ in range(rounds):
                for i, name in enumerate(compared, 1):
                    before = [ticks(processes[0]), ticks(processes[i])]
                    asked = list(both.map(ask, [6100, 6100 + i]))
                    spent = [ticks(processes[0]) - before[0], ticks(processes[i]) - before[1]]
                    ratios[name].append(spent[1] / asked[1] / (spent[0] / asked[0]))
        finally:
            for process in processes:
                process.send_signal(signal.SIGINT)
            for process in processes:
                process.wait(30)
    for name, values in ratios.items():
        low, middle, high = statistics.quantiles(values, n=4)
        print(f"{name:12} {middle:.3f} (quartiles {low:.3f} to {high:.3f})")


main()
