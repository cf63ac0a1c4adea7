"""What was observed: a study's data package, its series and observations, and what was known on a date.

Names are listed in the stub beside this file and loaded when first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
