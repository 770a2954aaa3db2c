"""The bundled archive with a history: months of invented trusts, packed in one file."""

import zipfile
from pathlib import Path

HISTORY = Path(__file__).parent / "history.zip"


def unpack_history(folder: Path) -> Path:
    """Unpack the submissions into a folder; returns the archive's folder."""
    with zipfile.ZipFile(HISTORY) as packed:
        packed.extractall(folder)
    return folder
