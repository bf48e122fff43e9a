"""Sources on the web: who may be asked, how politely, and what of a site is fetched."""
