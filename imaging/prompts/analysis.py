"""What a post is about, who it is for and what for, read locally from its own words."""

from dataclasses import dataclass
from functools import cache

from imaging.prompts import evidence, similarity, world
from imaging.prompts.data import table
from imaging.prompts.evidence import Verdict
from imaging.prompts.figures import Figure, figures
from imaging.prompts.phrases import hashtag_terms, key_phrases
from imaging.prompts.purpose import UNKNOWN, purpose
from imaging.prompts.vocabulary import Vocabulary, listed
from imaging.prompts.words import Word, language, words

THEMES_MAX = 3
VISUAL_ELEMENTS_MAX = 4

# What an industry, an audience and a tone need: a strong word, or two fair ones that agree, and
# clearly more than any other has.
STRONG, FAIR = 3.0, 1.0
ENOUGH, LEAD = 2.0, 1.2
AUDIENCE_ENOUGH, AUDIENCE_LEAD = 3.0, 1.0
TONE_ENOUGH = 2.0
USUAL_TONE = 1.5
PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure each field is, from 0, which is no more than a guess, to 1."""

    industry: float = 0.0
    themes: float = 0.0
    tone: float = 0.0
    visual_elements: float = 0.0
    audience: float = 0.0
    purpose: float = 0.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """`industry` is a key of the industries or `unknown`; `themes` and `terms` stand in the text.

    `terms` are fit for hashtags, best first. `visual_elements` are things and places that the post
    names, as a picture shows them; `audience` is who it speaks to, in a few words, or `unknown`;
    `purpose` is one of `PURPOSES`.
    """

    language: str
    themes: tuple[str, ...]
    industry: str
    tone: str
    figures: tuple[Figure, ...]
    terms: tuple[str, ...]
    visual_elements: tuple[str, ...]
    audience: str
    purpose: str
    confidence: Confidence


def analyse(content: str) -> Analysis:
    """Never fails, whatever the text; the first call in a process loads the key-phrase library."""
    code = language(content)
    found = words(content)
    meant = evidence.literal(found, content, code)
    phrases = key_phrases(content, code)
    industry = _industry(meant, code)
    if industry.key == UNKNOWN and code == "en":
        said = " ".join(word.low for word in meant if word.low)
        industry = similarity.nearest_industry(said, UNKNOWN)
    aim = purpose(content, found, code)
    tone = _tone(content, found, code, aim)
    audience = _audience(meant, code, industry)
    seen = _visual_elements(evidence.without_names(meant, content, code), code)
    return Analysis(
        language=code,
        themes=phrases[:THEMES_MAX],
        industry=industry.key,
        tone=tone.key,
        figures=figures(content),
        terms=hashtag_terms(phrases, found, code),
        visual_elements=seen,
        audience=audience.key,
        purpose=aim.key,
        confidence=Confidence(
            industry=industry.confidence,
            themes=_share(len(phrases), THEMES_MAX),
            tone=tone.confidence,
            visual_elements=_share(len(seen), VISUAL_ELEMENTS_MAX),
            audience=audience.confidence,
            purpose=aim.confidence,
        ),
    )


def industry_name(key: str) -> str:
    return str(table("industries")[key]["name"]) if key != UNKNOWN else UNKNOWN


def _share(found: int, most: int) -> float:
    """Phrases and things stand in the text: what is unsure is whether there are enough."""
    return round(min(found, most) / (most + 1), 2)


def _columns(name: str) -> tuple[tuple[Vocabulary, float], ...]:
    return tuple(
        (Vocabulary({key: listed(entry[column]) for key, entry in table(name).items()}), weight)
        for column, weight in (("strong", STRONG), ("fair", FAIR))
    )


@cache
def _industries() -> tuple[tuple[Vocabulary, float], ...]:
    return _columns("industries")


def _industry(meant: tuple[Word, ...], code: str) -> Verdict:
    scores = evidence.weigh(_industries(), meant, code)
    return evidence.judge(scores, enough=ENOUGH, lead=LEAD, unknown=UNKNOWN)


@cache
def _tones() -> tuple[tuple[Vocabulary, float], ...]:
    tones = {tone: listed(said) for tone, said in table("tones").items() if tone != "usual"}
    return ((Vocabulary(tones), 1.0),)


def _tone(content: str, found: tuple[Word, ...], code: str, aim: Verdict) -> Verdict:
    scores = evidence.weigh(_tones(), found, code)
    scores["friendly"] += content.count("!")
    scores["conversational"] += sum("'" in word.low for word in found) // 2 * (code == "en")
    if usual := table("tones")["usual"].get(aim.key):
        scores[usual] += USUAL_TONE
    return evidence.judge(scores, enough=TONE_ENOUGH, lead=1.0, unknown=PROFESSIONAL)


def _visual_elements(meant: tuple[Word, ...], code: str) -> tuple[str, ...]:
    places = [world.places()[hit.key].label.lower() for hit in world.named("places", meant, code)]
    things = [world.things()[hit.key].label for hit in world.named("things", meant, code)]
    # "5G" is an antenna and where it stands, both of them a slim mast.
    things = [thing for thing in things if thing not in places[:1]]
    # A place is worth one of them, at the end, so that the picture knows where it is.
    return (*things[: VISUAL_ELEMENTS_MAX - bool(places)], *places[:1])


@cache
def _audiences() -> tuple[tuple[Vocabulary, float], ...]:
    return _columns("audiences")


def _audience(meant: tuple[Word, ...], code: str, industry: Verdict) -> Verdict:
    """Those the post speaks of most, else the people of its industry."""
    scores = evidence.weigh(_audiences(), meant, code)
    said = evidence.judge(scores, enough=AUDIENCE_ENOUGH, lead=AUDIENCE_LEAD, unknown=UNKNOWN)
    if said.key != UNKNOWN or industry.key == UNKNOWN:
        return said
    return Verdict(f"People in {industry_name(industry.key).lower()}", industry.confidence)
