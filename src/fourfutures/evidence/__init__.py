"""Claims and from whom: documents, the proposals read off them, their review, the ledger of decisions.

Names are listed in the stub beside this file and loaded when first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
