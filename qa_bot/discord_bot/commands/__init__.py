"""The commands beside asking: /config, /status, /reindex, /privacy and /forget-me."""
