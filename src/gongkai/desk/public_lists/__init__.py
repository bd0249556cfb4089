"""公示名单: from an office's file in four steps to a draft, and the sealed original behind it."""
