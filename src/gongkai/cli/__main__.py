"""`python -m gongkai.cli`, for use without the installed script."""

import sys

from gongkai.cli.main import main

sys.exit(main())
