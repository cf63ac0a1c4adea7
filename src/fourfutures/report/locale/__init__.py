"""Texts of both languages, read through `fourfutures.report.catalogue`."""
