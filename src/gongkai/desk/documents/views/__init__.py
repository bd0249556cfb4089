"""Views of documents, one page of the desk a module."""
