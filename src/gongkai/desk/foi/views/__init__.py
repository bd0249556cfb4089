"""Views of requests: lists, registration, one case, its reply, letters, table three, the bureau."""
