"""Does what a model has called for, or shows it to the person with its price and waits."""

import uuid

from django.db import transaction

from copilot import transitions
from copilot.actions import spending
from copilot.actions.allowance import allowance_of
from copilot.actions.arguments import Refused, read
from copilot.actions.telling import result_of
from copilot.assistants.base import Call, Called
from copilot.imagery import ideas_of, images_of
from copilot.models import Action, ActionName, ActionStatus, Message
from copilot.showing import NotPossible, draft_use_image, show_job
from imaging.inputs import JobInput
from imaging.services import BudgetExceeded, job_create

SHOWN = "They are shown to the person, each with a button to make it."


class Performer:
    """The actions of one reply. Its methods raise `transitions.ReplyTaken`."""

    def __init__(self, reply: Message) -> None:
        self._reply = reply
        self._made = 0

    def perform(self, call: Call) -> tuple[Called, bool]:
        """The call with its result, and whether it was refused."""
        if call.name == ActionName.SUGGEST_IMAGES:
            return Called(call, SHOWN), False
        if call.name not in set(ActionName):
            return Called(call, "There is no such action."), True
        action = self._action(ActionName(call.name))
        try:
            self._do(action, call)
        except (Refused, NotPossible, BudgetExceeded) as reason:
            action.status, action.result = ActionStatus.FAILED, str(reason)
            self._keep(action)
        return Called(call, result_of(action)), action.status == ActionStatus.FAILED

    def record(self, name: ActionName, *, result: str, **arguments: str) -> None:
        """Keep what the reply has done without a call."""
        action = self._action(name)
        action.arguments, action.result = arguments, result
        action.status = ActionStatus.SUCCEEDED
        self._keep(action)

    def _do(self, action: Action, call: Call) -> None:
        conversation = self._reply.conversation
        # There the same labels are other images, and the post is another one.
        if not Message.objects.shown_in(conversation.pk).filter(pk=self._reply.pk).exists():
            raise Refused("The person went to another branch before this was begun.")
        name = ActionName(call.name)
        images, ideas = images_of(conversation), ideas_of(conversation)
        action.arguments, action.image = read(name, call.arguments, images, ideas)
        if action.image and name == ActionName.CHOOSE_FOR_POST:
            with transaction.atomic():
                draft_use_image(conversation=conversation, image=action.image)
                action.status = ActionStatus.SUCCEEDED
                self._keep(action)
            return
        allowance = allowance_of(self._reply, name)
        quote = spending.quote(action, allowance_usd=allowance.usd)
        action.price_usd = quote.price_usd
        if quote.unasked is None:
            action.status, action.result = ActionStatus.PROPOSED, allowance.why
            self._keep(action)
        else:
            self._run(action, quote.unasked)

    def _run(self, action: Action, job_input: JobInput) -> None:
        with transaction.atomic():
            owner = self._reply.conversation.owner
            job = job_create(owner=owner, job_input=job_input, key=spending.job_key(action))
            action.status = ActionStatus.RUNNING
            self._keep(action)
            show_job(message=self._reply, job=job, idea=None, action=action)

    def _action(self, name: ActionName) -> Action:
        return Action(pk=uuid.uuid4(), message=self._reply, name=name)

    def _keep(self, action: Action) -> None:
        with transaction.atomic():
            action.born = action.version = transitions.hold(self._reply)
            action.position = self._made
            action.save(force_insert=True)
        self._made += 1
