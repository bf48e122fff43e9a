"""Pages of the web and e-books."""
