"""法: the rules as data and pure functions; no framework, no database, no clock of its own.

What may and must be public (`kinds`, `exemptions`), until when (`workdays`, `figures`,
`clocks`), by which steps (`procedure`, `disclosure`), under which numbers (`identifiers`,
`document_number`, `index_number`). Every rule names its article; `data/` holds the tables.
"""
