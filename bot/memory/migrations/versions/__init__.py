"""One file a version; a version that was published is never changed."""
