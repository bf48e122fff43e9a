"""What is a label and what its value, in every format: "Phone: 555 0166" is a field, a sentence behind a catchword is none."""

import re

MOST_LABEL_WORDS = 5
# A value of more words that is a sentence is prose under a catchword.
MOST_VALUE_WORDS = 14
# "156, 22 July 2020, Joint Statement of the Governments ..." names a document, whatever label its number has.
FEWEST_TITLE_WORDS = 8
_COUNTED_TITLE = re.compile(r"\W?\d[\w/.-]*,\s[^,]+,\s")


def is_counted_title(value: str) -> bool:
    """Tell whether a value is the title of a document behind its number, and so no value."""
    return bool(_COUNTED_TITLE.match(value)) and len(value.split()) >= FEWEST_TITLE_WORDS
