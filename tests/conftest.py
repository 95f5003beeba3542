"""Property tests try the same examples at each run, so that a change that passed does not fail at
the next; `make soak` tries new ones."""

import os

from hypothesis import settings

settings.register_profile("the same examples", derandomize=True)
if "LSCB_EXAMPLES" not in os.environ and "LSCB_MUTATIONS" not in os.environ:
    settings.load_profile("the same examples")
