from copilot.models.action import NO_BRAND, Action, ActionName, ActionStatus
from copilot.models.briefing import Briefing
from copilot.models.check import DraftCheck
from copilot.models.conversation import Conversation
from copilot.models.draft import Draft, DraftVersion
from copilot.models.idea_round import IdeaRound
from copilot.models.message import Idea, IdeaJob, Message, MessageStatus
from copilot.models.post_carousel import PostCarousel
from copilot.models.user import ApiToken, Profile, User

__all__ = [
    "NO_BRAND",
    "Action",
    "ActionName",
    "ActionStatus",
    "ApiToken",
    "Briefing",
    "Conversation",
    "Draft",
    "DraftCheck",
    "DraftVersion",
    "Idea",
    "IdeaJob",
    "IdeaRound",
    "Message",
    "MessageStatus",
    "PostCarousel",
    "Profile",
    "User",
]
