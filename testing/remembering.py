"""The bundled models, run once for each text in a run of the tests, however many tests and processes ask for it.

The models are deterministic, and each text is run by itself: what one process has computed is what another would. The outputs
lie in a folder that the run makes and deletes, a file for each input.
"""

import hashlib
import os
import pickle
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Any

from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.onnx_model import BundledModel

# Names the folder to the processes that the run starts.
_FOLDER = "REMEMBERED_OUTPUTS"


def remember_outputs() -> Path:
    """Make the folder of a run; `forget_outputs` deletes it."""
    folder = tempfile.mkdtemp(prefix="remembered-")
    os.environ[_FOLDER] = folder
    return Path(folder)


def forget_outputs() -> None:
    """Delete the folder of a run, if this process made one."""
    if folder := os.environ.pop(_FOLDER, ""):
        shutil.rmtree(folder, ignore_errors=True)


def run_each_text_once() -> None:
    """Let the models of the bundled weights take the outputs for an input from the folder of the run, if there is one."""
    if _FOLDER not in os.environ:
        return
    folder = Path(os.environ[_FOLDER])
    run = BundledModel._run

    def run_once(self: BundledModel, encoding: Any) -> Any:
        if self._models_dir is not None:
            return run(self, encoding)
        ids = repr((self.file, encoding.ids, encoding.type_ids)).encode()
        kept = folder / hashlib.blake2b(ids, digest_size=16).hexdigest()
        try:
            return pickle.loads(kept.read_bytes())
        except FileNotFoundError:
            outputs = run(self, encoding)
        # Of an embedding only the first token is used.
        outputs = [outputs[0][:, :1]] if isinstance(self, BundledEmbedder) else outputs
        written = folder / f"{kept.name}.{os.getpid()}.{threading.get_ident()}"
        written.write_bytes(pickle.dumps(outputs, pickle.HIGHEST_PROTOCOL))
        written.rename(kept)
        return outputs

    BundledModel._run = run_once  # type: ignore[method-assign]
