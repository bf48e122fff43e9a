"""The connection to Discord: the client, what keeps it up, and the addresses and commands it is told."""
