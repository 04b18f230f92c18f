"""A program that saves one case after another and says each save that was acknowledged.

Run as `python -m tests.storage.writer DATA_DIR URL NAME`; it goes on until it is killed.
"""

import sys
from dataclasses import replace

from coach.config import Settings
from coach.domain.situation import CaseInput
from coach.storage.store import Store


def main(data_dir: str, url: str, name: str) -> None:
    settings = replace(Settings.from_env({"CANDOR_DATA_DIR": data_dir}), database_url=url)
    store = Store.open(settings)
    words = f"{name} kept this. " * 400
    case = store.cases.add(name, CaseInput(text=words, today="2026-03-02"))
    number = 0
    while True:
        number += 1
        changed = case.model_copy(
            update={"title": str(number), "input": case.input.model_copy(update={"text": words})}
        )
        case = store.cases.save(changed)
        # Said only after the store said that it is kept.
        print(f"{case.id} {number} {case.version}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
