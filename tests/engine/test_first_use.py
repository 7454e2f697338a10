"""Many threads at first use cost what one does: everything is loaded and compiled once, and what is loaded takes no lock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import imagespec
from imagespec.compile import runtime
from imagespec.values.once import Once

ROOT = Path(imagespec.__file__).resolve().parent.parent

PROGRAM = """
import collections, json, sys, threading, time
sys.path.insert(0, sys.argv[1])
sys.setswitchinterval(1e-5)
import imagespec
from imagespec.compile import runtime
from imagespec.spec import load

counts = collections.Counter()

def counted(module, name, label):
    whole = getattr(module, name)
    def count(*arguments):
        counts[label(*arguments)] += 1
        time.sleep(0.002)  # so that every thread comes while one is at it
        return whole(*arguments)
    setattr(module, name, count)

counted(load, "parse_document", lambda text, file: f"read {file}")
counted(load, "structure", lambda document: "structured")
counted(load, "resolve", lambda *_: "resolved")
counted(runtime, "_execute", lambda module, source: f"compiled {module.__name__}")
counted(runtime, "index", lambda spec: "indexed")

threads, request = int(sys.argv[2]), {"model": "gpt-image-2", "prompt": "a", "size": "1x1"}
start, failed, seen = threading.Barrier(threads), [], set()

def use():
    try:
        start.wait()
        for spec in ("openai@2026-08-20", "azure", "openai"):
            handle = imagespec.load(spec)
            seen.add(id(handle))
            assert not handle.is_valid(request) and handle.is_valid(request | {"size": "auto"})
            assert "size.step" in [d.rule for d in handle.check(request).diagnostics]
            assert handle.check({"prompt": ""}).diagnostics
            assert handle.contract("generate", "gpt-image-2").operation == "generate"
            handle.validate(request | {"size": "auto"})
    except BaseException as error:
        failed.append(repr(error))

running = [threading.Thread(target=use) for _ in range(threads)]
for thread in running: thread.start()
for thread in running: thread.join(60)
print(json.dumps({"counts": counts, "failed": failed, "handles": len(seen), "stuck": sum(t.is_alive() for t in running)}))
"""


def used(threads: int) -> dict[str, object]:
    """What a fresh interpreter loads and compiles when so many threads begin at the same moment."""
    command = [sys.executable, "-c", PROGRAM, str(ROOT), str(threads)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    said: dict[str, object] = json.loads(done.stdout)
    return said


def test_fifty_threads_load_and_compile_what_one_does() -> None:
    one, fifty = used(1), used(50)
    assert fifty["failed"] == []
    assert fifty == one
    counts = fifty["counts"]
    assert isinstance(counts, dict)
    assert len(counts) > 8
    assert {number for name, number in counts.items() if name.startswith(("read", "compiled"))} == {1}


@pytest.fixture
def loaded() -> imagespec.Handle:
    """A revision that compiles when it is used, with the verdict and the findings of one model in use."""
    handle = imagespec.load("openai@2026-08-20")
    assert handle.is_valid({"model": "gpt-image-2", "prompt": "a"})
    assert handle.check({"model": "gpt-image-2", "prompt": ""}).errors
    assert handle.check({"prompt": ""}).errors
    return handle


def test_what_is_loaded_takes_no_lock(loaded: imagespec.Handle) -> None:
    """A check in a thread ends while another thread holds every lock."""
    package = loaded.engine._load.__self__  # type: ignore[attr-defined]
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with package._lock, runtime.load_revision._locks[loaded.name]:
            held.set()
            done.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    answers: list[object] = []

    def check() -> None:
        handle = imagespec.load(loaded.name)
        answers.append(handle.is_valid({"model": "gpt-image-2", "prompt": "a"}))
        answers.append([d.rule for d in handle.check({"model": "gpt-image-2", "prompt": ""}).diagnostics])
        answers.append(handle.check({"prompt": ""}).ok)
        answers.append(runtime.load_revision(loaded.name)[0] is loaded.engine)

    try:
        assert held.wait(30)
        checker = threading.Thread(target=check, daemon=True)
        checker.start()
        checker.join(30)
    finally:
        done.set()
        holder.join()
    assert answers == [True, ["prompt.length"], False, True]


def test_what_failed_is_tried_again() -> None:
    tries = []

    def make(name: str) -> str:
        tries.append(name)
        if len(tries) == 1:
            raise LookupError(name)
        return name.upper()

    once = Once(make)
    with pytest.raises(LookupError):
        once("a")
    assert [once("a"), once("a"), once("b")] == ["A", "A", "B"]
    assert tries == ["a", "a", "b"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes of this kind there")
def test_a_child_process_does_not_wait_for_a_thread_it_has_not() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def make(name: str) -> int:
        if os.getpid() == parent:
            begun.set()
            go_on.wait(30)
        return 1

    parent, once = os.getpid(), Once(make)
    thread = threading.Thread(target=once, args=("a",))
    thread.start()
    assert begun.wait(30)
    child = os.fork()
    if not child:
        os._exit(once("a"))
    try:
        ended = wait(child, 20)
    finally:
        go_on.set()
        thread.join()
    assert ended == 1


def wait(child: int, seconds: float) -> int | None:
    """The exit code of a child process, ``None`` where it does not end in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        process, status = os.waitpid(child, os.WNOHANG)
        if process:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return None
