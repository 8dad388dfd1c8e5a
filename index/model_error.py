"""The error that both the encoder and the embedded model raise."""


class ModelError(Exception):
    """The model cannot be loaded. The message says what to do, in Vietnamese."""
