"""A gunicorn of one's own for a measurement: started, asked, its CPU time read from the operating system, ended."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
FLAGS = ["-k", "gthread", "-w", "2", "--threads", "8", "--preload", "--timeout", "120", "--keep-alive", "75"]
CLIENTS = 4


@dataclass
class Server:
    """A running gunicorn; `cookie` is what its clients send."""

    port: int
    process: subprocess.Popen
    cookie: str = ""
    idle: list[http.client.HTTPConnection] = field(default_factory=list)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = self.idle.pop() if self.idle else http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", path, headers={"Cookie": self.cookie, **headers})
        answer = connection.getresponse()
        body = answer.read()
        self.idle.append(connection)
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def cpu(self) -> float:
        """Seconds of CPU that the worker processes have used."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sum(_cpu(int(pid)) for pid in children)

    def load(self, path: str, requests: int) -> tuple[float, float]:
        """CPU milliseconds a request, and requests a second, over so many requests of four clients."""
        cpu, start = self.cpu(), time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            statuses = list(pool.map(lambda _: self.get(path)[0], range(requests)))
        seconds = time.perf_counter() - start
        if set(statuses) != {200}:
            raise RuntimeError(f"{path} answered {sorted(set(statuses))}")
        return (self.cpu() - cpu) * 1000 / requests, requests / seconds


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


@contextmanager
def serving(application: str, port: int, environment: dict[str, str]):
    """A server of this WSGI application; it has answered once when the block begins."""
    command = [sys.executable, "-m", "gunicorn", application, "-b", f"127.0.0.1:{port}", *FLAGS]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})
    server = Server(port, process)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def _wait(server: Server) -> None:
    for _ in range(600):
        try:
            server.get("/healthz")
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start in a minute")
