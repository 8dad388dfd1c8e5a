"""The database's versions, applied in order at every start."""
