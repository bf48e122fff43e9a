"""Pure functions over text: sentences, words, litter, dates. No I/O, no models."""
