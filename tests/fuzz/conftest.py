"""The modules beside the tests are found by their names, as `python tests/fuzz/fuzz.py` finds them."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
