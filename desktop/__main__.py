"""`python -m desktop` is the same as the console command `mingzhang`."""

import sys

from desktop.cli import main

sys.exit(main())
