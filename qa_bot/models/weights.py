"""Find the bundled weights on disk and check that they are the ones this code was measured with."""

import hashlib
from importlib.resources import files
from pathlib import Path

from qa_bot.errors import ModelError

# The SHA-256 sums of the files.
EMBEDDER, READER, TOKENIZER = "bge-small-en-v1.5.onnx", "reader.onnx", "tokenizer.json"
CHECKSUMS = {
    EMBEDDER: "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    READER: "dc1ee5b8e69051d75c7a6bd368356aa12316865ff73288bae71e356d32543e4a",
    TOKENIZER: "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
}
WEIGHTS = Path(str(files("qa_bot.models") / "weights"))
_REMEDY = "reinstall qa-bot (pip install --force-reinstall --no-deps), or set QA_BOT_MODELS_DIR to a folder with the same file"


def read_weights(name: str, models_dir: Path | None) -> bytes:
    """Return the content of a bundled file; raise ModelError when it is missing or altered."""
    return checked_file(name, models_dir).read_bytes()


def checked_file(name: str, models_dir: Path | None) -> Path:
    """Return the path of a bundled file; raise ModelError when it is missing or altered."""
    path = (models_dir or WEIGHTS) / name
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"the model file {path} cannot be read ({error.strerror}): {_REMEDY}") from error
    if found != CHECKSUMS[name]:
        raise ModelError(f"the model file {path} is not the expected one (its SHA-256 differs): {_REMEDY}")
    return path
