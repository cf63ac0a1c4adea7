"""A deal in money: who pays and gains, by year and at signing, in every member of a weighed world.

Names are listed in the stub beside this file and loaded when first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
