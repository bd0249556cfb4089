"""检索: finds public texts by words, 文号 and filters (条例第二十四条: 政府信息公开平台的检索功能).

What comes in: documents that are public, read after commit by way of the ledger. What goes out: one
page of hits, each checked against the database before anybody sees it. The index is derived data:
it may be deleted at any time and is built again. `engine` is the port, `embedded` the engine of
one machine; `text.segment` cuts words the same way for both sides.
"""
