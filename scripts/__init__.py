"""Thin commands: python -m scripts.<name> --help."""
