"""A person's own keys."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from imaging import keys
from imaging.api.schema import problems
from imaging.api.serializers.keys import KeyInputSerializer, KeyListSerializer, KeySerializer


class Keys(APIView):
    @extend_schema(operation_id="keys_list", responses={200: KeyListSerializer, **problems()})
    def get(self, request: Request) -> Response:
        """The key in force for each provider: yours, else the site's, else the environment's."""
        return Response(KeyListSerializer({"results": keys.facts_for(request.user)}).data)


class Key(APIView):
    @extend_schema(
        operation_id="keys_save",
        request=KeyInputSerializer,
        responses={200: KeySerializer, **problems(400, 404, 413, 415)},
    )
    def put(self, request: Request, provider: str) -> Response:
        """Keep a key of yours. It is tried with a free call; a `problem` tells what that found."""
        _check(provider)
        given = KeyInputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        facts = keys.key_save(
            owner=request.user, provider=provider, key=given.validated_data["key"]
        )
        return Response(KeySerializer(facts).data)

    @extend_schema(operation_id="keys_delete", responses={204: None, **problems(404)})
    def delete(self, request: Request, provider: str) -> Response:
        """Forget your key; the site's or the environment's is in force again."""
        _check(provider)
        if not keys.key_delete(owner=request.user, provider=provider):
            raise NotFound
        return Response(status=204)


def _check(provider: str) -> None:
    if provider not in keys.ENVIRONMENT:
        raise NotFound(f"Keys are for {', '.join(keys.ENVIRONMENT)}.")
