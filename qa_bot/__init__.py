"""Answer questions over a folder of documents, every sentence backed by a verbatim quote."""

__version__ = "0.1.0"
