"""Without a model each one-click edit does something true and visible, or says what it needs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.assistants.edits import EDITS, Edit
from copilot.assistants.restructuring import restructured
from copilot.assistants.revising import INVITATIONS, revised
from tests.copilot.assistants.test_kinds import NOTES, answer
from tests.properties import examples

DRAFT = (
    "We are thrilled to share that pick errors fell by 38 percent.\n\n"
    "Anna Berg led it in Bremen. It took 4 months. People liked it in the end, more or less.\n\n"
    "• Screens on every dock\n• Robots that ask for help\n• A daily review\n\n"
    "We do not plan to stop, however, it is not easy.\n\n#Docks #Robots #Picking"
)


def after(edit: Edit, draft: str = DRAFT, *notes: str) -> str:
    return revised(draft, edit, notes).text


def test_shorten_leaves_out_what_tells_least_and_keeps_facts_hook_and_tags() -> None:
    text = after(Edit.SHORTEN)
    assert len(text) < 0.9 * len(DRAFT)
    assert "more or less" not in text
    for kept in ("thrilled", "38 percent", "Anna Berg", "4 months", "#Docks #Robots #Picking"):
        assert kept in text


def test_shortening_again_and_again_ends_at_the_hook_and_says_so() -> None:
    text = DRAFT
    while (outcome := revised(text, Edit.SHORTEN, ())).text:
        assert len(outcome.text) < len(text)
        text = outcome.text
    assert "model" in outcome.said
    assert text.startswith("We are thrilled")


LAST_WORDS = "Thanks, Anna"


@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_shorten_keeps_how_a_post_begins_and_ends_however_it_is_set(between: str) -> None:
    draft = between.join(
        ("We moved to Bremen.", "It took 6 weeks.", "It was fine.", "What would you have done?")
    )
    draft += f"\n\n#Bremen #Move\n\n{LAST_WORDS}"
    for left_out in ("It was fine", "It took 6 weeks"):
        outcome = revised(draft, Edit.SHORTEN, ())
        assert outcome.said.startswith(f"I left out “{left_out}”.")
        assert outcome.text == re.sub(rf"{left_out}\.\s*", "", draft)
        draft = outcome.text
    assert revised(draft, Edit.SHORTEN, ()).text == ""
    for kept in ("We moved", "What would you have done?", "#Bremen #Move", LAST_WORDS):
        assert kept in draft


def test_shorten_works_on_notes_that_were_one_block_of_small_letters() -> None:
    draft = "we moved to bremen. it took 6 weeks. nobody got hurt. we lost one forklift. it rains."
    outcome = revised(draft, Edit.SHORTEN, ())
    assert outcome.text == draft.replace(" nobody got hurt.", "")
    assert "nobody got hurt" in outcome.said


def test_shorten_takes_a_slide_or_part_with_its_heading_and_counts_anew() -> None:
    slides = "Slide 1\nWe moved.\n\nSlide 2\nIt was fine.\n\nSlide 3\nWhat about you?\n\n#Docks"
    assert after(Edit.SHORTEN, slides) == (
        "Slide 1\nWe moved.\n\nSlide 2\nWhat about you?\n\n#Docks"
    )
    script = "0:00 Hook\nWe moved.\n\n0:02 Story\n6 weeks. It was hard.\n\n0:06 Close\nYou?"
    assert after(Edit.SHORTEN, script) == (
        "0:00 Hook\nWe moved.\n\n0:02 Story\n6 weeks.\n\n0:04 Close\nYou?"
    )


def test_shorten_parts_no_question_from_its_answer() -> None:
    draft = "We were early. The secret? A talk of 15 minutes. It rains. Nobody was missed by us."
    assert after(Edit.SHORTEN, draft) == draft.replace(" It rains.", "")


def test_a_poll_keeps_its_options_and_its_one_question() -> None:
    poll = "Actually, which dock?\n○ North\n○ South\n\n#Docks"
    assert after(Edit.TIGHTEN_HOOK, "Which dock?\n○ North\n○ South") == ""
    called = after(Edit.CALL_TO_ACTION, poll)
    assert called.count("?") == 1
    assert called == poll.replace("\n\n#", f"\n\n{INVITATIONS['en']}\n\n#")


def test_an_emoji_that_ended_a_sentence_leaves_a_full_stop() -> None:
    text = after(
        Edit.PROFESSIONAL, "🚀 Big day!\n\nWe shipped 🎉 Thanks to all ❤️\n• Docks 🚢\n#Docks 🚢"
    )
    assert text == "Big day.\n\nWe shipped. Thanks to all.\n• Docks\n#Docks"


def test_the_hook_of_a_slide_is_tightened_under_its_heading() -> None:
    draft = "Slide 1\nWe are thrilled to share that errors fell.\n\nSlide 2\nWhat about you?"
    tight = after(Edit.TIGHTEN_HOOK, draft)
    assert tight == "Slide 1\nErrors fell.\n\nSlide 2\nWhat about you?"
    assert after(Edit.TIGHTEN_HOOK, tight) == ""


def test_shorten_takes_no_point_that_a_line_leads_to_alone_and_no_option_of_a_poll() -> None:
    poll = "We ask each spring.\n\nIt rains a lot here. Which dock?\n○ North\n○ South\n\n#Docks"
    assert after(Edit.SHORTEN, poll) == poll.replace("It rains a lot here. ", "")
    led = "We moved.\n\nWe learned:\n• Plan for 6 weeks\n• Talk to 14 people\n\nIt is done now."
    assert after(Edit.SHORTEN, led) == led.replace("• Plan for 6 weeks\n", "")


def test_a_tight_hook_says_its_core_first_and_loses_nothing_that_counts() -> None:
    assert after(Edit.TIGHTEN_HOOK).startswith("Pick errors fell by 38 percent.\n\nAnna Berg")
    long = "Errors (at last) really fell; we put screens on every dock. It took a year.\n\nMore."
    assert after(Edit.TIGHTEN_HOOK, long) == (
        "Errors fell.\n\nWe put screens on every dock. It took a year.\n\nMore."
    )


@pytest.mark.parametrize(
    "line", ["It is not really done yet.", "Errors fell.", "In today's Bremen errors fell."]
)
def test_a_hook_with_nothing_to_cut_stays(line: str) -> None:
    outcome = revised(f"{line}\n\nMore.", Edit.TIGHTEN_HOOK, ())
    assert outcome.text == ""
    assert "model" in outcome.said


def test_a_call_to_action_is_made_of_the_posts_own_words() -> None:
    text = after(Edit.CALL_TO_ACTION)
    *_, question, tags = text.split("\n\n")
    assert tags == "#Docks #Robots #Picking"
    assert question.endswith("?")
    topic = question.split(":")[0].casefold()
    assert topic in DRAFT.casefold()
    again = after(Edit.CALL_TO_ACTION, text)
    assert INVITATIONS["en"] in again
    assert after(Edit.CALL_TO_ACTION, again) == ""


def test_casual_and_professional_exchange_words_and_nothing_else() -> None:
    relaxed = after(Edit.CASUAL)
    assert "We don't plan to stop, still, it isn't easy." in relaxed
    assert "We're thrilled" in relaxed
    stiff = after(Edit.PROFESSIONAL, "We don't stop! It's gonna hold 🎉\n\nNext.")
    assert stiff == "We do not stop. It's going to hold.\n\nNext."


def test_what_somebody_said_stays_as_they_said_it() -> None:
    draft = "“I do not know,” she said. We do not either."
    assert after(Edit.CASUAL, draft) == "“I do not know,” she said. We don't either."


def test_other_languages_have_words_of_their_own() -> None:
    assert after(Edit.CASUAL, "Wir haben jedoch bereits gewonnen.") == (
        "Wir haben aber schon gewonnen."
    )


def test_lengthen_takes_only_what_the_person_told_and_the_draft_does_not_say() -> None:
    notes = "Pick errors fell by 38 percent. The night shift trained the robots themselves."
    text = after(Edit.LENGTHEN, DRAFT, notes)
    assert "The night shift trained the robots themselves." in text
    assert text.count("38 percent") == 1
    assert text.endswith("#Docks #Robots #Picking")
    nothing = revised(DRAFT, Edit.LENGTHEN, ["Pick errors fell by 38 percent."])
    assert nothing.text == ""
    assert "Send me more" in nothing.said


@examples(60)
@given(
    st.sampled_from([Edit.SHORTEN, Edit.TIGHTEN_HOOK, Edit.LENGTHEN]),
    st.text(max_size=300),
    st.text(max_size=100),
)
def test_no_word_is_invented(edit: Edit, draft: str, note: str) -> None:
    own = re.sub(r"\W+", "", f"{draft}{note}".casefold())
    for word in re.findall(r"\w+", revised(draft, edit, [note]).text.casefold()):
        assert word in own


@pytest.mark.parametrize(
    ("message", "gone", "said"),
    [
        ("drop the second paragraph", "Anna Berg", "second paragraph is gone"),
        ("Please remove the hashtags", "#Docks", "hashtags are gone"),
        ("drop the last sentence", "easy", "I left out “We do not plan"),
        ("remove the second bullet", "Robots that ask", "I left out “Robots that ask"),
        ("Lösche den zweiten Absatz", "Anna Berg", "second paragraph is gone"),
        ("Supprime le dernier paragraphe", "easy", "last paragraph is gone"),
        ("Quita los hashtags", "#Docks", "hashtags are gone"),
    ],
)
def test_plain_words_change_the_structure_and_no_word(message: str, gone: str, said: str) -> None:
    outcome = restructured(DRAFT, message)
    assert outcome is not None
    assert gone not in outcome.text
    assert said in outcome.said
    assert all(block in DRAFT for block in outcome.text.split("\n\n") if "•" not in block)


def test_paragraphs_move_and_change_places() -> None:
    moved = restructured(DRAFT, "move the last paragraph to the top")
    assert moved
    assert moved.text.startswith("We do not plan")
    assert moved.text.endswith("#Docks #Robots #Picking")
    swapped = restructured(DRAFT, "swap the first and the second paragraph")
    assert swapped
    assert swapped.text.startswith("Anna Berg")


def test_a_paragraph_that_is_not_there_is_told() -> None:
    outcome = restructured(DRAFT, "drop the sixth paragraph")
    assert outcome
    assert (outcome.text, outcome.said) == ("", "There is no sixth paragraph: it has 4.")


@pytest.mark.parametrize("message", ["We dropped the first robot in May", "make it warmer", DRAFT])
def test_material_is_no_wish(message: str) -> None:
    assert restructured(DRAFT, message) is None


@pytest.mark.parametrize("edit", list(Edit))
def test_a_click_needs_no_words(edit: Edit) -> None:
    post, talk = answer(NOTES, EDITS[edit].label, draft=DRAFT, edit=edit)
    assert post != DRAFT
    assert talk
