"""Reckon with tables: count, add, average, compare and choose rows, exactly and without a model."""
