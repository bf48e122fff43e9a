from qa_bot.documents.blocks import walk
from tests.documents.reading import fields, of_kind, read

YAML = """# the shop
replicas: 3  # copies
server:
  # port of the web server
  port: 8080
  hosts:
    - a.example.org
    - b.example.org
  tls:
    "min version": 1.2
  timeout: 30s
services:
- name: web
  image: web:1.2
- name: db
  image: pg
script: |
  echo hi: there
  exit 0
"""


def paths(document):
    """Return the headings above each field, and the field."""
    found = []

    def go(blocks, above):
        here = list(above)
        for block in blocks:
            if block.kind == "heading":
                here.append(document.text[block.start : block.end])
            elif block.kind == "field":
                found.append((tuple(here), document.text[block.start : block.end]))
            else:
                go(block.children, here)

    go(document.blocks, ())
    return found


def test_settings_of_yaml_are_fields_in_their_sections():
    document = read("a.yaml", YAML)[0]
    assert document.text == YAML
    assert paths(document)[1:5] == [
        (("server",), "# port of the web server\n  port: 8080"),
        (("server",), "hosts:\n    - a.example.org\n    - b.example.org"),
        (("server", "tls"), '"min version": 1.2'),
        (("server",), "timeout: 30s"),
    ]
    assert ("replicas", "3") in fields(document)
    assert ("script", "echo hi: there\n  exit 0") in fields(document)


def test_the_items_of_a_list_are_records():
    document = read("a.yml", YAML)[0]
    records = [document.text[b.start : b.end] for b in walk(document.blocks) if b.kind == "record"]
    assert "name: web\n  image: web:1.2" in records
    assert "name: db\n  image: pg" in records


def test_a_template_that_is_no_yaml_keeps_its_fields():
    document = read("a.yaml", "a: {{ .Values.a }}\n{{- if x }}\nb: 2\n{{- end }}\n")[0]
    assert ("b", "2") in fields(document)


TOML = """title = "Shop" # its name

# How the server runs
[server]
port = 8080
hosts = [
  "a.example.org",
]
"""


def test_settings_of_toml_are_fields_under_the_name_of_their_section():
    document = read("a.toml", TOML)[0]
    assert document.text == TOML
    assert of_kind(document, "heading") == ["server"]
    assert paths(document) == [
        ((), 'title = "Shop" # its name'),
        (("server",), "port = 8080"),
        (("server",), 'hosts = [\n  "a.example.org",\n]'),
    ]


def test_settings_of_ini_env_and_properties_are_fields():
    assert fields(read("a.ini", "; all\n[core]\n\tbare = false\npath: /a\n  /b\n")[0]) == [
        ("bare", "false"),
        ("path", "/a\n  /b"),
    ]
    assert fields(read("prod.env", 'export A=1\nB="x y"\n')[0]) == [("A", "1"), ("B", '"x y"')]
    assert fields(read("a.properties", "app.name = Shop\napp.text = one \\\n  two\n")[0])[0] == ("app.name", "Shop")


def test_a_log_is_its_entries_with_the_traces_that_belong_to_them():
    log = "2024-06-01 02:15:10 \x1b[31mERROR\x1b[0m no space\nTraceback:\n  File x\nOSError: full\n2024-06-01 02:16:00 INFO done\n"
    document = read("server.log", log)[0]
    assert of_kind(document, "log_line") == [
        "2024-06-01 02:15:10 ERROR no space\nTraceback:\n  File x\nOSError: full",
        "2024-06-01 02:16:00 INFO done",
    ]
    assert of_kind(read("server.log.1", "starting\nlistening on 80\n  at foo\n")[0], "log_line") == [
        "starting",
        "listening on 80\n  at foo",
    ]


def test_subtitles_are_sentences_after_the_time_at_which_they_begin():
    srt = "1\n00:00:01,000 --> 00:00:04,000\n<i>A good wall</i>\n\n2\n00:00:04,500 --> 00:00:06,000\nloses one sixth.\n\n"
    srt += "3\n01:01:05,0 --> 01:01:07,000\nNext point.\n"
    assert read("a.srt", srt)[0].text == "[00:00:01] A good wall loses one sixth.\n[01:01:05] Next point."
    vtt = "WEBVTT - Talk\n\nNOTE x\n\n00:05.000 --> 00:07.000 align:start\n<v Ann>Hello &amp; welcome.\n\n00:07.000 --> 00:09.000\n<v Bob>Hi.\n"
    document = read("a.vtt", vtt)[0]
    assert document.text == "[00:00:05] Ann: Hello & welcome.\n[00:00:07] Bob: Hi."
    assert of_kind(document, "speaker") == ["[00:00:05] Ann:", "[00:00:07] Bob:"]
