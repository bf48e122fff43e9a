"""From a folder to a published index."""
