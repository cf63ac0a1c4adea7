"""A brief as one HTML file that needs nothing beside it."""

from __future__ import annotations

from fourfutures.report.html.document import html_page

__all__ = ["html_page"]
