"""Views of cases, of table four and of complaints."""
