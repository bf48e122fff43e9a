"""Trained weights on disk: pieces of a state dict in half precision, and weights.json, which describes them.

Weights that equal those of the base, such as frozen embeddings, are not saved; they are read from the base.
"""

import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

import torch

from training.errors import WeightsError
from training.reader import Reader, base_sum, open_reader

FORMAT = 1
PIECE_BYTES = 14 * 2**20


def save_weights(reader: Reader, base: Path, folder: Path, provenance: dict[str, Any]) -> None:
    """Write weights.0, weights.1 ... and, when they are whole, weights.json; `provenance` says what they were trained on."""
    frozen = {name for name, parameter in reader.named_parameters() if not parameter.requires_grad}
    state = {name: value.detach().half().cpu() for name, value in reader.state_dict().items() if name not in frozen}
    buffer = io.BytesIO()
    torch.save(state, buffer)
    content = buffer.getvalue()
    pieces = [content[at : at + PIECE_BYTES] for at in range(0, len(content), PIECE_BYTES)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.json").unlink(missing_ok=True)
    for number, piece in enumerate(pieces):
        _write(folder / f"weights.{number}", piece)
    description = {
        "format": FORMAT,
        "layers": len(reader.backbone.layers),
        "pieces": len(pieces),
        "sha256": hashlib.sha256(content).hexdigest(),
        "base_sha256": base_sum(base),
        "provenance": provenance,
    }
    _write(folder / "weights.json", (json.dumps(description, indent=1) + "\n").encode())


def load_weights(base: Path, folder: Path) -> Reader:
    """Return the trained reader; raise WeightsError if the pieces are not those that weights.json describes."""
    description = read_description(folder)
    if description["base_sha256"] != base_sum(base):
        raise WeightsError(f"{folder} was trained from another base than {base}: give the base that it was trained from")
    try:
        content = b"".join((folder / f"weights.{number}").read_bytes() for number in range(description["pieces"]))
    except OSError as error:
        raise WeightsError(f"{folder} lacks a piece ({error}): copy every file of the folder") from error
    if hashlib.sha256(content).hexdigest() != description["sha256"]:
        raise WeightsError(f"the pieces in {folder} are damaged or of different runs: copy the folder again")
    reader = open_reader(base, description["layers"])
    state = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    reader.load_state_dict(reader.state_dict() | {name: value.float() for name, value in state.items()})
    return reader.eval()


def read_description(folder: Path) -> dict[str, Any]:
    """Return what weights.json says; raise WeightsError if there is none or if it has another format."""
    try:
        description: dict[str, Any] = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"{folder} holds no weights ({error}): run python -m training.train first") from error
    if description.get("format") != FORMAT:
        raise WeightsError(f"{folder} is of format {description.get('format')}, this program reads {FORMAT}: train again")
    return description


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
