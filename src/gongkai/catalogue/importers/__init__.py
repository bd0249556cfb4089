"""Catalogues as spreadsheets: read with every fault named by row, written in the national form."""

from gongkai.catalogue.importers.reading import RowError, Sheet, read_xlsx
from gongkai.catalogue.importers.writing import write_xlsx

__all__ = ["RowError", "Sheet", "read_xlsx", "write_xlsx"]
