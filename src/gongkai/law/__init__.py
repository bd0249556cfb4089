"""法: the rules as data and pure functions; no framework, no database, no clock of its own.

What may and must be public (`kinds`, `exemptions`), until when (`workdays`, `figures`,
`clocks`), by which steps (`procedure`, `disclosure`, `foi`), under which numbers (`identifiers`,
`document_number`, `index_number`). Of a request: what happened and until when (`request_events`,
`request_clock`), what is answered (`answers`, `letters`), what it costs (`fees`), what may be
done against it (`remedies`). What the law leaves open is a setting (`choices`). Every rule
names its article; `data/` holds the tables.
"""
