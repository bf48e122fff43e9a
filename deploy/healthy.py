"""Tell a container's health check whether the service that runs in it is well: exit code 0 or 1.

The service is the command of process 1. The Discord bot writes a file every ten seconds; the server has an address for this.
A container that runs another command, such as an ingest, is well while it runs.
"""

import datetime
import json
import os
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path

FRESH_S = 60
PORT = "8765"


def discord_is_well(state: Path) -> bool:
    """Return whether the Discord bot is connected, by what it wrote within the last minute."""
    health = json.loads((state / "discord_health.json").read_text("utf-8"))
    age = datetime.datetime.now(datetime.UTC) - datetime.datetime.fromisoformat(health["written_at"])
    return bool(health["is_connected"]) and age.total_seconds() < FRESH_S


def server_is_well(port: str) -> bool:
    """Return whether the server answers; urlopen raises an error for any status but one of success."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
        return True


def is_well(command: Sequence[str], state: Path) -> bool:
    """Return whether the service with this command line is well."""
    if "discord" in command:
        return discord_is_well(state)
    if "serve" in command:
        return server_is_well(command[command.index("--port") + 1] if "--port" in command else PORT)
    return True


if __name__ == "__main__":
    command_of_service = Path("/proc/1/cmdline").read_text("utf-8").split("\0")
    try:
        sys.exit(not is_well(command_of_service, Path(os.environ["QA_BOT_STATE_DIR"])))
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"not well: {error!r}")
