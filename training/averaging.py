"""Mix trained weights with those of the base, so that the reader fits the few kinds of training text less closely.

Source: Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022.
"""

from collections.abc import Sequence
from pathlib import Path

from training.reader import NEW_HEADS, Reader, open_reader


def averaged(reader: Reader, base: Path, share: float) -> Reader:
    """Return a reader whose backbone and relevance are (1 - share) of the trained weights and `share` of the base's.

    The heads that the base does not have stay as trained. `base` is the folder of the base reranker.
    """
    return mixed(reader, open_reader(base, len(reader.backbone.layers)), share, kept=NEW_HEADS)


def mixed(reader: Reader, started: Reader, share: float, kept: Sequence[str] = ()) -> Reader:
    """Return a reader that is (1 - share) of the trained one and `share` of the one that it started as, but for the heads in `kept`."""
    trained, before = reader.state_dict(), started.state_dict()
    between = Reader(len(reader.backbone.layers))
    between.load_state_dict(
        {
            name: value if name.split(".")[0] in kept else (1 - share) * value + share * before[name]
            for name, value in trained.items()
        }
    )
    return between.eval()
