from ingest.blocks import Heading, Item, ListBlock, Paragraph
from ingest.outline import outline, title_of

TEXT = Paragraph(text="A leader answers for results.")


def h(text, level=2):
    return Heading(level=level, text=text)


def headings(blocks):
    return ["#" * block.level + " " + block.text for block in outline(blocks) if isinstance(block, Heading)]


def bullets(*texts, labels=()):
    labels = labels or [""] * len(texts)
    return ListBlock(items=tuple(Item(text=text, label=label) for text, label in zip(texts, labels, strict=True)))


def test_a_text_without_a_title_is_called_what_most_of_its_headings_say():
    blocks = [
        Paragraph(text="How sales vs marketing is decided."),
        h("Pros of Sales"),
        TEXT,
        h("Sales vs Marketing Summary"),
        TEXT,
        h("Sales vs Marketing in a Table"),
    ]
    assert title_of(blocks) == "Sales vs Marketing Summary"
    assert title_of([TEXT, h("Conclusion"), TEXT, h("Scope of It")]) == ""
    assert title_of([TEXT]) == ""


def test_the_caption_of_a_lost_image_is_dropped_and_other_empty_headings_stay():
    assert headings([h("The Value of Sales Alignment"), TEXT, h("of Sales Alignment"), h("Steps"), TEXT]) == [
        "## The Value of Sales Alignment",
        "## Steps",
    ]
    assert headings([h("The Value of Sales"), TEXT, h("Sales"), h("Steps"), TEXT])[1] == "## Sales"


def test_two_headings_over_one_list_get_their_own_part_of_it():
    blocks = [
        h("The Post"),
        Paragraph(text="Aligning plans and driving growth is the work."),
        h("Duties of a CRO Skills of a CRO"),
        bullets("Align plans", "Drive growth", "Strong will", "Sense of timing"),
    ]
    assert headings(blocks) == ["## The Post", "### Duties of a CRO", "### Skills of a CRO"]
    assert [len(block.items) for block in outline(blocks) if isinstance(block, ListBlock)] == [2, 2]


def test_a_name_under_a_last_heading_is_no_content_and_a_fact_is():
    sections = [h("One"), TEXT, h("Two"), TEXT, h("Written by")]
    assert headings([*sections, Paragraph(text="Ann Example")]) == ["## One", "## Two"]
    assert headings([*sections, Paragraph(text="Founded in 1990")])[-1] == "## Written by"


def test_headings_that_a_table_names_again_are_the_sections_that_it_sums_up():
    labels = ("Will", "Calm", "Timing")
    blocks = [h("Skills of a Chief")]
    for label in labels:
        blocks += [h(label), TEXT]
    blocks += [h("In Detail"), bullets("Strong.", "Cool.", "Exact.", labels=labels)]
    assert headings(blocks) == ["## Skills of a Chief", "### Will", "### Calm", "### Timing", "### In Detail"]


def test_teasers_at_the_end_belong_to_the_heading_above_them():
    blocks = [h("Conclusion"), TEXT, h("More to Read"), h("On Pay"), TEXT, h("On Teams"), TEXT]
    assert headings(blocks) == ["## Conclusion", "## More to Read", "### On Pay", "### On Teams"]
