"""Where the shared development data stands, for tests that skip without it."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("DATELINE_SHARED") or Path(__file__).parents[2] / "shared")
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs the development data of ../shared, which is not here"
)
