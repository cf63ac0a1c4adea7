"""What a reader sees: briefs, charts and screens in two languages, made from a run folder alone.

Names are listed in the stub beside this file and loaded when first asked for.
"""

import lazy_loader

from fourfutures.report.catalogue import catalogue as catalogue  # at once: its module has its name

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
