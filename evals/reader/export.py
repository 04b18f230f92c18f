"""Writes a network as the ONNX file that ships, its weights in eight bits."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

_OPSET = 17
Outputs = tuple[torch.Tensor, ...]


class _Squashed(nn.Module):
    """A network with what is read off its scores."""

    def __init__(self, network: nn.Module, squash: Callable[[Outputs], Outputs]) -> None:
        super().__init__()
        self.network = network
        self.squash = squash

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> Outputs:
        return self.squash(self.network(input_ids, attention_mask))


def export(
    network: nn.Module, names: list[str], squash: Callable[[Outputs], Outputs], target: Path
) -> None:
    """Write a network's model file; `names` are its outputs."""
    example = torch.tensor([[101, 2057, 102], [101, 102, 0]])
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Squashed(network.eval(), squash),
            (example, (example > 0).long()),
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=names,
            dynamic_axes={n: {0: "texts", 1: "pieces"} for n in ("input_ids", "attention_mask")},
            opset_version=_OPSET,
            dynamo=False,
        )
        # Seven bits of eight: on processors without VNNI eight would overflow, and every machine
        # shall read alike.
        quantize_dynamic(
            whole, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    print(f"{target.name}: {target.stat().st_size} bytes")
