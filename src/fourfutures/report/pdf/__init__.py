"""A brief as a PDF to print and to keep, and such a PDF read again."""

from __future__ import annotations

from fourfutures.report.pdf.document import pdf_page
from fourfutures.report.pdf.reading import print_problems, read_pdf

__all__ = ["pdf_page", "print_problems", "read_pdf"]
