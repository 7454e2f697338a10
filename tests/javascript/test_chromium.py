"""The same modules in Chromium: what they say there is what Python says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from imagespec.api import Handle
from tests.forms.browser import executable
from tests.javascript.comparing import TODAY, answer, questions, rounded, sent
from tests.javascript.test_agreement import corpus
from tests.support.requests import systematic

PAGE = """<!doctype html><script type="module">
try {
  const { check, isValid } = await import("/index.js");
  const lines = (await (await fetch("/questions")).text()).split("\\n").filter(Boolean);
  const answers = lines.map((line) => {
    const [operation, request, today] = JSON.parse(line);
    return JSON.stringify([check(request, operation, { today }), isValid(request, operation)]);
  });
  await fetch("/answers", { method: "POST", body: answers.join("\\n") });
} catch (error) {
  await fetch("/answers", { method: "POST", body: `error ${error.stack}` });
}
</script>"""


class Server(ThreadingHTTPServer):
    """Serves the package, a page and its questions, and takes the answers."""

    questions = ""
    answers = ""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Requests, directory=str(folder)))
        self.answered = Event()


class Requests(SimpleHTTPRequestHandler):
    """What the page asks for."""

    def do_GET(self) -> None:
        server: Any = self.server
        said = {"/": ("text/html", PAGE), "/questions": ("text/plain", server.questions)}.get(self.path)
        if said is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", f"{said[0]}; charset=utf-8")
        self.end_headers()
        self.wfile.write(said[1].encode("utf-8"))

    def do_POST(self) -> None:
        server: Any = self.server
        server.answers = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
        self.send_response(204)
        self.end_headers()
        server.answered.set()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.exhaustive
def test_the_corpus_and_a_sample_in_chromium(newest: Handle, index: Path, tmp_path: Path) -> None:
    asked = questions([*corpus(newest), *systematic(newest.spec, 97)])
    with serving(index.parent) as server:
        server.questions = "\n".join(sent([*question, TODAY]) for question in asked)
        address = f"http://127.0.0.1:{server.server_port}/"
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}", address]
        browser = subprocess.Popen([executable(), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert server.answered.wait(120), "the page did not answer"
        finally:
            browser.terminate()
            browser.wait(30)
        lines = server.answers.split("\n")
    assert not server.answers.startswith("error"), server.answers
    for question, line in zip(asked, lines, strict=True):
        assert json.dumps(rounded(json.loads(line))) == json.dumps(answer(newest, question)), question
