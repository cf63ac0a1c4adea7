"""Why and how well: runs of a study, what levers change, what moved the odds, the run folder.

Names are listed in the stub beside this file and loaded when first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
