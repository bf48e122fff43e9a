"""The base of every value that crosses a module border."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Be an immutable value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
