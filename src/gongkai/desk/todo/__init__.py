"""What is due: the first page of the desk."""
