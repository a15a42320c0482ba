"""A message that asks for ideas or pictures, told without a model: it is never a post's material.

Phrases of English, German, French and Spanish.
"""

import re

from copilot.assistants.base import Context, Suggest
from copilot.assistants.sentences import sentences
from imaging.prompts.ideas import suggest_ideas
from imaging.prompts.steer import read_hint

ASKING_WORDS = 25
IDEAS_MAX = 4
OTHER_IDEAS = "Other ideas for the picture of this post, which stays as it is."
AFTER_A_POST = (
    "Ideas and pictures are made for a post, and there is none yet. Send me your notes, and ideas "
    "for its picture come with the post."
)

_POLITELY = (
    r"^\W*(?:(?:please|pls|bitte|hi|hello|hey|hallo|and|und|now|ok(?:ay)?|also|just|(?:can|could"
    r"|would|will) you|(?:kannst|könntest) du|(?:können|könnten) sie|i(?:['\u2019]d| would)? "
    r"(?:want|need|like)(?: to (?:see|have|get))?|ich (?:möchte|brauche|will|hätte gern))[ ,]+)*"
)
_GIVING = (
    r"(?:suggest|give|show|propose|offer|find|brainstorm|think of|come up with|get|generate|create"
    r"|make|schlag\w*|gib|gebt|geben|zeig\w*|nenn\w*|mach\w*|find\w*|propos\w*|donne\w*|montre\w*"
    r"|trouve\w*|sugi\w*|dame|muestra\w*)"
)
_MORE = (
    r"(?:(?:\d+|two|three|four|some|a few|any|more|other|another|different|new|further|zwei|drei"
    r"|vier|mehr|andere|weitere|neue|noch|ein paar|trois|quatre|d['\u2019]autres|plus d['\u2019]"
    r"|nouvelles|otras?|más|nuevas)\s+)+"
)
_IDEAS = (
    r"(?:(?:image|picture|photo|visual|illustration|diagram)[ -](?:ideas?|suggestions?|prompts?)"
    r"|(?:bild|foto)(?:ideen?|vorschläge?)"
    r"|ideas? for (?:an? |the )?(?:image|picture|photo|visual)s?"
    r"|idées d['\u2019]images?|ideas? de (?:imagen|imágenes))"
)
_PICTURES = (
    r"(?:images|pictures|photos|visuals|illustrations|diagrams?|charts?|infographics?|bilder"
    r"|diagramme?|grafiken|imágenes|diagramas?)"
)
_ASKED = re.compile(
    rf"{_POLITELY}(?:"
    rf"{_GIVING}\b[^.!?:\n]{{0,40}}?\b(?:{_IDEAS}|ideas|ideen|idées|{_PICTURES})\b"
    rf"|{_MORE}(?:{_IDEAS}|(?:ideas?|ideen|idées|{_PICTURES})(?=\W*$|,"
    r"| (?:please|bitte|for|with)\b))"
    rf"|{_IDEAS}(?=\W*$|,|:| (?:please|bitte|for)\b)"
    r")",
    re.IGNORECASE,
)


def asks_for_ideas(message: str) -> bool:
    """Whether a message is one short request for ideas or several pictures."""
    told = message.strip()
    states = len(sentences(told)) > 1 or re.search(r"\d\d", told)
    short = "\n" not in told and len(told.split()) <= ASKING_WORDS
    return short and not states and bool(_ASKED.match(told))


def other_ideas(context: Context) -> Suggest:
    """Ideas for the draft as it stands, as many and such as the last message says."""
    asked = context.turns[-1].text
    number = re.search(r"\b([1-9])\b", asked)
    count = min(int(number[1]), IDEAS_MAX) if number else IDEAS_MAX
    turn = sum(asks_for_ideas(each.text) for each in context.turns)
    steer = read_hint(asked, turn=turn)
    return Suggest(suggest_ideas(context.draft, count=count, recent=context.recent, steer=steer))
