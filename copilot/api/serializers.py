"""Conversations and messages, as scripts see them."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from copilot.models import Action, ActionStatus, Conversation, Idea, Message, MessageStatus
from copilot.models.conversation import TITLE_MAX
from copilot.search import QUERY_MAX
from imaging.api.serializers.fields import BlankAsNull
from imaging.limits import CONTENT_MAX


class ConversationSerializer(serializers.ModelSerializer[Conversation]):
    title = serializers.CharField(
        max_length=TITLE_MAX,
        required=False,
        help_text="made from what is written until it is given by hand",
    )
    archived = serializers.BooleanField(required=False)

    class Meta:
        model = Conversation
        fields = ("id", "title", "archived", "created_at", "updated_at")
        read_only_fields = ("id", "created_at", "updated_at")

    def to_representation(self, instance: Conversation) -> dict[str, Any]:
        return {**super().to_representation(instance), "archived": bool(instance.archived_at)}


class ConversationFilterSerializer(serializers.Serializer[Any]):
    archived = serializers.BooleanField(
        required=False, default=None, allow_null=True, help_text="both where it is left out"
    )
    q = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=QUERY_MAX,
        help_text="words that stand together in a title, a message or a draft",
    )


class MessageInputSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=CONTENT_MAX)


class SentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="of what was said")
    reply = serializers.UUIDField(help_text="of the reply, which is being written")


class MessageFilterSerializer(serializers.Serializer[Any]):
    order = serializers.ChoiceField(
        choices=["oldest", "newest"], default="oldest", help_text="which comes first"
    )


class IdeaSerializer(serializers.ModelSerializer[Idea]):
    class Meta:
        model = Idea
        fields = ("id", "kind", "style", "prompt", "description", "reason")
        read_only_fields = fields


class ActionConfirmSerializer(serializers.Serializer[Any]):
    brand = serializers.BooleanField(
        default=True,
        help_text="a new image in your brand, if you have one; one made of another keeps its own",
    )


class CopilotActionSerializer(serializers.ModelSerializer[Action]):
    """Needs its jobs fetched with it."""

    status = serializers.ChoiceField(
        choices=ActionStatus.choices, help_text="proposed waits for a person's word"
    )
    arguments = serializers.DictField(child=serializers.CharField())
    image = serializers.UUIDField(
        source="image_id", allow_null=True, help_text="the image it works on"
    )
    result = BlankAsNull()
    jobs = serializers.SerializerMethodField(help_text="the last one counts")

    class Meta:
        model = Action
        fields = (
            "id", "name", "status", "arguments", "image", "price_usd", "result", "jobs",
            "created_at",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_jobs(self, action: Action) -> list[UUID]:
        return [each.job_id for each in action.idea_jobs.all()]


class MessageErrorSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()


class MessageSerializer(serializers.ModelSerializer[Message]):
    """Needs the draft version, the ideas and the actions fetched with the message."""

    status = serializers.ChoiceField(choices=MessageStatus.choices)
    conversation = serializers.UUIDField(source="conversation_id")
    draft = serializers.SerializerMethodField(
        help_text="the text of the post that the reply wrote, as far as it has come"
    )
    ideas = IdeaSerializer(many=True)
    actions = CopilotActionSerializer(many=True, help_text="what it did or proposes")
    notice = BlankAsNull()
    error = serializers.SerializerMethodField()
    parent = serializers.UUIDField(  # type: ignore[assignment]
        source="parent_id", allow_null=True, help_text="the message that it follows on"
    )

    class Meta:
        model = Message
        fields = (
            "id", "conversation", "author", "text", "status", "draft", "ideas", "actions",
            "notice", "error", "parent", "created_at", "finished_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_draft(self, message: Message) -> str | None:
        version = getattr(message, "draft_version", None)
        return version.text if version else None

    @extend_schema_field(MessageErrorSerializer(allow_null=True))
    def get_error(self, message: Message) -> dict[str, str] | None:
        if message.status != MessageStatus.FAILED:
            return None
        return {"code": message.error_code, "message": message.error_message}


def sent(reply: Message) -> dict[str, UUID | None]:
    return {"id": reply.parent_id, "reply": reply.pk}
