"""From solved posts of forums to documents: where managers allowed it, and without those who opted out."""
