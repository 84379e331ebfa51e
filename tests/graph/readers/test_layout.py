"""The layout of articles: precision first."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.readers.layout import blocks

SENTENCE = "The ministers of the two countries met in Geneva on Thursday, officials said."


def layout(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in blocks(text)]


def kinds(text: str) -> list[str]:
    return [block.kind for block in blocks(text)]


FURNITURE = [
    "Also Read: Steel Makers Warn Of Slower Year",
    "ALSO READ | Steel makers said to be slow",
    "Read Next:",
    "Read more",
    "Read more about tariffs here",
    "Related: Steel makers said to be slow",
    "SEE ALSO: Ten charts on trade",
    "Watch: Ministers shake hands",
    "Advertisement",
    "ADVERTISEMENT - SCROLL TO CONTINUE",
    "Story continues below advertisement",
    "Sponsored Content",
    "Sign up for our newsletter",
    "Subscribe now",
    "Subscribe to our daily briefing for more.",
    "Already a subscriber? Log in",
    "You have 3 free articles left this month.",
    "Get unlimited access for a small price.",
    "Get the best of our reporting in your inbox every morning.",
    "Get the Tools to Trade the News—Live With Our Team on Friday, June 6.",
    "Trade smarter with our free alerts.",
    "Follow us on Facebook",
    "Follow Example Daily on X for more news",
    "Share this article",
    "Facebook Twitter LinkedIn Email",
    "Share | Tweet | Print",
    "12 Comments",
    "Leave a comment",
    "Comments (12)",
    "Join the conversation",
    "© 2025 Example Daily. All rights reserved.",
    "Copyright 2025 Example Daily",
    "Copyright (c) Example Daily",
    "All rights reserved.",
    "Terms of use | Privacy policy",
    "Example Daily does not provide investment advice.",
    "This article is for informational purposes only.",
    "Market data brought to you by Example Data",
    "This content was produced with the help of AI and checked by our editors.",
    "Image created using artificial intelligence.",
    "Photo: Example Agency",
    "Image via Example Pictures",
    "Photo by Example Agency/Getty Images",
    "AP Photo/Example",
    "Getty Images",
    "(Reporting by Example Name in Geneva; editing by Other Name)",
    "Reporting by Example Name; Editing by Other Name",
    "Additional reporting by Example Name and Other Name",
    "Example Wire contributed to this report.",
    "This story has been updated.",
    "By Example Name",
    "By Example Name and Other Name, Example Wire",
    "BY EXAMPLE NAME",
    "By Our Correspondent",
    "By Example Name | June 5, 2025",
    "June 5, 2025",
    "Thursday, 5 June 2025 10:32 AM EDT",
    "Published: 2025-06-05 10:32",
    "Updated 3 hours ago",
    "5 min read",
    "https://example.org/world/1",
    "desk@example.org",
    "#tariffs #trade",
    "Home > World > Europe",
    "Skip to content",
    "Tags: trade, tariffs",
    "| Steel | 25% |",
    "* * *",
    "----",
    "Key points",
    "KEY TAKEAWAYS:",
    "Example Key Points",
]  # fmt: skip

SENTENCES = [
    SENTENCE,
    "Copyright rules divide EU and US, officials said.",
    "Copyright law in the EU changed in 2019, and Google sued.",
    "Related industries in China suffered from the tariffs.",
    "Advertisement spending in Russia fell after the sanctions.",
    "Read more than anything else as a threat, the speech alarmed Seoul.",
    "Follow-up talks between Iran and the EU will begin on Monday.",
    "Share prices fell after China imposed tariffs.",
    "Comments by Russia's foreign minister angered Paris.",
    "By Friday, Israel had struck forty sites in Lebanon.",
    "By Monday Evening Israel had struck forty sites, the army said.",
    "June 5 talks between the U.S. and China collapsed.",
    "Photos by Reuters show that the bridge was destroyed.",
    "Images from Gaza show destroyed houses.",
    "Reporting by The Associated Press found that Russia had bombed the theatre.",
    "Home to two million people, Gaza is governed by Hamas.",
    "Getty Images sued an American company in London.",
    "The bank does not provide investment advice, the ministry said.",
    "Join us or leave, Turkey told Sweden.",
    "Get the troops out, Iraq's parliament demanded.",
    "Sources told the agency that Iran had fired missiles.",
    "With reporting from the front restricted, Kyiv released its own figures.",
    "Updated sanctions on Russia took effect in March 2024.",
    "The report was written with the help of AI, the ministry said.",
    "More from the ministry is expected on Friday.",
    "No comment came from Beijing.",
    "This article of the treaty was drafted by France.",
    "Subscribers of the Russian gas company protested.",
    "Tariffs of 25% hit Canada.",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    assert layout(line) == [("furniture", line)]
    assert kinds(f"{SENTENCE}\n\n{line}\n\n{SENTENCE}") == ["body", "furniture", "body"]


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_are_never_furniture(line: str) -> None:
    assert layout(line) == [("body", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Diplomatic Contacts Resume After Weeks of Silence",
        "Talks With the U.S.",
        "What Comes Next?",
        "Background",
        "India strikes nine sites in Pakistan",
        "What we know so far about the ceasefire",
    ],
)
def test_headlines_stand_above_paragraphs(line: str) -> None:
    assert layout(f"{SENTENCE}\n{line}\n{SENTENCE}")[1] == ("headline", line)


def test_a_line_in_sentence_case_at_the_end_is_body() -> None:
    assert kinds(f"{SENTENCE}\nIndia struck nine sites in Pakistan") == ["body", "body"]


def test_markdown_headings_lose_their_mark() -> None:
    assert layout(f"## A long dispute\n{SENTENCE}")[0] == ("headline", "A long dispute")
    assert kinds(f"## Key points\n- One.\n\n{SENTENCE}") == ["furniture", "keypoint", "body"]


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "– ", "•"])
def test_key_points_at_the_top_start_behind_their_mark(mark: str) -> None:
    text = f"{mark}Ministers met.\n{mark}They agreed.\n{mark}Get the Tools You Need Today.\n{SENTENCE}"
    assert layout(text)[:3] == [
        ("keypoint", "Ministers met."),
        ("keypoint", "They agreed."),
        ("furniture", "Get the Tools You Need Today."),
    ]


def test_bullets_elsewhere() -> None:
    assert kinds(f"- Alone at the top.\n{SENTENCE}") == ["body", "body"]
    assert kinds(f"{SENTENCE}\n- One.\n- Two.") == ["body", "body", "body"]
    assert kinds(f"{SENTENCE}\nKey takeaways\n- One.\n{SENTENCE}\n- Two.") == [
        "body", "furniture", "keypoint", "body", "body",
    ]  # fmt: skip


def test_links_below_a_label_go_with_it() -> None:
    text = f"{SENTENCE}\nRead Next:\nSteel Makers Warn of Slower Year\n{SENTENCE}"
    assert kinds(text) == ["body", "furniture", "furniture", "body"]
    text = f"{SENTENCE}\nRelated stories\n- Steel makers warn\n- Chips are scarce\nA New Round\n{SENTENCE}"
    assert kinds(text) == ["body", "furniture", "furniture", "furniture", "headline", "body"]
    assert kinds(f"Related\n{SENTENCE}") == ["furniture", "body"]


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON, June 5 (Example Wire) - ",
        "BEIJING, March 10 (Xinhua) -- ",
        "NEW DELHI, May 7 - ",
        "NEW DELHI/ISLAMABAD, May 10 - ",
        "KYIV, Ukraine (AP) — ",
        "GENEVA (Example Wire) — ",
        "Geneva (Example Wire) - ",
        "MOSCOW. May 21 (Example) - ",
        "WASHINGTON — ",
        "WASHINGTON, 5 JUNE 2025 – ",
        "(Example Wire) - ",
        "June 5 (Example Wire) - ",
        "NEW DELHI: ",
    ],
)
def test_a_dateline_is_not_part_of_its_sentence(dateline: str) -> None:
    assert layout(dateline + SENTENCE) == [("furniture", dateline.strip()), ("body", SENTENCE)]


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the Western alliance — said it would send troops.",
        "OPEC - Russia is no member - cut its output.",
        "TALKS — which began in May — failed.",
        "U.S. - China talks failed.",
        "Trump - Xi talks failed.",
        "Iran (and Oman) - but not Iraq - signed.",
    ],
)
def test_what_looks_like_a_dateline_but_is_none(line: str) -> None:
    assert layout(line) == [("body", line)]


def test_a_speaker_further_down_is_no_dateline() -> None:
    assert layout(f"{SENTENCE}\nMINISTER: We will not sign.")[1] == ("body", "MINISTER: We will not sign.")


@pytest.mark.parametrize(
    "tail",
    [
        "(Reporting by Example Name in Geneva; Editing by Other Name)",
        "© 2025 Example Wire",
        "All rights reserved.",
        "(AP Photo/Example)",
        "(Example Name/Getty Images)",
        "Also Read: Steel Makers Warn of Slower Year",
    ],
)
def test_credits_behind_the_last_sentence_are_cut_off(tail: str) -> None:
    assert layout(f"{SENTENCE} {tail}") == [("body", SENTENCE), ("furniture", tail)]


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "The ministers of the two countries met in Geneva on Thursday and\n"
        "said that they would hold another round of talks next month in\n"
        "the same city.\n\n"
        "- They agreed on the agenda of the next meeting, according to\n"
        "  officials at the table.\n"
        "- They did not agree on steel.\n"
    )
    assert [(b.kind, b.start, text[b.start : b.end].count("\n")) for b in blocks(text)] == [
        ("body", 0, 2),
        ("body", text.index("They agreed"), 1),
        ("body", text.index("They did"), 0),
    ]


def test_short_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    assert len(blocks("India struck nine sites.\nPakistan shot down five jets.\nBoth agreed to stop.\n")) == 3


def test_nothing_to_lay_out() -> None:
    assert blocks("") == blocks(" \n\t\n") == ()


LINES = st.sampled_from(
    [
        *FURNITURE,
        *SENTENCES,
        "",
        " ",
        "- ",
        "• One.",
        "## A",
        "#",
        "A B",
        "NEW DELHI: X.",
        "(AP) - ",
        "x © 2024 y",
        "\u2028",
        "\r",
    ]
)


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join), st.lists(st.text(max_size=12)).map("\n".join)))
@example("- -")
@example("# \u2028")
@example("•\x1f")
@example("NEW DELHI: -")
@example("\u0130 NEW\n\u0130x")
def test_blocks_are_ordered_apart_trimmed_and_miss_no_letter(text: str) -> None:
    end = 0
    rest = list(text)
    for block in blocks(text):
        said = text[block.start : block.end]
        assert end <= block.start < block.end
        assert said == said.strip()
        rest[block.start : block.end] = [" "] * len(said)
        end = block.end
    assert not any(map(str.isalnum, rest))


@given(st.lists(st.sampled_from(SENTENCES), min_size=1))
def test_sentences_stay_whatever_stands_around_them(lines: list[str]) -> None:
    text = "\n".join(["Advertisement", *lines, "© 2025 Example Daily"])
    assert [said for kind, said in layout(text) if kind != "furniture"] == lines
