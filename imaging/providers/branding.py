"""A brand's style reference among the pictures that a model is sent."""

from dataclasses import replace

from imaging.pictures.sending import REQUEST_BYTES
from imaging.prompts.references import told_of
from imaging.providers.types import ImageRequest, Operation, ReferenceRole


def with_style_reference(request: ImageRequest, most: int) -> ImageRequest:
    """The request with the brand's reference as its last picture, where the model has room for it.

    `most` is how many pictures the model takes. What is made of another picture keeps its look.
    """
    reference = request.brand.style_reference if request.brand else None
    if reference is None or request.operation is not Operation.GENERATE:
        return request
    pictures = (*request.references, reference)
    if len(pictures) > most or sum(len(each.data) for each in pictures) > REQUEST_BYTES:
        return request
    told = told_of([ReferenceRole.STYLE], first=len(pictures))
    return replace(request, references=pictures, prompt=f"{request.prompt} {told}")
