"""A post and its versions, as scripts see them."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from copilot import linkedin
from copilot.differences import Kind
from copilot.models import Draft, DraftVersion, Message
from copilot.presentation.post import asked_for, changes_of, limit_of
from imaging.api.serializers.images import ImageSerializer
from imaging.limits import CONTENT_MAX


class PieceSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    text = serializers.CharField()


class DifferenceSerializer(serializers.Serializer[Any]):
    base = serializers.IntegerField(help_text="number of the version it was made from")
    added = serializers.IntegerField(help_text="words")
    removed = serializers.IntegerField(help_text="words")
    pieces = PieceSerializer(
        many=True, help_text="without the added ones the text before, without the removed ones this"
    )


class VersionSerializer(serializers.ModelSerializer[DraftVersion]):
    """Needs the message and what it answers fetched with the version, and its base."""

    author = serializers.SerializerMethodField()
    asked = serializers.SerializerMethodField(help_text="what brought it about, in few words")
    message = serializers.UUIDField(
        source="message_id", allow_null=True, help_text="the reply that wrote it"
    )
    base = serializers.UUIDField(
        source="base_id", allow_null=True, help_text="the version it was made from"
    )
    overtook = serializers.UUIDField(
        source="overtook_id",
        allow_null=True,
        help_text="one that came in while this was being written, and that this knows nothing of",
    )
    whole = serializers.BooleanField(source="is_whole", help_text="false for one that broke off")

    class Meta:
        model = DraftVersion
        fields = (
            "id", "number", "text", "author", "asked", "message", "base", "overtook", "whole",
            "created_at", "changed_at",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=Message.Author.choices))
    def get_author(self, version: DraftVersion) -> str:
        return str(Message.Author.COPILOT if version.message_id else Message.Author.PERSON)

    def get_asked(self, version: DraftVersion) -> str:
        return asked_for(version)


class VersionDetailSerializer(VersionSerializer):
    difference = serializers.SerializerMethodField(help_text="null for a first version")

    class Meta(VersionSerializer.Meta):
        fields = (*VersionSerializer.Meta.fields, "difference")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]

    @extend_schema_field(DifferenceSerializer(allow_null=True))
    def get_difference(self, version: DraftVersion) -> dict[str, Any] | None:
        changes = changes_of(version)
        if changes is None:
            return None
        return {
            "base": changes.base_number,
            "added": changes.difference.added,
            "removed": changes.difference.removed,
            "pieces": [
                {"kind": piece.kind.value, "text": piece.text}
                for piece in changes.difference.pieces
            ],
        }


class CountsSerializer(serializers.Serializer[Any]):
    characters = serializers.IntegerField(help_text="of `copy_text`, as LinkedIn counts: UTF-16")
    limit = serializers.IntegerField()
    over = serializers.IntegerField(help_text="how many characters too many")
    hashtags = serializers.ListField(child=serializers.CharField())
    desktop = serializers.CharField(help_text='what a desktop feed shows before "…more", about')
    phone = serializers.CharField(help_text='what a phone shows before "…more", about')


class DraftSerializer(serializers.ModelSerializer[Draft]):
    """Needs the version in the post and the image fetched with all they show."""

    text = serializers.CharField(source="current.text")
    copy_text = serializers.SerializerMethodField(help_text="clean, as for the clipboard")
    version = VersionSerializer(source="current")
    versions = serializers.SerializerMethodField(help_text="how many there are")
    can_undo = serializers.SerializerMethodField()
    can_redo = serializers.SerializerMethodField()
    counts = serializers.SerializerMethodField()
    image = serializers.SerializerMethodField(help_text="null while it is in the trash, too")

    class Meta:
        model = Draft
        fields = (
            "id", "text", "copy_text", "version", "versions", "can_undo", "can_redo", "counts",
            "image", "created_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_copy_text(self, draft: Draft) -> str:
        return linkedin.clean(draft.current.text) if draft.current else ""

    def get_versions(self, draft: Draft) -> int:
        return draft.versions.ended().count()

    def get_can_undo(self, draft: Draft) -> bool:
        return bool(draft.current and draft.current.base_id)

    def get_can_redo(self, draft: Draft) -> bool:
        return bool(draft.current and draft.current.made_from_it.whole().shown().exists())

    @extend_schema_field(ImageSerializer(allow_null=True))
    def get_image(self, draft: Draft) -> Any:
        if draft.image is None or draft.image.trashed_at:
            return None
        return ImageSerializer(draft.image, context=self.context).data

    @extend_schema_field(CountsSerializer)
    def get_counts(self, draft: Draft) -> dict[str, Any]:
        post = self.get_copy_text(draft)
        characters, limit = linkedin.length(post), limit_of(draft.conversation)
        return {
            "characters": characters,
            "limit": limit,
            "over": max(0, characters - limit),
            "hashtags": linkedin.hashtags(post),
            "desktop": linkedin.fold(post, settings.LINKEDIN_FOLD_DESKTOP).shown,
            "phone": linkedin.fold(post, settings.LINKEDIN_FOLD_PHONE).shown,
        }


class EditSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=CONTENT_MAX, allow_blank=True, trim_whitespace=False)
    base = serializers.UUIDField(
        allow_null=True, help_text="the version that was edited; null where there is none yet"
    )


class StepSerializer(serializers.Serializer[Any]):
    seen = serializers.UUIDField(
        required=False,
        default=None,
        allow_null=True,
        help_text="the version you act on: 409 where it stands in the post no more",
    )


class ChoiceSerializer(StepSerializer):
    version = serializers.UUIDField()


class PostImageSerializer(serializers.Serializer[Any]):
    image = serializers.UUIDField(allow_null=True, help_text="null takes it out of the post")
