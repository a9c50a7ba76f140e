"""One page for all tests of a file, on the desk with scripted answers."""

import pytest


@pytest.fixture(scope="module")
def reader(browser, address, lasting_desk, watch):
    """One page for all tests of a file, since Gradio takes seconds to start; each puts it into the state it needs."""
    lasting_desk.mend()
    lasting_desk.scripted.gate.set()
    page = browser.new_page()
    found = watch(page)
    page.goto(address)
    page.get_by_role("textbox", name="Your question").wait_for()
    yield page
    page.close()
    assert found == []


@pytest.fixture
def fresh(reader, lasting_desk):
    """The shared page with a new conversation, in a window of 1280 by 800."""
    lasting_desk.scripted.gate.set()
    reader.set_viewport_size({"width": 1280, "height": 800})
    reader.emulate_media(color_scheme="light", reduced_motion="no-preference")
    if reader.locator(".co-answer").count():
        reader.locator("#co-new").click()
    reader.locator(".co-welcome").wait_for()
    reader.get_by_role("textbox", name="Your question").fill("")
    lasting_desk.scripted.asked.clear()
    yield reader
    lasting_desk.scripted.gate.set()
