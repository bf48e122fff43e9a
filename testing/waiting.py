"""How long a test waits for what must come, and an address that nobody else takes meanwhile."""

import random
import socket
import time
from collections.abc import Callable

# Ends the wait of a test that has failed; what a test waits for comes much sooner, but not on every machine.
PATIENCE_S = 300.0
# Below the ports that the system gives to connections: one of those may be taken between its choice and its use.
_PORTS = range(10_000, 32_000)


def wait_until(is_so: Callable[[], object], what: str = "what was waited for") -> None:
    """Return once something is so; raise AssertionError where it never is."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"{what} did not come within {PATIENCE_S:g} s"
        time.sleep(0.01)


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    while True:
        port = random.SystemRandom().choice(_PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
