"""Write the schema files from the records."""

import json
from pathlib import Path

from coach.schemas.generate import generated

if __name__ == "__main__":
    for name, content in generated().items():
        path = Path(__file__).with_name(f"{name}.json")
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
