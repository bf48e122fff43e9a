"""Tell from its letters which of the encodings before UTF-8 a text was written in."""

import re
from typing import NamedTuple

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"


class _Alphabet(NamedTuple):
    """The letters outside ASCII that a language is written with, its frequent ones first, and its encodings."""

    letters: str
    frequent: int
    encodings: tuple[str, ...]


_WESTERN, _CENTRAL, _BALTIC = ("cp1252",), ("cp1250", "iso8859_2"), ("cp1257", "iso8859_13")
# In doubt the first one wins.
_ALPHABETS = (
    _Alphabet("éèàêçùâîôûëïœæÿü", 5, _WESTERN),  # French
    _Alphabet("üäößé", 4, _WESTERN),  # German
    _Alphabet("áíóéñúü¿¡ºª", 6, _WESTERN),  # Spanish
    _Alphabet("ãçáéóêíúâõàôü", 6, _WESTERN),  # Portuguese
    _Alphabet("àèùòéìî", 5, _WESTERN),  # Italian
    _Alphabet("äöåéøæü", 5, _WESTERN),  # Danish, Norwegian, Swedish, Finnish
    _Alphabet("éëïóöüèç", 3, _WESTERN),  # Dutch
    _Alphabet("ðáíóþæúéýö", 7, _WESTERN),  # Icelandic
    _Alphabet("ółęążśćńź", 6, _CENTRAL),  # Polish
    _Alphabet("íáéýěžšůčřúňťďóäĺľôŕ", 10, _CENTRAL),  # Czech, Slovak
    _Alphabet("áéöóőíüúű", 5, _CENTRAL),  # Hungarian
    _Alphabet("čšžćđ", 4, _CENTRAL),  # Croatian, Slovene
    _Alphabet("ăîâșțşţ", 5, _CENTRAL),  # Romanian
    _Alphabet("ıüşçğöâİîû", 6, ("cp1254",)),  # Turkish
    _Alphabet("ėšįąžųūčę", 6, _BALTIC),  # Lithuanian
    _Alphabet("āīšēņļūžģčķ", 6, _BALTIC),  # Latvian
    _Alphabet("оеаинтсрвл" + _CYRILLIC + "ёіїєґў", 10, ("cp1251", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic")),
    _Alphabet("αοιεητσνςρ" + "βγδζθκλμξπυφχψωάέήίόύώ", 10, ("cp1253", "iso8859_7")),
    _Alphabet("יוהלאמרתבש" + "גדזחטכנסעפצקךםןףץ", 10, ("cp1255", "iso8859_8")),
    _Alphabet("اليمونرتبة" + _ARABIC, 10, ("cp1256", "iso8859_6")),
)
# What is written between the words of any language.
_MARKS = frozenset("“”„‚‘’«»‹›–—…•·€£§°©®™ \u200e\u200f¿¡²³½¼¾×±ºª¹´`")
_EAST_ASIAN = (
    ("euc_jis_2004", re.compile("[ぁ-んァ-ヴー]"), 0.2),
    ("cp932", re.compile("[ぁ-んァ-ヴー]"), 0.2),
    ("cp949", re.compile("[가-힣]"), 0.6),
    ("gb18030", re.compile("[的一是不了在人有我他这中大来上国和]"), 0.04),
    ("big5hkscs", re.compile("[的一是不了在人有我他這中大來上國和]"), 0.04),
)
# This much of a text is looked at.
SAMPLE_BYTES = 200_000


def decode_legacy(data: bytes) -> str:
    """Return a text that is not UTF-8, in the encoding that its letters fit best, Windows-1252 in doubt."""
    if b"\x1b$B" in data:
        try:
            return data.decode("iso2022_jp")
        except UnicodeDecodeError:
            pass
    return _east_asian(data) or _single_byte(data)


def _east_asian(data: bytes) -> str | None:
    for encoding, usual, share in _EAST_ASIAN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [c for c in text if c > "\x7f"]
        narrow = sum("｡" <= c <= "ﾟ" for c in foreign)
        if foreign and len(usual.findall(text)) >= share * len(foreign) and narrow < 0.1 * len(foreign):
            return text
    return None


def _single_byte(data: bytes) -> str:
    sample = data[:SAMPLE_BYTES]
    best, best_fit = "cp1252", float("-inf")
    for alphabet in _ALPHABETS:
        for encoding in alphabet.encodings:
            fit = _fit(sample.decode(encoding, "replace"), alphabet)
            if fit > best_fit:
                best, best_fit = encoding, fit
    try:
        return data.decode(best)
    except UnicodeDecodeError:
        return data.decode("latin-1" if best == "cp1252" else best, "strict" if best == "cp1252" else "replace")


def _fit(text: str, alphabet: _Alphabet) -> float:
    """Return how well the characters outside ASCII fit an alphabet: more for frequent letters, less for what is odd."""
    frequent, letters = frozenset(alphabet.letters[: alphabet.frequent]), frozenset(alphabet.letters)
    fit = 0.0
    for match in re.finditer(r"[^\x00-\x7f]", text):
        c, place = match[0], match.start()
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        low = c.lower()
        if low in letters:
            fit += 1.0 if low in frequent else 0.6
            if c.isupper() and before.islower():
                fit -= 1.0
        elif c in _MARKS:
            fit -= 1.0 if before.isalpha() and after.isalpha() and c not in "’‘´·" else 0.0
        else:
            fit -= 1.0
    return fit
