"""`python -m goldenthread` is the command."""

import sys

from goldenthread.command.main import main

sys.exit(main(sys.argv[1:]))
