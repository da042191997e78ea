"""``python -m ipyimagegen`` is ``ipyimagegen``."""

import sys

from .cli import main

sys.exit(main())
