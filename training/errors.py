"""The errors of this package: one root to catch, one leaf for each thing that a person can fix."""


class TrainingError(Exception):
    """The root of the errors of this package."""


class RowsError(TrainingError):
    """A file of rows that cannot be read, or whose answers are not in its passages."""


class BaseModelError(TrainingError):
    """A base model that is not the ONNX file that this package can read."""


class WeightsError(TrainingError):
    """Saved weights that are incomplete, damaged or of another base."""
