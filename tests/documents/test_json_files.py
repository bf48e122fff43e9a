import json

import pytest

from qa_bot.documents.document import UnreadableFileError
from tests.documents.reading import of_kind, read


def texts(name, value):
    return {document.part: document.text for document in read(name, value if isinstance(value, str) else json.dumps(value))}


def test_values_keep_their_keys_true_and_false_and_numbers_as_written():
    text = '{"name": "Hut", "wifi": false, "sauna": true, "price": 12.50, "phone": null, "address": {"city": "Ayle"}, "tags": ["a", "b"]}'
    assert texts("a.json", text) == {
        "1": "name: Hut\nwifi: false\nsauna: true\nprice: 12.50\naddress.city: Ayle\ntags: a, b",
    }


def test_records_inside_a_record_are_documents_with_the_name_of_what_they_belong_to():
    found = texts("a.json", {"hotel": "Mill", "rooms": [{"name": "Aster", "beds": [{"width": 90}]}, {"name": "Birch"}]})
    assert found == {
        "1": "hotel: Mill",
        "1.1": "hotel: Mill\nrooms.name: Aster",
        "1.1.1": "hotel: Mill\nrooms.name: Aster\nrooms.beds.width: 90",
        "1.2": "hotel: Mill\nrooms.name: Birch",
    }


def test_a_broken_line_loses_itself_alone_and_is_named():
    documents = read("a.jsonl", '{"text": "one fact"}\n{"text": "broken\n\n{"text": "another fact"}\n')
    assert [(document.part, document.text) for document in documents] == [("1", "one fact"), ("4", "another fact")]
    assert documents[0].notes == ("line 2 is not JSON",)


def test_objects_that_take_several_lines_each_are_read():
    assert texts("a.jsonl", '{\n"text": "one fact"\n}\n{\n"text": "another fact"\n}\n') == {
        "1": "one fact",
        "2": "another fact",
    }


def test_a_file_of_broken_lines_is_refused_with_the_first():
    with pytest.raises(UnreadableFileError, match="line 1 is not JSON"):
        read("a.jsonl", "{oops\n")


def test_objects_one_after_another_are_read():
    assert texts("a.json", '{"text": "one fact"}\n{"text": "another fact"}') == {"1": "one fact", "2": "another fact"}


def test_what_follows_the_objects_and_is_no_json_is_named():
    documents = read("a.json", '{"text": "one fact"}\n{"text": bad}')
    assert documents[0].notes == ("what stands from line 2 on is not JSON and was not read",)


def test_lists_in_a_list_are_rows():
    assert texts("a.json", [["name", "count"], ["nail", 3], ["bolt", 4]]) == {
        "1": "name: nail\ncount: 3",
        "2": "name: bolt\ncount: 4",
    }


CHATS = {
    "discord": {
        "channel": {"name": "general"},
        "messages": [
            {"author": {"name": "mara", "nickname": "Mara"}, "timestamp": "2024-02-01T10:11", "content": "berth 8 is free"}
        ],
    },
    "slack": [{"user": "U1", "user_profile": {"real_name": "Mara"}, "ts": "1706782260.000100", "text": "berth 8 is free"}],
    "telegram": {
        "messages": [
            {"from": "Mara", "date": "2024-02-01T10:11", "text": ["berth ", {"type": "bold", "text": "8"}, " is free"]}
        ]
    },
}


@pytest.mark.parametrize("chat", CHATS.values(), ids=CHATS)
def test_a_chat_is_messages_with_their_authors_and_times(chat):
    document = read("a.json", json.dumps(chat))[0]
    message = of_kind(document, "message")[-1]
    assert message.startswith("Mara (2024-02-01")
    assert message.endswith("): berth 8 is free")


def test_parts_of_messages_that_are_left_out_are_named():
    chat = [{"author": "mara", "timestamp": "2024-02-01T10:11", "content": "hello", "reactions": [{"emoji": "x"}]}]
    assert "reactions" in read("a.json", json.dumps(chat))[0].notes[0]


@pytest.mark.parametrize("data", ["[" * 100_000, '{"a":' * 100_000], ids=["lists", "objects"])
def test_deep_nesting_is_refused(data):
    with pytest.raises(UnreadableFileError, match="nested too deeply"):
        read("a.json", data)


def test_records_by_their_names_are_rows_of_one_table():
    assert texts("a.json", {"lamps": {"hall": {"watts": 7}, "attic": {"watts": 4}}}) == {
        "1.1": "lamps: hall\nlamps.watts: 7",
        "1.2": "lamps: attic\nlamps.watts: 4",
    }


def test_settings_in_groups_are_a_record_a_group():
    document = read("a.json", json.dumps({"server": {"port": 80, "host": "x"}, "cache": {"ttl": 600}, "debug": True}))[0]
    assert of_kind(document, "record") == ["server.port: 80\nserver.host: x", "cache.ttl: 600", "debug: true"]
