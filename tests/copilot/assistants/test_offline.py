"""Without a model a post is made of the person's own words, and of nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.assistants.arranging import QUESTIONS
from copilot.assistants.base import Author, Context, Suggest, Talk, Turn, Write
from copilot.assistants.brief import Brief
from copilot.assistants.kinds import POST_MAX, ContentType
from copilot.assistants.notes import read_notes
from copilot.assistants.offline import OfflineAssistant
from copilot.assistants.wishes import wishes
from tests.properties import examples

NOTES = (
    "Notes from our quarter: pick errors -38%, same headcount. Dock schedule on screens, robots "
    "that ask for help, ten-minute daily review. Make it a post."
)


def answer(message: str, draft: str = "") -> tuple[str, str, int]:
    """The post, the talk and how many ideas came."""
    context = Context(turns=(Turn(Author.PERSON, message),), draft=draft)
    events = list(OfflineAssistant().reply(context))
    post = "".join(event.text for event in events if isinstance(event, Write))
    talk = "".join(event.text for event in events if isinstance(event, Talk))
    return post, talk, sum(len(event.ideas) for event in events if isinstance(event, Suggest))


def test_notes_become_hook_points_question_and_hashtags() -> None:
    post, talk, ideas = answer(NOTES)
    hook, points, question, hashtags = post.split("\n\n")

    assert hook == "From our quarter: pick errors -38%, same headcount."
    assert points.splitlines() == [
        "• Dock schedule on screens",
        "• Robots that ask for help",
        "• Ten-minute daily review",
    ]
    assert question.endswith("?")
    assert 3 <= len(hashtags.split()) <= 5
    assert all(re.fullmatch(r"#\w+", each) for each in hashtags.split())
    assert "without AI" in talk
    assert ideas == 4


@pytest.mark.parametrize(
    "request_",
    [
        "Write a post about {}",
        "Can you draft a short LinkedIn post on {}",
        "please help me write a LinkedIn post about {}",
        "{} Make it a post.",
        "{} Turn this into a LinkedIn post, please!",
        "Escribe un post sobre {}",
        "Hi! Could you please write something for LinkedIn about {}",
        "I'd like to share a story about {}",
        "Write a LinkedIn post announcing that {}",
        "Schreib bitte einen LinkedIn-Beitrag: {}",
        "Kannst du mir einen Beitrag über {} schreiben?",
        "Peux-tu rédiger un post sur {}",
        "{} Please make a LinkedIn post out of this for me. Thanks!",
        "Here are my notes: {}",
    ],
)
def test_the_request_is_not_part_of_the_post(request_: str) -> None:
    material = "Our warehouse robots cut pick errors by 38 percent."
    post, _, _ = answer(request_.format(material))
    assert post.startswith(material.rstrip("."))
    assert "post" not in post.split("\n\n")[0].lower()


@pytest.mark.parametrize("message", ["hi", "Hello!", "Write a post", "", "🎉", "make it a post"])
def test_too_little_is_answered_with_what_is_needed(message: str) -> None:
    post, talk, ideas = answer(message)
    assert (post, ideas) == ("", 0)
    assert "notes" in talk


def test_a_long_text_is_cut_at_a_whole_block() -> None:
    post, _, _ = answer("\n".join(f"Sentence number {n} tells of a warehouse." for n in range(300)))
    assert len(post) <= POST_MAX
    assert all(block.endswith((".", "?")) or block.startswith("#") for block in post.split("\n\n"))


@examples(60)
@given(st.text(max_size=400))
def test_no_word_is_invented(message: str) -> None:
    post, _, _ = answer(message)
    if not post:
        return
    connective = {
        word
        for pair in QUESTIONS.values()
        for sentence in pair
        for word in re.findall(r"\w+", sentence.lower())
    }
    own = re.sub(r"\W+", "", message.casefold())
    for word in re.findall(r"\w+", re.sub(r"#\w+", "", post).casefold()):
        assert word in own or word in connective


def test_bullets_stay_points_and_numbers_stay_whole() -> None:
    notes = read_notes("- hired 3 people\n- revenue up 12% to $4.2M\n- 1,200 visitors a day")
    assert [item.text for item in notes.items] == [
        "hired 3 people",
        "revenue up 12% to $4.2M",
        "1,200 visitors a day",
    ]
    assert all(item.is_point for item in notes.items)


def test_advice_in_the_middle_is_no_request() -> None:
    text = (
        "We lost a customer in May. Write a post about every failure, we said. "
        "It changed how 40 engineers talk. Share your story."
    )
    post, _, _ = answer(text)
    assert "Write a post about every failure, we said." in post
    assert "Share your story." in post


def test_the_hook_leans_on_nothing_before_it() -> None:
    post, _, _ = answer("Our bakery opened in June. It sold 900 loaves. Nobody expected the queue.")
    assert not post.startswith("It sold")


def test_an_ordinal_ends_no_sentence() -> None:
    post, _, _ = answer("Wir suchen zum 1. März eine Schichtleitung in Bremen. 30 Tage Urlaub.")
    assert "zum 1. März eine" in post


def test_a_transcript_loses_its_speakers() -> None:
    post, _, _ = answer(
        "Anna: our churn is down to 2.1 percent. Ben: support answers in 9 minutes."
    )
    assert post.startswith("Our churn is down to 2.1 percent.")
    assert "Ben" not in post


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("Turn these notes into a post: the launch went well. 300 sign-ups.", "300 sign-ups."),
        ("Announce this in plain words: we are hiring two engineers in Oslo", "We are hiring two"),
        ("Now a post about hiring: we hired 3 people in two weeks", "we hired 3 people in two"),
    ],
)
def test_what_the_page_itself_begins_is_not_part_of_the_post(message: str, kept: str) -> None:
    post, _, _ = answer(message)
    assert kept in post
    assert "post" not in post.lower()
    assert "plain words" not in post


def test_notes_without_a_capital_letter_become_a_well_formed_post() -> None:
    post, _, _ = answer(
        "we moved to bremen in march. it took 6 weeks, and i am proud of anna. nobody got hurt. "
        "customers get parcels one day earlier. what would you have done? #docks"
    )
    hook, *paragraphs, question, hashtags = post.split("\n\n")
    assert hook == "We moved to bremen in march."
    assert " ".join(paragraphs) == (
        "It took 6 weeks, and I am proud of anna. Nobody got hurt. "
        "Customers get parcels one day earlier."
    )
    assert question == "What would you have done?"
    assert hashtags.startswith("#docks")


def test_notes_that_go_on_without_a_full_stop_are_divided_at_their_commas() -> None:
    post, _, _ = answer(
        "we moved our warehouse to bremen in march, it took 6 weeks and 14 people, when it was "
        "done, we lost one forklift and the new dock is wide so customers get parcels a day "
        "earlier, i am proud of anna and her team"
    )
    told = " ".join(post.split("\n\n")[:-2])
    assert "We moved our warehouse to bremen in march." in told
    assert "It took 6 weeks and 14 people, when it was done, we lost" in told
    assert "I am proud of anna and her team." in told


def test_what_leans_on_another_sentence_opens_no_post() -> None:
    post, _, _ = answer("Wir sind umgezogen. Das hat 6 Wochen gekostet. 14 Leute haben geholfen.")
    assert post.startswith("Wir sind umgezogen.\n\nDas hat 6 Wochen gekostet.")
    post, _, _ = answer("Wir haben neue Zähler. Seitdem sanken die Kosten z. B. um 20 Prozent.")
    assert post.startswith(
        "Wir haben neue Zähler.\n\nSeitdem sanken die Kosten z. B. um 20 Prozent."
    )


@pytest.mark.parametrize(
    "message",
    [NOTES, "hi", "Write a post about hiring", "I want to write about our move", "Can you help?"],
)
@pytest.mark.parametrize("draft", ["", "We moved to Bremen."])
def test_at_most_one_question_is_asked_back(message: str, draft: str) -> None:
    assert answer(message, draft)[1].count("?") <= 1


def test_a_line_that_heads_a_list_leads_to_it() -> None:
    post, _, _ = answer("We met on Monday.\n\nWhat we decided\n- one\n- two docks\n- three gates")
    assert "What we decided:\n• One\n• Two docks\n• Three gates" in post


def test_a_sentence_about_what_another_has_named_opens_no_post() -> None:
    first = "The city of Kiel has opened a new depot for cargo bikes."
    post, _, _ = answer(f"{first} The depot cost 2.4 million euros. It was worth it.")
    assert post.startswith(f"{first}\n\nThe depot cost")


@pytest.mark.parametrize(
    "message", ["I want to write about remote work", "Ich möchte über remote work schreiben"]
)
def test_a_vague_wish_is_asked_for_its_facts(message: str) -> None:
    post, talk, _ = answer(message)
    assert post == ""
    assert talk.startswith("Remote work: what did you see or do")


def test_an_emoji_ends_a_sentence() -> None:
    post, _, _ = answer(
        "We shipped it after 14 months 🎉 Thanks to the crew ❤️ Costs fell by 40% 💸"
    )
    assert "Costs fell by 40% 💸\n\nWe shipped it after 14 months 🎉 Thanks to the crew ❤️" in post


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        (
            'Write a reply to this comment: "Great! But how? It took us years." We began with two.',
            "We began with two.",
        ),
        (
            "Reply to this comment: Nice post!\nThanks, we began with two.",
            "Thanks, we began with two.",
        ),
        ("Antworte auf diesen Kommentar: „Toll!“ Danke, wir waren zwei.", "Danke, wir waren zwei."),
        ("Reply to this comment: Nice post!", ""),
    ],
)
def test_a_reply_does_not_say_the_comment_again(message: str, reply: str) -> None:
    brief = Brief.of(wishes(message))
    assert brief.content_type is ContentType.COMMENT_REPLY
    context = Context(turns=(Turn(Author.PERSON, message),), brief=brief)
    events = list(OfflineAssistant().reply(context))
    assert "".join(event.text for event in events if isinstance(event, Write)) == reply


def test_a_figure_keeps_its_name_and_a_link_ends_as_it_does() -> None:
    post, _, _ = answer(
        "Our quarter:\nRevenue: $4.2M (+12%)\nChurn: 3.1%\nNPS: 54\nNew hires: 7\n"
        "Apply at https://acme.example/jobs"
    )
    assert post.startswith("Revenue: $4.2M (+12%).\n\n")
    assert "Our quarter:\n• Churn: 3.1%\n• NPS: 54\n• New hires: 7" in post
    assert "Apply at https://acme.example/jobs\n" in post
