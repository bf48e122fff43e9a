"""A Discord on loopback: the gateway and the REST API as documented, scripted by tests and recorded for them."""
