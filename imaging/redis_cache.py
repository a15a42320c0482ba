"""The cache in Redis; for as long as Redis is away, in the memory of each process."""

from functools import partialmethod
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from imaging.redis_link import OPTIONS, RedisAway, link

# All that others in `BaseCache` are made of.
PRIMITIVES = (
    "add", "get", "set", "touch", "delete", "has_key", "incr",
    "get_many", "set_many", "delete_many", "clear",
)  # fmt: skip


class RedisOrMemoryCache(BaseCache):
    """Limits still hold while Redis is away, counted by each process for itself."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._redis = RedisCache(location, params | {"OPTIONS": OPTIONS})
        self._memory = LocMemCache("redis-away", params)

    def _call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        try:
            with link.asked():
                return getattr(self._redis, name)(*args, **kwargs)
        except RedisAway:
            return getattr(self._memory, name)(*args, **kwargs)


for _name in PRIMITIVES:
    setattr(RedisOrMemoryCache, _name, partialmethod(RedisOrMemoryCache._call, _name))
