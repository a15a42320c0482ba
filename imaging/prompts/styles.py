"""The styles a person can choose: how a picture is made, never what it shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """`description` is for the person who chooses; `fragment` is what the model is told."""

    slug: str
    name: str
    description: str
    fragment: str


STYLES: tuple[Style, ...] = (
    Style(
        "photographic",
        "Photographic",
        "A natural photograph, as if somebody had been there.",
        "Natural photograph, full-frame camera with a 35 mm lens at f/2.8, available light, true "
        "colours, real texture in skin and material, nothing posed or glossy.",
    ),
    Style(
        "editorial",
        "Editorial",
        "A magazine illustration with one strong idea.",
        "Magazine editorial illustration, one bold idea, simplified shapes with a fine paper "
        "grain, limited palette of four colours, confident negative space.",
    ),
    Style(
        "minimal",
        "Minimal",
        "Few forms, a lot of room, one accent.",
        "Minimalist composition, very few forms, at least half the frame left empty, two muted "
        "tones and a single accent colour, crisp edges.",
    ),
    Style(
        "watercolour",
        "Watercolour",
        "Soft washes on paper, hand-made and warm.",
        "Hand-painted watercolour on cold-pressed paper, transparent washes with visible pigment "
        "edges, a few loose pencil lines, white paper left for the highlights.",
    ),
    Style(
        "isometric",
        "Isometric",
        "A small world seen from above, good for processes.",
        "Isometric illustration at a true 30-degree projection, no vanishing point, clean faces "
        "in three tonal steps, soft contact shadows, tidy small-scale detail.",
    ),
    Style(
        "line-art",
        "Line art",
        "Fine ink lines with a touch of colour.",
        "Fine-line ink drawing, even strokes with open ends, one flat spot colour, plain warm "
        "white ground, no shading beyond sparse hatching.",
    ),
    Style(
        "flat",
        "Flat",
        "Plain shapes and clear colours.",
        "Flat vector illustration, geometric shapes without outlines or gradients, five clear "
        "colours, generous spacing, gentle overlaps for depth.",
    ),
    Style(
        "three-d",
        "3D",
        "Rounded, tactile forms under studio light.",
        "Three-dimensional render, rounded tactile forms in matte clay and satin plastic, gentle "
        "contact shadows, shallow depth of field.",
    ),
    Style(
        "collage",
        "Collage",
        "Cut paper and photo pieces, put together by hand.",
        "Cut-paper collage, scissor-cut photographs in halftone beside flat coloured paper, torn "
        "edges and slight shadows between layers, playful changes of scale.",
    ),
    Style(
        "cinematic",
        "Cinematic",
        "A still from a film, with mood and depth.",
        "Film still, anamorphic lens with shallow focus, one motivated light source, soft haze "
        "in the depth, restrained colour grading, fine grain.",
    ),
    Style(
        "blueprint",
        "Blueprint",
        "A technical drawing, white on deep blue.",
        "Technical blueprint drawing, thin white lines on deep Prussian blue, exact construction "
        "lines and plain section hatching, faint paper creases, unlabelled.",
    ),
)

_BY_SLUG = {each.slug: each for each in STYLES}


def style(slug: str) -> Style | None:
    return _BY_SLUG.get(slug)
