"""Keys of the rows that every operation has. Those of a contract end in ``@`` and the name of a model."""

MODEL_TYPE = "model.type"
MODEL_UNKNOWN = "model.unknown"
MODEL_UNSUPPORTED = "model.unsupported"
MODEL_REQUIRED = "model.required"
MODEL_PREFIXED = "model.prefixed"
REQUEST_TYPE = "request.type"
