"""Documents at the desk: from the first word to the public page and after."""
