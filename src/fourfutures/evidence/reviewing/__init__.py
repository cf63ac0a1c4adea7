"""The review of the evidence desk: who decided what about which item, why, and what counts.

Names are listed in the stub beside this file and loaded when first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
