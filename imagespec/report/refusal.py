"""A finding as the API itself would tell it."""

from __future__ import annotations

from imagespec.report.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
SCHEMA = "invalid_request_error"
"""The sort of error for what is wrong in the shape of a request."""

USER = "image_generation_user_error"
"""The sort of error for what a model finds wrong in a request of the right shape."""


@frozen
class Refusal:
    """What the API says of one mistake; ``param`` and ``code`` may be ``None``."""

    message: str
    type: str
    param: str | None
    code: str | None

    def to_dict(self) -> dict[str, Any]:
        """The body of the answer."""
        return {"error": {"message": self.message, "type": self.type, "param": self.param, "code": self.code}}
