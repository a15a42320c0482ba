"""How long a post takes to be read and have its ideas, without a key."""

import time
from itertools import islice

from imaging.prompts.ideas import suggest_ideas, warm_up
from imaging.prompts.recent import RECENT_IMAGES, Recent
from tests.analysis.posts import posts
from tests.bench.report import Measure, percentile

TARGET_MS = 150.0
# As long as LinkedIn lets a post be.
POST_MAX = 3000


def local_ideas() -> list[Measure]:
    """Posts of every length up to the longest, for a person with a full library."""
    warm_up()
    recent = tuple(
        Recent(idea.prompt, idea.style, idea.kind)
        for post in islice(posts(), RECENT_IMAGES // 4)
        for idea in suggest_ideas(post.text)
    )
    samples = []
    for post in posts():
        repeated = "\n\n".join([post.text] * 20)[:POST_MAX]
        for text in (post.text, repeated):
            started = time.perf_counter()
            suggest_ideas(text, recent=recent)
            samples.append((time.perf_counter() - started) * 1000)
    return [
        Measure("ideas without a key, 95 of 100", "ms", TARGET_MS, percentile(samples, 95)),
        Measure("ideas without a key, the slowest", "ms", TARGET_MS, max(samples)),
    ]
