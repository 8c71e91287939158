"""The screen needs no network: in a process of its own, with the network cut off, it is loaded and finds what it finds here."""

import json
import subprocess
import sys
from pathlib import Path

from nlu.safety import DangerKind, Screen
from tests.unit import safety_sentences as sentences

ROOT = Path(__file__).resolve().parents[2]
CUT_OFF = """
import json, os, sys

try:
    os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)  # where the machine lets us: no network for anything below Python either
except OSError:
    pass
tried = []

def refuse(event, given):
    if event in ("socket.connect", "socket.connect_ex", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind", "subprocess.Popen", "os.system", "os.posix_spawn"):
        tried.append(event)
        raise OSError(f"cut off: {event}")

sys.addaudithook(refuse)
texts = json.load(sys.stdin)
from nlu.safety import Screen
screen = Screen.load()
found = [getattr(screen.check(text), "kind", None) for text in texts]
whole, touched = screen._classifier is not None, list(tried)
import socket
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError:
    pass
json.dump({"found": found, "whole": whole, "touched": touched, "cut": len(tried) > len(touched)}, sys.stdout)
"""


def test_it_screens_with_the_network_cut_off(screen: Screen) -> None:
    texts = [text for kind in DangerKind for text in sentences.DANGER[kind][:4]] + list(sentences.MORE_DANGER[:8]) + list(sentences.ORDINARY[:12])
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", CUT_OFF], input=json.dumps(texts), capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert run.returncode == 0, run.stderr
    there = json.loads(run.stdout)
    assert there["cut"], "the hook itself must hold, or the test says nothing"
    assert there["touched"] == [] and there["whole"], "both stages are there, and neither asked for anything"
    assert there["found"] == [getattr(screen.check(text), "kind", None) for text in texts]
    assert sum(kind is not None for kind in there["found"]) > 25
