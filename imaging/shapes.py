"""Whether a picture came in the shape that was asked for."""

from imaging.providers.types import Format

# As far as a model's own sizes are from the ratio that they are named after.
TOLERANCE = 1.03


def fits(width: int, height: int, format: Format) -> bool:
    """In LinkedIn's proportions, or in those that models make the format in; sizes in pixels."""
    across, down = (int(part) for part in format.aspect_ratio.split(":"))
    return any(
        max(width * high, height * wide) <= TOLERANCE * min(width * high, height * wide)
        for wide, high in (format.size, (across, down))
    )
