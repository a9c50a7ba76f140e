import asyncio
import threading

import pytest

from ui.metrics import Metrics
from ui.page import EXAMPLES, HISTORY, Conversation, kept, questions, said, stopped, up_to, welcome
from ui.shelf import Shelf


def user(text):
    return {"role": "user", "content": text}


def bot(text):
    return {"role": "assistant", "content": text}


@pytest.fixture
def conversation(desk):
    return Conversation(desk, Shelf(), Metrics())


def asked(conversation, text, chat=()):
    async def collect():
        return [shown async for shown in conversation.ask(text, list(chat))]

    return asyncio.run(collect())


def test_an_answer_is_announced_then_revealed_in_growing_parts(conversation):
    chats = asked(conversation, "What does a CMO do?")
    replies = [said(chat[-1]) for chat in chats]
    assert "Looking through the articles" in replies[0]
    assert 1 < sum("co-writing" in reply for reply in replies) <= 4
    assert "co-done" in replies[-1]
    assert all(len(before) < len(after) for before, after in zip(replies[1:], replies[2:], strict=False))


def test_the_reader_s_own_messages_go_along_as_they_were_written(conversation, desk):
    chat = [user("What is <b>R&D</b>?"), bot("<div>One.</div>")]
    first = asked(conversation, "What is <b>R&D</b>?")[-1]
    asked(conversation, "And who do they report to?", first)
    assert desk.scripted.asked[-1].earlier == ("What is <b>R&D</b>?",)
    assert desk.scripted.asked[-1].text == "And who do they report to?"
    assert questions(chat) == ("What is <b>R&D</b>?",)


def test_gradio_s_list_of_parts_is_read_like_a_string(conversation):
    assert questions([{"role": "user", "content": [{"type": "text", "text": "One?"}]}]) == ("One?",)
    assert said({"role": "user", "content": [{"file": "x"}, 3, None]}) == ""


@pytest.mark.parametrize("empty", ["", "  \n\t", "\0", "\ud800"])
def test_an_empty_question_is_not_sent(conversation, desk, empty):
    assert asked(conversation, empty) == [[]]
    assert desk.scripted.asked == []


def test_nuls_and_lone_surrogates_are_cleaned(conversation, desk):
    asked(conversation, "What\0 does\ud83d a CMO do?")
    assert desk.scripted.asked[0].text == "What does a CMO do?"


def test_a_long_question_is_passed_on_whole(conversation, desk):
    asked(conversation, "x" * 20_000)
    assert len(desk.scripted.asked[0].text) == 20_000


def test_a_loading_desk_is_said_to_be_getting_ready(conversation, desk):
    desk.load()
    chats = asked(conversation, "What does a CMO do?")
    assert "Getting the articles ready" in said(chats[0][-1])


def test_a_broken_desk_answers_with_the_command_that_mends_it(conversation, desk):
    desk.break_down("The index is missing. Run corner-office update.")
    assert "<code>corner-office update</code>" in said(asked(conversation, "What does a CMO do?")[-1][-1])


def test_a_fault_is_worded_by_a_reference_and_tells_no_detail(conversation, caplog):
    shown = said(asked(conversation, "crash")[-1][-1])
    assert "secret detail" not in shown
    reference = caplog.records[0].getMessage().rsplit(" ", 1)[1]
    assert reference in shown


def test_answers_are_counted_by_outcome(conversation):
    asked(conversation, "What about Canada?")
    page = conversation.metrics.page().decode()
    assert 'corner_office_answers_total{front="web",outcome="not_covered"} 1.0' in page


def test_a_waiting_question_does_not_hold_up_others(conversation, desk):
    desk.scripted.gate.clear()

    async def both():
        slow = conversation.ask("slow", [])
        await anext(slow)
        waiting = asyncio.ensure_future(anext(slow))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        threading.Timer(0.05, desk.scripted.gate.set).start()
        quick = [chat async for chat in conversation.ask("quick", [])]
        await waiting
        await slow.aclose()
        return quick

    assert "co-done" in said(asyncio.run(both())[-1][-1])


def test_stopping_turns_a_pending_reply_into_a_notice_and_keeps_what_was_revealed():
    pending = [user("q"), bot('<div class="co-answer co-pending"><p>Looking</p></div>')]
    assert "Stopped" in said(stopped(pending)[-1])
    part = [user("q"), bot('<div class="co-answer co-writing">One.</div>')]
    assert said(stopped(part)[-1]) == '<div class="co-answer co-done co-cut">One.</div>'
    whole = [user("q"), bot('<div class="co-answer co-done">One.</div>')]
    assert stopped(whole) == whole
    assert stopped([]) == []


@pytest.mark.parametrize(("index", "left"), [(0, 0), (1, 0), (2, 2), (3, 2), (99, 2), (-5, 0), ([2, 0], 2)])
def test_retry_and_edit_go_back_to_before_the_question(index, left):
    chat = [user("a"), bot("b"), user("c"), bot("d")]
    assert up_to(chat, index) == chat[:left]


def test_the_oldest_messages_go_when_a_chat_is_too_long_to_send():
    chat = [message for _ in range(10) for message in (user("q"), bot("x" * (HISTORY // 4)))]
    assert kept(chat) == chat[-6:]
    assert kept(chat[:4]) == chat[:4]


def test_an_empty_conversation_offers_every_example():
    assert all(f">{example}</button>" in welcome() for example in EXAMPLES)
