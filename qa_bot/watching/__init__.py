"""Keep the indexes of corpora up to date while files change, and their sources while time passes."""
