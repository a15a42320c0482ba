"""How often Python looks for garbage, in a process that has started and is there to stay."""

import gc

# Its default of 2,000 objects is reached several times in one request of Django's.
NEW_OBJECTS = 50_000


def settle() -> None:
    """Leave what start-up made out of every collection from now on, and collect less often.

    A full collection looks at all that was imported, which holds up each request it falls into by
    tens of milliseconds. What refers to itself waits longer; all else is freed at once as ever.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 20)
