"""时钟: what happens because a time has come; knows what time it is, unlike everything below."""
