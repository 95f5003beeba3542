"""Property tests try the same examples at each run, so that a change that passed does not fail at
the next; `make soak` tries new ones."""

import os

from hypothesis import settings

settings.register_profile("the same examples", derandomize=True, deadline=None)
settings.register_profile(
    "new examples", deadline=None, max_examples=int(os.environ.get("LSCB_EXAMPLES", "100"))
)
soaking = "LSCB_EXAMPLES" in os.environ or "LSCB_MUTATIONS" in os.environ
settings.load_profile("new examples" if soaking else "the same examples")
