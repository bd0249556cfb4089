"""Views of public lists."""
