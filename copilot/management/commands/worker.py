"""Run one worker process."""

import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from copilot import sweep as reply_sweep
from copilot import tasks as reply_tasks
from copilot import transitions as reply_transitions
from imaging import keys, sweep, transitions, trash
from imaging import tasks as image_tasks
from imaging.arenas import limit_arenas
from imaging.garbage import settle
from imaging.prompts import ideas
from imaging.providers import google
from imaging.worker import Duty, Worker

REPLY_CAPACITY = 16
ERRAND_CAPACITY = 4


class Command(BaseCommand):
    help = "Run one worker; start as many as you like, on as many machines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--concurrency",
            type=int,
            default=settings.WORKER_CONCURRENCY,
            help="images made at the same time (default: WORKER_CONCURRENCY)",
        )
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="stop when the process that started this one has gone",
        )

    def handle(self, *_: Any, concurrency: int, with_parent: bool, **__: Any) -> None:
        # Ahead of every thread.
        limit_arenas()
        stop = threading.Event()
        worker = Worker(
            duties=[
                Duty(
                    lane=image_tasks.LANE,
                    capacity=concurrency,
                    renew=transitions.renew_leases,
                    sweep=sweep.sweep_jobs,
                    release=sweep.release_claims,
                ),
                Duty(
                    lane=reply_tasks.LANE,
                    capacity=REPLY_CAPACITY,
                    renew=reply_transitions.renew_leases,
                    sweep=reply_sweep.sweep_replies,
                    release=reply_sweep.interrupt_claims,
                ),
            ],
            chores=[trash.empty_old_trash, sweep.sweep_files, image_tasks.ask_for_listings],
        )
        has_key = bool(settings.GEMINI_API_KEY) or keys.any_kept()
        threading.Thread(target=_warm_up, args=(has_key,), daemon=True).start()
        if with_parent:
            # The web process comes first: it answers people, this one works for them.
            os.nice(5)
            threading.Thread(target=_watch_parent, args=(stop,), daemon=True).start()
        # Nothing of theirs is claimed or kept: what a worker leaves undone, the sweep ends.
        image_tasks.ERRANDS.open(ERRAND_CAPACITY)
        worker.start()
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda *_: stop.set())
        worker.run(stop)


def _warm_up(has_key: bool) -> None:
    """Import ahead what is slow to import, so that the first person does not wait for it."""
    ideas.warm_up()
    if has_key:
        google.warm_up()
    settle()


def _watch_parent(stop: threading.Event) -> None:
    parent = os.getppid()
    while os.getppid() == parent:
        if stop.wait(1):
            return
    stop.set()
