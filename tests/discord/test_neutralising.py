import pytest

from qa_bot.discord_bot.outgoing.text import BREAK, escape, guard_start, one_line, readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@everyone and @here", f"@{BREAK}everyone and @{BREAK}here"),
        (
            "<@80351110224678912> <@!80351110224678912>",
            f"<{BREAK}@{BREAK}80351110224678912> <{BREAK}@{BREAK}!80351110224678912>",
        ),
        ("<@&165511591545143296>", f"<{BREAK}@{BREAK}&165511591545143296>"),
        ("<#103735883630395392>", f"<{BREAK}#103735883630395392>"),
        ("</ask:816437322781949972>", f"<{BREAK}/ask:816437322781949972>"),
        ("<:mmLol:216154654256398347> <a:b:1>", f"<{BREAK}\\:mmLol:216154654256398347> <{BREAK}a\\:b:1>"),
        ("<t:1618953630:R>", f"<{BREAK}t:1618953630:R>"),
        ("<id:customize>", f"<{BREAK}id:customize>"),
        (":tada: and 10:30:45", "\\:tada: and 10:30:45"),
    ],
    ids=["everyone", "user", "role", "channel", "command", "emoji", "time", "navigation", "emoji-name"],
)
def test_nothing_is_mentioned(text, shown):
    assert escape(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[free](https://evil.example/x)", "[free]\\(https:\\//evil.example/x)"),
        ("see https://evil.example", "see https:\\//evil.example"),
        ("<https://evil.example>", f"<{BREAK}https:\\//evil.example>"),
        ("discord.gg/abc", "discord\\.gg/abc"),
        ("Discord.com/invite/abc", "Discord\\.com/invite/abc"),
        ("https://discordapp.com/invite/abc", "https:\\//discordapp\\.com/invite/abc"),
        ("steam://run/1", "steam:\\//run/1"),
        ("<mail@evil.example> <+4930123>", f"<{BREAK}mail@evil.example> <{BREAK}+4930123>"),
    ],
    ids=["masked", "bare", "angled", "invite", "invite-page", "invite-link", "scheme", "mail-and-phone"],
)
def test_nothing_links_out(text, shown):
    assert escape(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** *it* __under__ _it_", "\\*\\*bold\\*\\* \\*it\\* \\_\\_under\\_\\_ \\_it\\_"),
        ("~~gone~~ ||hidden||", "\\~\\~gone\\~\\~ \\|\\|hidden\\|\\|"),
        ("```sh\nrm\n```", "\\`\\`\\`sh\nrm\n\\`\\`\\`"),
        ("# Big\n## Less\n-# small", "\\# Big\n\\## Less\n\\-# small"),
        ("> said\n>>> all", "\\> said\n\\>>> all"),
        ("- one\n  - two\n* three\n7. four", "\\- one\n  \\- two\n\\* three\n7\\. four"),
        ("a \\ b", "a \\\\ b"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
    ],
    ids=["emphasis", "strike-and-spoiler", "fence", "heading", "quote", "list", "backslash", "empty-lines"],
)
def test_nothing_is_formatted(text, shown):
    assert escape(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Turkey and Russia agreed, on 22 July - in Ankara - to talk. [1] [12]",
        "002_30507fdfd98f20b1.txt, snake_case_name and a.b@example.com",
        "It costs 5 # 3 and 3. after that: 12:30:45 (x < y).",
        "Erdoğan’s “words” naïve 你好 مرحبا می‌خواهم क्‍ष 👩‍👩‍👧 🇩🇪 ❤️",
    ],
    ids=["prose-and-markers", "names", "numbers", "scripts-and-emoji"],
)
def test_ordinary_words_stay_as_they_are(text):
    assert escape(text) == text


def test_a_mention_hidden_behind_invisible_characters_is_found():
    assert escape("@\u200deveryone") == f"@{BREAK}everyone"
    assert escape("dis\u00adcord.\u2060gg/abc") == "discord\\.gg/abc"


def test_hidden_and_reordering_characters_go():
    assert readable("a\x00\x1b[31mb\u202ec\u200bd\ufeffe\u2066f\U000e0041g\u3164h") == "a[31mbcdefgh"


def test_line_breaks_of_every_kind_are_line_breaks():
    assert readable("a\r\nb\rc\u2028d\x0be\x85f") == "a\nb\nc\nd\ne\nf"


def test_a_tower_of_accents_is_cut():
    assert readable("Z" + "\u0301" * 50 + "!") == "Z" + "\u0301" * 4 + "!"


def test_a_lone_surrogate_cannot_break_the_sending():
    assert escape("a\ud800b").encode("utf-8") == b"ab"


def test_the_start_of_a_message_is_guarded_like_a_line():
    assert guard_start("# 5 of them\n# ours") == "\\# 5 of them\n# ours"
    assert guard_start("\\# 5") == "\\# 5"


def test_a_label_is_one_line():
    assert one_line(" a\n\tb\u202e  c ") == "a b c"
