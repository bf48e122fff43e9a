"""Who may ask where, and how much; imports no discord."""
