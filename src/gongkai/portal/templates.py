"""Templates as Python compiled them, kept below the installation's folder for the next process.

    GONGKAI_HOME/templates/<version>/<template>

Compiling the templates costs a process a quarter of a second, more than rendering them. The folder
may be deleted at any time, and where it cannot be written nothing is kept. `<version>` stands for
Jinja2, Python and the code beside the templates: what was compiled by another is never loaded.
"""

import hashlib
import os
import pickle
import shutil
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

PACKAGE = Path(__file__).resolve().parent.parent
CODE = ("portal/*.py", "typeset/*.py")


class Kept(BytecodeCache):
    """What Jinja2 asks before it compiles, and tells after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / version()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket; it stays empty when nothing, or something spoilt, was kept."""
        try:
            with (self.folder / bucket.key).open("rb") as file:
                bucket.load_bytecode(file)
        except OSError:
            return
        except (pickle.UnpicklingError, EOFError, ValueError):  # cut off when the power failed
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a bucket at one stroke, if the disk allows; what other versions kept goes."""
        own = self.folder / f"{bucket.key}.{os.getpid()}"
        try:
            if not self.folder.is_dir():
                shutil.rmtree(self.folder.parent, ignore_errors=True)
                self.folder.parent.mkdir()
                self.folder.mkdir()
            with own.open("wb") as file:
                bucket.write_bytecode(file)
            own.replace(self.folder / bucket.key)
        except OSError:
            return


def version() -> str:
    """Return a name for everything compiled templates depend on beside themselves."""
    found = sorted(file for glob in CODE for file in PACKAGE.glob(glob))
    told = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in found]
    every = repr((jinja2.__version__, sys.version, told))
    return hashlib.sha256(every.encode()).hexdigest()[:16]
