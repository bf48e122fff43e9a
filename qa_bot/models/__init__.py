"""The embedder, which finds passages, and the reader, which reads them."""
