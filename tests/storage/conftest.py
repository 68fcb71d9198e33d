"""Lets tests of storage import the rooms beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `from seeded_dates import plant`
