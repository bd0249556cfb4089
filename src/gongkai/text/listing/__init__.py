"""Lists of persons in tables: what each column holds, which rows are persons, a clean new table.

`read_listing` finds heading, columns and persons; `written` makes of public rows the table of a
text and a workbook of its own. What may be shown is not decided here: callers know the law.
"""

from gongkai.text.listing.content import Content, content_of
from gongkai.text.listing.listing import Column, Left, Listing, Row
from gongkai.text.listing.money import Sum, amount, said, summed
from gongkai.text.listing.reading import MOST_ROWS, candidates, read_listing
from gongkai.text.listing.written import body_table, workbook

__all__ = [
    "MOST_ROWS",
    "Column",
    "Content",
    "Left",
    "Listing",
    "Row",
    "Sum",
    "amount",
    "body_table",
    "candidates",
    "content_of",
    "read_listing",
    "said",
    "summed",
    "workbook",
]
