"""Sources beyond a folder: each is fetched into a folder of plain files in the corpus, with a manifest."""
