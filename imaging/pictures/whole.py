"""All of a picture in another shape, where cropping would cost words."""

from PIL import Image, ImageStat


def whole_in_shape(image: Image.Image, ratio: float) -> Image.Image:
    """The picture in the middle of a sheet of a shape (`ratio` is width by height).

    In the pixels it has; what is added takes the mean colour of the edge it continues. In RGB.
    """
    image = image.convert("RGB")
    width, height = image.size
    sheet_width, sheet_height = max(width, round(height * ratio)), max(height, round(width / ratio))
    left, top = (sheet_width - width) // 2, (sheet_height - height) // 2
    upright = sheet_height > height
    first = (0, 0, width, 1) if upright else (0, 0, 1, height)
    last = (0, height - 1, width, height) if upright else (width - 1, 0, width, height)
    sheet = Image.new("RGB", (sheet_width, sheet_height), _mean(image.crop(last)))
    half = (0, 0, sheet_width, top) if upright else (0, 0, left, sheet_height)
    sheet.paste(_mean(image.crop(first)), half)
    sheet.paste(image, (left, top))
    return sheet


def _mean(edge: Image.Image) -> tuple[int, ...]:
    red, green, blue = (round(mean) for mean in ImageStat.Stat(edge).mean)
    return red, green, blue
