"""Hypothesis profiles, chosen by NEWSCORE_PROFILE (or `ci` where CI is set)."""

import os

from hypothesis import HealthCheck, settings

for name, examples in {"dev": 25, "ci": 200, "nightly": 10_000}.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        print_blob=True,
        derandomize=name == "ci",
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("NEWSCORE_PROFILE", "ci" if os.environ.get("CI") else "dev"))
