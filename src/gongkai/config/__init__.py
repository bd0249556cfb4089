"""Settings, root urls and the WSGI entry of an installation."""
