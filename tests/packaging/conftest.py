"""The scripts of packaging/ are no package: they are found beside the one that is run, and so here."""

import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))
