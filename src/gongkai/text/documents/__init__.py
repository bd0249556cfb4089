"""What files say, a module for each format: parts in reading order, and what the file hides.

In: a file whose kind is known. Out: parts for a `text.document.Document`; BadFile otherwise.
"""
