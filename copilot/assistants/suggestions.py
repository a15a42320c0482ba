"""Image ideas as a model suggests them: checked, made distinct, and filled up locally."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from imaging.limits import PROMPT_MAX
from imaging.prompts.ideas import IdeaKind, ImageIdea, suggest_ideas
from imaging.prompts.quoting import quotes_truly
from imaging.prompts.recent import Recent, is_worn
from imaging.prompts.sketches import sketch_of
from imaging.prompts.styles import STYLES

if TYPE_CHECKING:
    from google.genai.types import FunctionDeclarationDict

IDEAS = 4
LINE_MAX = 300

_TEXTS = ("prompt", "description", "reason")

SUGGEST_IMAGES: "FunctionDeclarationDict" = {
    "name": "suggest_images",
    "description": "Offer the person ideas for the picture of the post just written.",
    "parameters_json_schema": {
        "type": "object",
        "required": ["ideas"],
        "properties": {
            "ideas": {
                "type": "array",
                "minItems": IDEAS,
                "maxItems": IDEAS,
                "items": {
                    "type": "object",
                    "required": ["kind", "style", *_TEXTS],
                    "properties": {
                        "kind": {"type": "string", "enum": [kind.value for kind in IdeaKind]},
                        "style": {"type": "string", "enum": [style.slug for style in STYLES]},
                        "prompt": {"type": "string", "description": "50 to 100 words."},
                        "description": {"type": "string", "description": "One sentence."},
                        "reason": {"type": "string", "description": "Quotes the post."},
                    },
                },
            }
        },
    },
}


def ideas_from(
    arguments: Mapping[str, Any], post: str, recent: Sequence[Recent] = ()
) -> tuple[ImageIdea, ...]:
    """Four ideas of different kinds: the model's good ones, then local ones of other kinds.

    One that shows again what `recent` shows is not good; a reason that does not quote the post
    gives way to the local one of its kind.
    """
    suggested = arguments.get("ideas")
    candidates = [_idea(each) for each in suggested] if isinstance(suggested, list) else []
    local = suggest_ideas(post, count=len(IdeaKind), recent=recent)
    reasons = {idea.kind: idea.reason for idea in local}
    by_kind: dict[IdeaKind, ImageIdea] = {}
    for idea in filter(None, candidates):
        if not is_worn(idea.prompt, recent):
            true = quotes_truly(idea.reason, post)
            reason = idea.reason if true else reasons.get(idea.kind, idea.reason)
            by_kind.setdefault(idea.kind, replace(idea, reason=reason))
    for idea in local:
        by_kind.setdefault(idea.kind, idea)
    return tuple(by_kind.values())[:IDEAS]


def _idea(fields: Any) -> ImageIdea | None:
    """None for what is no usable idea: a model's arguments are not trusted to fit their schema."""
    if not isinstance(fields, dict):
        return None
    texts = {name: fields.get(name) for name in _TEXTS}
    if not all(isinstance(text, str) and text.strip() for text in texts.values()):
        return None
    if fields.get("kind") not in set(IdeaKind) or len(str(texts["prompt"])) > PROMPT_MAX:
        return None
    slugs = {style.slug for style in STYLES}
    kind, description = IdeaKind(fields["kind"]), str(texts["description"]).strip()
    return ImageIdea(
        kind=kind,
        style=fields["style"] if fields.get("style") in slugs else STYLES[0].slug,
        prompt=str(texts["prompt"]).strip(),
        description=description[:LINE_MAX],
        reason=str(texts["reason"]).strip()[:LINE_MAX],
        sketch=sketch_of(kind, description),
    )
