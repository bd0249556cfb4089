"""The desk's search: public texts, and what only the actor's offices see."""
