"""Write the bill of materials of what is installed: CycloneDX 1.6 as JSON, from the metadata of the installed packages.

python -m benchmarks.sbom OUT
"""

import hashlib
import json
import sys
import uuid
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

import qa_bot
from benchmarks.licenses import EXTRAS, licence_of, needed

WEIGHTS = {"bge-small-en-v1.5.onnx": "MIT", "reader.onnx": "CC-BY-SA-4.0", "tokenizer.json": "MIT"}
FOLDER = Path(qa_bot.__file__).parent / "models" / "weights"


def bill() -> dict[str, Any]:
    """Return the bill of the plain installation and of the extras that are installed; the same packages give the same bill."""
    seen: dict[str, Distribution | None] = {"qa-bot": None}
    packages = [found for extra in EXTRAS for name in needed("qa-bot", extra, seen) if (found := seen[name])]
    components = [*map(_package, sorted(packages, key=_name)), *map(_weights, WEIGHTS)]
    program = {**_package(distribution("qa-bot")), "type": "application"}
    told = json.dumps([program, components]).encode()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.UUID(bytes=hashlib.sha256(told).digest()[:16], version=4)}",
        "version": 1,
        "metadata": {"component": program},
        "components": components,
        "dependencies": [{"ref": program["bom-ref"], "dependsOn": [part["bom-ref"] for part in components]}],
    }


def _name(found: Distribution) -> str:
    return str(found.metadata["Name"]).lower().replace("_", "-")


def _package(found: Distribution) -> dict[str, Any]:
    purl = f"pkg:pypi/{_name(found)}@{found.version}"
    licence = {"license": {"name": licence_of(found)}}
    return {
        "type": "library",
        "bom-ref": purl,
        "name": _name(found),
        "version": found.version,
        "purl": purl,
        "licenses": [licence],
    }


def _weights(name: str) -> dict[str, Any]:
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()
    return {
        "type": "machine-learning-model",
        "bom-ref": f"weights/{name}",
        "name": name,
        "version": qa_bot.__version__,
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"id": WEIGHTS[name]}}],
    }


def main() -> None:
    out = Path(sys.argv[1])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(bill(), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
