"""`python -m goldenthread.command.generate`."""

import sys

from goldenthread.command.generate import main
from goldenthread.command.main import refuse
from goldenthread.rules.refusals import Refused

try:
    sys.exit(main(sys.argv[1:]))
except Refused as refusal:
    sys.exit(refuse(refusal.sentence))
