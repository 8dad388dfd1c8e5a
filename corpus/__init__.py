"""What the law says and how it is cited. Knows nothing of search or chat."""
