"""What a draft can be, and the shape each kind has."""

from dataclasses import dataclass
from enum import StrEnum

from imaging.limits import CONTENT_MAX


class ContentType(StrEnum):
    POST = "post"
    ARTICLE = "article"
    CAROUSEL = "carousel"
    VIDEO_SCRIPT = "video_script"
    COMMENT_REPLY = "comment_reply"
    POLL = "poll"


class Length(StrEnum):
    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Kind:
    """`shape` is what a model is told; `most` the characters it may have, `lengths` a usual few."""

    label: str
    shape: str
    most: int
    lengths: dict[Length, str]


# Characters, as LinkedIn counts them.
POST_MAX, COMMENT_MAX = 3000, 1250
POLL_QUESTION_MAX, POLL_OPTION_MAX, POLL_OPTIONS = 140, 30, (2, 4)
SLIDES_MAX = 10

KINDS = {
    ContentType.POST: Kind(
        "Post",
        "A post. A hook of one or two short sentences, then two or three insights, a short story "
        "if the material has one, and a closing question or call to action; then three to five "
        "hashtags on a line of their own. Paragraphs of two or three lines with an empty line "
        "between them.",
        POST_MAX,
        {
            Length.SHORT: "about 400 to 600 characters",
            Length.MEDIUM: "about 900 to 1,300 characters",
            Length.LONG: "about 1,800 to 2,500 characters",
        },
    ),
    ContentType.ARTICLE: Kind(
        "Article",
        "An article. The first line is its headline, without a full stop. Then an introduction "
        "that says what is at stake, three to five sections, each under a short heading on a line "
        "of its own (plain text, no Markdown), and a conclusion that says what follows. No "
        "hashtags.",
        CONTENT_MAX,
        {
            Length.SHORT: "about 2,000 characters",
            Length.MEDIUM: "about 4,000 characters",
            Length.LONG: "about 6,500 characters",
        },
    ),
    ContentType.CAROUSEL: Kind(
        "Carousel",
        "A carousel: the text of the slides of a document post. Each slide begins with a line "
        "“Slide 1”, “Slide 2” … in the post's language, and has an empty line after it. Slide 1 is "
        "the hook in at most twelve words; each following slide makes one point with a short "
        "headline and at most thirty words under it; the last one asks a question or says what to "
        f"do. At most {SLIDES_MAX} slides. After them, apart, a caption of one or two sentences "
        "and three to five hashtags.",
        POST_MAX,
        {
            Length.SHORT: "five slides",
            Length.MEDIUM: "seven or eight slides",
            Length.LONG: f"{SLIDES_MAX} slides",
        },
    ),
    ContentType.VIDEO_SCRIPT: Kind(
        "Video script",
        "A script for a video of one person who speaks to the camera. Parts with an empty line "
        "between them; each begins with a line that gives its time and its purpose, such as "
        "“0:00 Hook”, and goes on with the words to be spoken, short sentences that are easily "
        "said aloud, at about 150 words a minute. The first five seconds are the hook, the end is "
        "one thing to do or to answer. What is to be seen, where it matters, in brackets. No "
        "hashtags.",
        POST_MAX,
        {
            Length.SHORT: "about 30 seconds, 75 words",
            Length.MEDIUM: "about 60 seconds, 150 words",
            Length.LONG: "about two minutes, 300 words",
        },
    ),
    ContentType.COMMENT_REPLY: Kind(
        "Comment reply",
        "A reply to somebody's comment, which the material quotes. It takes up what they said in "
        "its first words, adds one thought or fact of the person's, and may end with a question "
        "back. One short paragraph, no heading, no hashtags, no flattery.",
        COMMENT_MAX,
        {
            Length.SHORT: "one or two sentences",
            Length.MEDIUM: "two to four sentences",
            Length.LONG: "up to six sentences",
        },
    ),
    ContentType.POLL: Kind(
        "Poll",
        "A poll. Two or three sentences that say why one asks; then, each on a line of its own, "
        f"the question in at most {POLL_QUESTION_MAX} characters, and {POLL_OPTIONS[0]} to "
        f"{POLL_OPTIONS[1]} options, each beginning with “○ ” and of at most {POLL_OPTION_MAX} "
        "characters, which exclude each other; then an invitation to say why in the comments, and "
        "three hashtags.",
        POST_MAX,
        {
            Length.SHORT: "one sentence before the question",
            Length.MEDIUM: "two or three sentences before the question",
            Length.LONG: "a short story before the question",
        },
    ),
}
