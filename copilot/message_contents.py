"""A conversation's messages with everything their cards show, in a fixed number of queries."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from copilot.models import (
    Action,
    Briefing,
    DraftCheck,
    DraftVersion,
    Idea,
    IdeaJob,
    IdeaRound,
    Message,
)
from imaging.compiled_queries import compiled, share_out
from imaging.models import GenerationJob
from imaging.selectors import attempts_shown, images_shown, with_what_they_can_have

# More than a laptop shows at once, few enough to be there at once.
PAGE = 40


def latest(conversation: UUID) -> list[Message]:
    """The last ones shown, the latest first, and one more than a page where there are more."""
    return _with_contents(_latest(conversation))


def latest_before(conversation: UUID, place: int) -> list[Message]:
    """As `latest`, of those born before a place."""
    return _with_contents(_latest_before(conversation, place))


def onward(conversation: UUID, place: int) -> list[Message]:
    """From a place on, and one more than a page where there are more."""
    return _with_contents(_onward(conversation, place))


def changed_since(conversation: UUID, version: int) -> list[Message]:
    return _with_contents(_changed_since(conversation, version))


def those_of(conversation: UUID, messages: tuple[UUID, ...]) -> list[Message]:
    return _with_contents(_those_of(conversation, messages))


def jobs_changed_since(conversation: UUID, version: int, until: int) -> list[IdeaJob]:
    """Those changed after a version, and born no later than another."""
    jobs = _jobs_changed_since(conversation, version, until)
    with_what_they_can_have([each.job for each in jobs])
    return jobs


def idea_jobs() -> QuerySet[IdeaJob]:
    """Jobs in conversations, with everything their cards show."""
    return _idea_jobs().prefetch_related(attempts_shown("job__"), images_shown("job__"))


def _shown_in(conversation: UUID) -> QuerySet[Message]:
    return (
        Message.objects.shown_in(conversation)
        .select_related("draft_version")
        .annotate(has_briefing=Exists(Briefing.objects.filter(reply=OuterRef("pk"))))
        .order_by("born")
    )


@compiled
def _latest(conversation: UUID) -> QuerySet[Message]:
    return _shown_in(conversation).reverse()[: PAGE + 1]


@compiled
def _latest_before(conversation: UUID, place: int) -> QuerySet[Message]:
    return _shown_in(conversation).filter(born__lt=place).reverse()[: PAGE + 1]


@compiled
def _onward(conversation: UUID, place: int) -> QuerySet[Message]:
    return _shown_in(conversation).filter(born__gte=place)[: PAGE + 1]


@compiled
def _changed_since(conversation: UUID, version: int) -> QuerySet[Message]:
    return _shown_in(conversation).filter(version__gt=version)


@compiled
def _those_of(conversation: UUID, messages: tuple[UUID, ...]) -> QuerySet[Message]:
    return _shown_in(conversation).filter(pk__in=messages)


def _with_contents(messages: list[Message]) -> list[Message]:
    if not messages:
        return messages
    pks = tuple(each.pk for each in messages)
    share_out(_ideas(pks), messages, by="message", to="ideas")
    share_out(_idea_rounds(pks), messages, by="message", to="idea_rounds")
    share_out(_actions(pks), messages, by="message", to="actions")
    jobs = _jobs_in(pks)
    with_what_they_can_have([each.job for each in jobs])
    share_out(jobs, messages, by="message", to="idea_jobs")
    versions: list[DraftVersion] = [
        each.draft_version for each in messages if hasattr(each, "draft_version")
    ]
    if versions:
        checks = checks_of(tuple(each.pk for each in versions))
        share_out(checks, versions, by="version", to="checks")
    return messages


@compiled
def checks_of(versions: tuple[UUID, ...]) -> QuerySet[DraftCheck]:
    return DraftCheck.objects.filter(version__pk__in=versions)


@compiled
def _ideas(messages: tuple[UUID, ...]) -> QuerySet[Idea]:
    return Idea.objects.shown().filter(message__pk__in=messages)


@compiled
def _idea_rounds(messages: tuple[UUID, ...]) -> QuerySet[IdeaRound]:
    return IdeaRound.objects.filter(message__pk__in=messages)


@compiled
def _actions(messages: tuple[UUID, ...]) -> QuerySet[Action]:
    return Action.objects.filter(message__pk__in=messages)


@compiled
def _jobs_in(messages: tuple[UUID, ...]) -> QuerySet[IdeaJob]:
    return _idea_jobs().filter(message__pk__in=messages)


@compiled
def _jobs_changed_since(conversation: UUID, version: int, until: int) -> QuerySet[IdeaJob]:
    shown = _idea_jobs().filter(message__conversation=conversation, message__shown=True)
    return shown.filter(version__gt=version, born__lte=until)


def _idea_jobs() -> QuerySet[IdeaJob]:
    retries = GenerationJob.objects.filter(retry_of=OuterRef("job"))
    return IdeaJob.objects.select_related("idea", "job__brand", "job__rewording").annotate(
        was_retried=Exists(retries)
    )
