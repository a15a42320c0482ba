"""The main job where Redis wakes the worker and counts the limits."""

import os
from contextlib import closing

import pytest
from redis import Redis

from tests.browser.chat import NOTES, Chat

URL = os.environ.get("EASEL_TEST_REDIS_URL", "")


@pytest.mark.skipif(not URL, reason="NO REDIS: set EASEL_TEST_REDIS_URL to the address of one")
@pytest.mark.parametrize("providers", ["redis"])
def test_a_post_and_its_image_are_asked_for_by_way_of_redis(chat: Chat) -> None:
    with closing(Redis.from_url(URL)) as redis:
        redis.config_resetstat()
        chat.send(NOTES)
        chat.wait_for_reply()
        chat.generate.first.click()
        chat.wait_for_picture()
        commands = redis.info("commandstats")
    # One message for the reply and one for the image; the limits are in the cache.
    assert commands["cmdstat_lpush"]["calls"] >= 2
    assert commands["cmdstat_set"]["calls"]
