"""Who is asked, and in which order."""

from pytest_django.fixtures import Settings

from copilot.assistants.registry import assistants


def test_the_text_models_in_their_order_then_offline(settings: Settings) -> None:
    settings.GEMINI_API_KEY = "a-key"
    settings.GEMINI_TEXT_MODELS = ["gemini-first", "gemini-second"]
    asked = assistants()
    assert [assistant.model for assistant in asked] == ["gemini-first", "gemini-second", ""]
    assert [assistant.uses_ai for assistant in asked] == [True, True, False]
    assert "a-key" not in repr(asked) + str([vars(type(each)) for each in asked])


def test_offline_alone_without_a_key(settings: Settings) -> None:
    settings.GEMINI_API_KEY = ""
    (only,) = assistants()
    assert (only.uses_ai, only.label) == (False, "Offline drafting, no AI")
