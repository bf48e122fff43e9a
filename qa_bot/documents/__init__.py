"""From files to documents: finding, decoding, reading, and what a document says of itself."""
