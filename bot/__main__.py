"""`python -m bot` is `scrutiny-bot`."""

import sys

from bot.cli import main

sys.exit(main())
