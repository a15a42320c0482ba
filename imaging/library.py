"""A person's images as a library: filtered, each version tree folded to its newest, in pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from imaging.models import GeneratedImage

PAGE = 24


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; "" and None for whatever. Days are UTC, both of them counted in.

    `operation` is a job's, or `UPLOAD` or `TOUCH`; `jobs` narrows to the images of these jobs;
    `trash` to what was thrown away.
    """

    q: str = ""
    provider: str = ""
    model: str = ""
    style: str = ""
    format: str = ""
    review: str = ""
    since: date | None = None
    until: date | None = None
    operation: str = ""
    jobs: Any = None
    trash: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """`versions` counts by image those of its tree that are kept; `more` if others follow."""

    images: list[GeneratedImage]
    versions: dict[UUID, int]
    more: bool


def page_of(
    owner: Any, wanted: Wanted, *, after: UUID | None = None, related: Sequence[str] = ()
) -> Page:
    """The newest of each tree among what is wanted, from behind the image `after` on.

    `related` is what else is fetched with each image, as in `select_related`.
    """
    found = _found(owner, wanted)
    # In the trash each lies by itself.
    heads = found if wanted.trash else found.filter(~Exists(_newer_of_its_tree(found)))
    last = GeneratedImage.objects.owned_by(owner).filter(pk=after).first() if after else None
    if last is not None:
        older = Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
        heads = heads.filter(older)
    heads = heads.select_related("original", "thumbnail", "job", *related)
    rows = list(heads.prefetch_related("job__attempts")[: PAGE + 1])
    return Page(rows[:PAGE], _sizes(owner, rows[:PAGE]), more=len(rows) > PAGE)


def choices_of(owner: Any) -> dict[str, list[str]]:
    """What there is to choose from: the providers and models of the person's images."""
    pairs = GeneratedImage.objects.owned_by(owner).order_by().values_list("provider", "model")
    used = set(pairs.distinct())
    return {
        "provider": sorted({provider for provider, _ in used if provider}),
        "model": sorted({model for _, model in used if model}),
    }


def says(words: str) -> Q:
    """Images with these words in their prompt, their alternative text or their file's name."""
    return Q(prompt__icontains=words) | Q(alt_text__icontains=words) | Q(file_name__icontains=words)


def _found(owner: Any, wanted: Wanted) -> QuerySet[GeneratedImage]:
    images = GeneratedImage.objects.owned_by(owner).filter(trashed_at__isnull=not wanted.trash)
    equal = {
        "provider": wanted.provider,
        "model": wanted.model,
        "job__style": wanted.style,
        "format": wanted.format,
        "review_status": wanted.review,
        "operation": wanted.operation,
    }
    images = images.filter(**{name: value for name, value in equal.items() if value})
    if wanted.q:
        images = images.filter(says(wanted.q))
    if wanted.jobs is not None:
        images = images.filter(job__in=wanted.jobs)
    if wanted.since:
        images = images.filter(created_at__gte=_midnight(wanted.since))
    if wanted.until:
        images = images.filter(created_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return images


def _newer_of_its_tree(found: QuerySet[GeneratedImage]) -> QuerySet[GeneratedImage]:
    """Later versions of the row asked about; the first of a tree is no later version of any."""
    return found.order_by().filter(
        Q(created_at__gt=OuterRef("created_at"))
        | Q(created_at=OuterRef("created_at"), pk__gt=OuterRef("pk")),
        tree=Coalesce(OuterRef("tree"), OuterRef("pk")),
    )


def _sizes(owner: Any, images: Iterable[GeneratedImage]) -> dict[UUID, int]:
    trees = {image.tree_id for image in images}
    kept = GeneratedImage.objects.owned_by(owner).kept().order_by()
    later = kept.filter(tree__in=trees).values_list("tree").annotate(count=Count("pk"))
    counts = dict(later)
    firsts = set(kept.filter(pk__in=trees).values_list("pk", flat=True))
    return {image.pk: counts.get(image.tree_id, 0) + (image.tree_id in firsts) for image in images}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
