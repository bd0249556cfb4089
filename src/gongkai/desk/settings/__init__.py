"""The settings of an office, kept by its administrator."""
