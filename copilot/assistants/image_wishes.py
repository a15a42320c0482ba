"""Plain words that clearly ask for something about a picture, told without a model.

Phrases of English and German, and the commonest of French and Spanish. What could mean the text is
left to the text, unless the picture came last.
"""

import re

from copilot.assistants.base import Call, Context
from imaging.prompts.ideas import KINDS, IdeaKind, suggest_ideas
from imaging.prompts.styles import STYLES

WISH_WORDS = 25

_PICTURE = (
    r"(?:image|picture|photo|photograph|illustration|visual|graphic|drawing|painting|bild|foto|grafik"
    r"|imagen|dibujo)s?"
)
_LABELLED = re.compile(rf"\b{_PICTURE}\s*#?(\d{{1,3}})\b", re.IGNORECASE)
_MENTIONED = re.compile(rf"\b{_PICTURE}\b", re.IGNORECASE)
_MAKE = re.compile(
    r"\b(?:make|create|generate|paint|draw|design|produce|give me|show me|i (?:want|need)|add"
    r"|mach\w*|erstell\w*|mal(?:e|en)?|zeichne\w*|fais|crée\w*|dessine\w*|haz|crea|dibuja)\b"
    rf"[^.!?\n]{{0,40}}?\b{_PICTURE}\b(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_PAINT_IT = re.compile(
    r"^\W*(?:please |now |and )*(?:paint|draw|illustrate|visuali[sz]e|male|zeichne|illustriere)"
    r" (?:it|this|that|one|the post|es|das|den beitrag)(?: please| bitte)?\W*$",
    re.IGNORECASE,
)
_PAINT = re.compile(
    r"\b(?:paint|draw|illustrate|visuali[sz]e|mal(?:e|en)?|zeichne\w*|illustrier\w*|dessine\w*"
    r"|illustre\w*|dibuja\w*|pinta\w*|ilustra\w*)\b",
    re.IGNORECASE,
)
_ORDINALS = (
    ("first", "1st", "erste", "première", "primera"),
    ("second", "2nd", "zweite", "deuxième", "segunda"),
    ("third", "3rd", "dritte", "troisième", "tercera"),
    ("fourth", "4th", "vierte", "quatrième", "cuarta"),
)
_PLACE = {word: number for number, words in enumerate(_ORDINALS, 1) for word in words}
_CARD = r"(?:image )?(?:idea|idee|idée|suggestion|card)"
# "idea 2", "the second idea", "the metaphor".
_IDEA = re.compile(
    rf"\b{_CARD}\s*(?:number |no\.? ?|#)?(?P<number>\d{{1,3}})\b"
    rf"|\b(?P<place>{'|'.join(_PLACE)})n?\s+{_CARD}\b"
    rf"|\bthe (?P<kind>{'|'.join(KINDS)})(?: {_CARD}| one)?(?: please)?\W*$",
    re.IGNORECASE,
)
_MAKE_IDEA = re.compile(
    r"\b(?:make|create|generate|produce|use|take|try|mach\w*|erstell\w*|nimm|fais|crée\w*|haz"
    rf"|crea)\b[^.!?\n]{{0,40}}?\b{_CARD}\b"
    r"|\b(?:generate|produce)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^\s*(?:of|showing|with|that shows|about|von|mit|über|de|con)\s+(?P<subject>\S.*)$",
    re.IGNORECASE,
)
_OF_THE_POST = re.compile(
    r"^(?:it|this|that|(?:the|this|my) (?:post|draft|text)|de[nrm] (?:beitrag|post))\W*$",
    re.IGNORECASE,
)
_CHOOSE = re.compile(
    r"\b(?:use|put|choose|take|pick|nimm|verwende|utilise|usa)\b[^.!?\n]{0,40}"
    r"\b(?:post|draft|beitrag|publication|publicación)\b",
    re.IGNORECASE,
)
_VARY = re.compile(
    r"\b(?:variations?|varianten?|another (?:version|one|try)|(?:one )?more like (?:it|this|that)"
    r"|something similar|noch (?:eins|eine)|ähnlich\w*)\b",
    re.IGNORECASE,
)
_HOW = (
    r"(?:warmer|cooler|colder|brighter|lighter|darker|softer|sharper|(?:more|less) colou?rful"
    r"|wärmer|kälter|heller|dunkler|farbiger|plus (?:chaud|froid|clair|sombre)"
    r"|más (?:cálid[oa]|clar[oa]|oscur[oa]))"
)
_CHANGE = (
    r"(?:remove|delete|erase|replace|change|swap|add|without|no|more|less|fewer|blur|crop|zoom"
    r"|entfern\w*|ersetz\w*|ändere|ohne|mehr|weniger|enlève|sans|quita|sin)"
)
_WHAT = (
    r"(?:colou?rs?|background|foreground|people|persons?|faces?|sky|light(?:ing)?|contrast|shadows?"
    r"|farb\w*|hintergrund|menschen|personen|gesichter|licht|himmel|schatten|fond|gens|lumière"
    r"|fondo|gente|personas|luz)"
)
_EDIT = re.compile(
    rf"^\W*(?:\w\S*\W+){{0,6}}?{_HOW}\b"
    rf"|^\W*(?:\w\S*\W+){{0,4}}?{_CHANGE}\b[^.!?\n]{{0,30}}\b{_WHAT}\b",
    re.IGNORECASE,
)
# Said of a picture with words in it, and of no text.
_LOOKS = re.compile(
    r"\b(?:bigger|larger|smaller) (?:headline|text|font|letters|lettering|type)\b"
    r"|\b(?:headline|font|letters|lettering) (?:bigger|larger|smaller)\b"
    r"|\b(?:another|different) (?:design|layout|colou?rs?|palette)\b"
    r"|\b(?:remove|without|no) (?:the )?(?:decorations?|shapes|patterns?)\b"
    r"|^\W*(?:please |now )?(?:use|make it|try|in) (?:more )?(?:dark |light )?"
    r"(?:blue|green|red|orange|purple|violet|pink|brown|beige|teal|grey|gray|navy)\b[^.!?\n]{0,20}$"
    r"|\b(?:change|set|replace) the (?:text|headline|title|words) (?:in|on|of) (?:the |this )?"
    rf"{_PICTURE}\b",
    re.IGNORECASE,
)
# These are about the text, whatever else is said.
_TEXT = re.compile(
    r"\b(?:paragraph|sentence|hook|hashtags?|wording|tone|shorter|shorten|longer|lengthen|casual"
    r"|formal|cta|call to action|question|headline|word|emoji|translate|absatz|satz|ton|kürzer"
    r"|länger|frage)\b",
    re.IGNORECASE,
)


def read_wish(context: Context) -> Call | None:
    """The action that the person's last words clearly ask for, or None."""
    message = context.turns[-1].text.strip() if context.turns else ""
    if context.edit or not message or "\n" in message or len(message.split()) > WISH_WORDS:
        return None
    if idea := _idea_named(message, context):
        return Call("generate_image", {"idea": idea, "style": _style_in(message)})
    if context.pictures and (call := _about_a_picture(message, context)):
        return call
    return _new_picture(message, context)


def asked_for(message: str) -> frozenset[str]:
    """The actions that a message may ask for by its words, whatever pictures there are."""
    asks = {
        "generate_image": _makes(message),
        "edit_image": _EDIT.search(message),
        "restyle_image": _style_in(message),
        "vary_image": _VARY.search(message),
    }
    return frozenset(name for name, asked in asks.items() if asked)


def _makes(message: str) -> bool:
    return any(each.search(message) for each in (_MAKE, _PAINT, _MAKE_IDEA))


def _idea_named(message: str, context: Context) -> str:
    """The label of the idea that is to be painted, "" for none."""
    named = _IDEA.search(message)
    if not (named and context.ideas and _makes(message)):
        return ""
    if kind := named["kind"]:
        kinds = [each.kind for each in context.ideas]
        return f"idea {kinds.index(IdeaKind(kind.lower())) + 1}" if kind.lower() in kinds else ""
    return f"idea {named['number'] or _PLACE[named['place'].lower()]}"


def _about_a_picture(message: str, context: Context) -> Call | None:
    labelled = _LABELLED.search(message)
    image = {"image": f"image {labelled[1]}" if labelled else context.pictures[-1].label}
    mentioned = labelled is not None or _MENTIONED.search(message) is not None
    if _CHOOSE.search(message) and (mentioned or re.search(r"\b(?:it|this|that)\b", message)):
        return Call("choose_for_post", image)
    if (mentioned or context.picture_is_last) and _LOOKS.search(message):
        return Call("edit_image", {**image, "instruction": message})
    if _TEXT.search(message) or not (mentioned or context.picture_is_last):
        return None
    if _VARY.search(message):
        return Call("vary_image", image)
    if style := _style_in(message):
        return Call("restyle_image", {**image, "style": style})
    if _EDIT.search(message):
        return Call("edit_image", {**image, "instruction": message})
    return None


def _new_picture(message: str, context: Context) -> Call | None:
    made = _MAKE.search(message)
    if not (made or (_PAINT_IT.match(message) and context.draft)):
        return None
    subject = _SUBJECT.match(made["rest"]) if made else None
    named = subject["subject"].strip(" .!") if subject else ""
    style = _style_in(message)
    if named and not _OF_THE_POST.match(named):
        return Call("generate_image", {"prompt": named, "style": style})
    if not context.draft:
        return None
    [idea] = suggest_ideas(context.draft, count=1, recent=context.recent)
    return Call("generate_image", {"prompt": idea.prompt, "style": style or idea.style})


def _style_in(message: str) -> str:
    """The slug of the style that is named, "" for none."""
    said = re.sub(r"[\s-]+", " ", message.casefold())
    for style in STYLES:
        names = {style.slug.replace("-", " "), style.name.casefold().replace("-", " ")}
        if any(re.search(rf"\b(?:as|in|like) (?:an? |the )?{re.escape(n)}\b", said) for n in names):
            return style.slug
    return ""
