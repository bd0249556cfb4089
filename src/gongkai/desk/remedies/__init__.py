"""复议、诉讼、举报 at the desk."""
