"""`python -m coach` is `candor`."""

import sys

from coach.cli import main

sys.exit(main())
