"""The commands beside asking: /config, /status, /news, /reindex, /privacy and /forget-me."""
