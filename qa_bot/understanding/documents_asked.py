"""Messages about the documents as such: which there are, what they are about, what is new in them."""

import re
from typing import Literal, NamedTuple

DocumentsKind = Literal["documents", "documents_about", "overview", "summary", "what_is_in", "news"]


class DocumentsAsked(NamedTuple):
    """What is asked about the documents as such.

    `subject` is the topic or the document that is named, or since when something is new; None if none is.
    """

    kind: DocumentsKind
    subject: str | None = None


_FILE = r"(?:documents?|docs?|files?|pdfs?)"
_FILES = r"(?:documents|docs|files|pdfs)"
# Documents also have sources, articles and papers; so "your" or "here" must say that the bot's are meant.
_NAMED_FILES = r"(?:documents|docs|files|pdfs|sources|articles|papers|texts|data|info|information|materials?|pages)"
_ALL = rf"(?:everything|it all|all of (?:it|them|this)|(?:all )?(?:of )?(?:the |these |your |my |our |those |this )?(?:{_FILES}|corpus|collection|knowledge base|index))"
_ASK = r"(?:(?:can|could|would|will) you |i (?:want|need|would like) (?:to (?:see|have|get) )?|let me (?:see|have) |(?:can|could|may) i (?:see|have|get) )?"
_SHOW = r"(?:(?:list|show|give|name|display|enumerate|tell|get|find|print)(?: me| us)? )"
_HAVE = (
    r"(?: (?:that |which )?(?:do |have |did |can |are |is |were |was |has )?(?:you|i|we|there|been|in|here|indexed|loaded|available|"
    r"have|got|get|see|know|read|use|ask|about|of|the|this|your|index|corpus|collection|system|database|exist|stored|to|access|now))*"
)
_YOURS = re.compile(r"\b(?:you|your|index|indexed|corpus|collection|here|loaded)\b", re.I)

# "list your files", "show me all the documents please", "documents?"
_LISTED = re.compile(
    rf"{_FILE} list|{_ASK}{_SHOW}?(?:an? |the )?(?:list of |names of |titles of )?(?:all |all of )?(?:the |your |my |these |available |indexed )*{_NAMED_FILES}(?: list)?{_HAVE}",
    re.I,
)
# "which documents do you have?", "how many files are in the index?", "what are your sources?"
_WHICH = re.compile(
    rf"{_ASK}(?:what|which|how many) (?:kinds? of |sorts? of |types? of )?{_NAMED_FILES}{_HAVE}|what (?:are|is) (?:all )?(?:your|the) {_NAMED_FILES}{_HAVE}",
    re.I,
)
_ANYTHING = rf"(?:anything|something|any{_FILE}|(?:any |some )?(?:{_FILE}|information|info|articles?|material|papers?|sources?|data)|any)"
_ON = r"(?:about|on|regarding|concerning|covering|mentioning|related to)"
# "do you have anything about parking?", "any documents on insurance?"
_HAVE_YOU = re.compile(
    rf"(?:(?:do|did|have|can) (?:you|we) (?:have |got |find |know )?|(?:have )?(?:you )?got |(?:is|are) there |there is )?(?:{_ANYTHING} )"
    rf"(?:that (?:is|are) |here |in (?:the|your) {_FILES} )?(?:about|regarding|concerning|covering|mentioning|related to) (?P<about>.+)"
    rf"|(?:do you have|have you|have you got|got|you got) {_ANYTHING} on (?P<on>.+)"
    rf"|(?:is|are) there (?:any )?(?:{_FILE}|information|info) on (?P<on_file>.+)"
    rf"|any (?:{_FILE}|information|info) on (?P<any_on>.+)"
    r"|what (?:do|have) you (?:have |got |know )?(?:about|regarding|concerning) (?P<known>.+)"
    rf"|do(?:es)? (?:the|these|your|any|any of the) {_FILE} (?:say|contain|have|mention|talk) (?:anything |something )?(?:about|on|regarding) (?P<say>.+)"
    rf"|do(?:es)? any (?:of the |of your )?{_FILE} (?:mention|cover|discuss|describe|deal with|refer to) (?P<cover>.+)",
    re.I,
)
# "which documents mention the ceasefire?", "list the documents about the boathouse"
_WHICH_ABOUT = re.compile(
    rf"(?:(?:what|which|how many) |{_ASK}{_SHOW}(?:all )?(?:the |of the |your )?|(?:search|look) for )(?:{_FILE}|papers|articles|sources)(?: (?:that|which|you have|do you have|have you got|are there))*"
    rf"(?: (?:is|are|do|does))?"
    rf" (?:about(?! to\b)|regarding|concerning|on|mentions?|covers?|discuss(?:es)?|talks? about|speaks? (?:about|of)|deals? with|refers? to|describes?|contains?) (?P<about>.+)",
    re.I,
)

_SHORT = r"(?:(?:quick|brief|short|general|concise|good|high-level|one-line|little|complete|full) )*"
_SUMMARY = r"(?:overview|summary|summaries|recap|gist|synopsis|outline|tl;? ?dr|highlights|run-?down|(?:main|key|most important) (?:points|takeaways|messages|facts))"
_GIVE = rf"{_ASK}(?:(?:give|show|tell|get|write|make|provide|have|do)(?: me| us)? )?(?:what (?:is|are) )?(?:the |an? |some )?{_SHORT}"
_SUM_UP = rf"{_ASK}(?:(?:briefly|quickly) )?(?:summari[sz]e|sum up|recap|outline|tl;? ?dr)"
_FOR_ME = r"(?:,? (?:for me|for us|briefly|quickly|shortly|in (?:short|brief)|in (?:\w+ )?(?:few |\d+ |one |two |three |four |five )?(?:words?|sentences?|lines?|bullets?|bullet points|paragraphs?)|now|again))*"
# "give me an overview", "summarise everything", "tl;dr"
_OVERVIEW = re.compile(
    rf"{_GIVE}{_SUMMARY}(?: (?:of|on|for|about) {_ALL})?{_FOR_ME}|{_SUM_UP}(?: {_ALL})?{_FOR_ME}|{_SUM_UP} {_ALL} up{_FOR_ME}"
    # "what are these documents about?", "what's in here?", "what do the documents say?"
    rf"|what (?:is|are) (?:{_ALL}|all this|this all|it all|the content of {_ALL}) (?:all )?(?:about|on)"
    rf"|what (?:is|are) (?:there )?(?:in|inside) (?:here|there|{_ALL})"
    rf"|what (?:do|does|is) {_ALL} (?:say|contain|cover|talk about|deal with|tell(?: me| us)?|have in (?:it|them))"
    r"|what (?:all )?(?:can|could|will) (?:i|we|one) (?:find|learn|read|see|look up)(?: out)?(?: about)? here"
    # "describe the documents", "what topics do you cover?", "what kind of documents are these?"
    rf"|{_ASK}(?:describe|explain) {_ALL}"
    r"|(?:what|which) (?:topics|subjects|themes|areas) can (?:i|we) ask(?: you)?(?: about)?"
    rf"|(?:what|which) (?:topics|subjects|themes|areas|things|content) (?:do|does|are|is) (?:you|they|{_ALL}|there|covered|here)(?: (?:cover|about|discussed|covered|know|have|deal with|here|in here|in {_ALL}))*"
    rf"|(?:what|which) (?:kinds?|sorts?|types?) of {_FILES} (?:are|do) (?:these|they|there|those|you have|here)",
    re.I,
)
# The same of what "this" is, which after another question is that question's subject.
_THIS = re.compile(r"what (?:is|are) (?:this|these|they|it|that)(?: all)? about", re.I)
# "summarise the minutes of May", "tl;dr of the lease", "in short, what does the lease say?"
_OF = re.compile(
    rf"{_GIVE}(?:{_SUMMARY} (?:of|about)|(?:overview|summary|recap|synopsis) (?:on|for)|tl;? ?dr|(?:summary|overview):) (?P<of>.+)"
    rf"|{_SUM_UP}(?: of|:)? (?P<up>.+)|in (?:short|brief|a nutshell),? what (?:does|do) (?P<short>.+) say",
    re.I,
)
# "what is lease.pdf about?", "what's in handbook.docx?", "what does the lease say?": summaries only if this names a document
_WHAT_IS = re.compile(
    rf"what (?:is|are) (?:the )?(?:{_FILE} )?(?P<about>.+?) (?:all )?about|what (?:is|stands) (?:written )?in (?:the )?(?:{_FILE} )?(?P<inside>.+)|what does (?:the )?(?:{_FILE} )?(?P<says>.+) (?:say|contain|cover)",
    re.I,
)

_SINCE = r"(?: (?:since|after) (?P<{0}>.+)| lately| recently| today| now| this week| here| in here|,? (?:in|to|with|among) (?:the|these|your) (?:documents|files|docs|corpus|index|collection))*"
_NEW = re.compile(
    # "what is new?", "any updates?", "what changed since last week?"
    rf"(?:what|anything|something)(?: is| has| have| was| did| else is)?(?: been)? (?:new|changed?|added|updated|different){_SINCE.format('a')}"
    rf"|(?:any |what are the |show me |show |the |list )*(?:news|updates|(?:recent|latest|new|newest) (?:changes|updates|additions|news|{_FILES})){_SINCE.format('b')}"
    # "which documents are new?", "have any documents changed?"
    rf"|(?:which|what) (?:{_FILES}) (?:are|were|have been|was|have|got) (?:been )?(?:the )?(?:new|newest|latest|most recent|added|changed|updated|modified){_SINCE.format('c')}"
    rf"|(?:have|did|has|were) (?:any|some|the|any of the) {_FILES} (?:been )?(?:changed?|added|updated|modified){_SINCE.format('d')}"
    rf"|(?:what are|which are|show me|list|show) (?:the )?(?:newest|latest|most recent|new) {_FILES}"
    # "what's the newest document?", "when were you last updated?", "how old is your data?"
    rf"|(?:what|which) is (?:the|your) (?:newest|latest|most recent) {_FILE}"
    rf"|(?:which|what) {_FILES} (?:were|was) (?:added|changed|updated|modified) last"
    r"|when (?:was|were) (?:you|your (?:data|index|documents|files)|the index) last (?:updated|indexed|changed|refreshed)"
    r"|how (?:old|fresh|recent|current|up to date) (?:is|are) your (?:data|index|documents|information)",
    re.I,
)
_CHANGED = re.compile(r"\bchanged?\b|\badded\b|\bupdated\b|\bdifferent\b", re.I)


def documents_asked(said: str, is_first: bool) -> DocumentsAsked | None:
    """Return what a tidied message asks about the documents as such; None if it asks for what is in them.

    `is_first` says that no question was asked before: later, "what is it about?" goes on with that question.
    """
    if new := _NEW.fullmatch(said):
        since = next((value for value in new.groupdict().values() if value), None)
        named = re.search(rf"\b{_FILES}\b", said, re.I)
        return DocumentsAsked("news", since) if is_first or named or not _CHANGED.search(said) else None
    if found := _WHICH_ABOUT.fullmatch(said) or _HAVE_YOU.fullmatch(said):
        return DocumentsAsked("documents_about", next(value for value in found.groupdict().values() if value))
    if _OVERVIEW.fullmatch(said) or (is_first and _THIS.fullmatch(said)):
        return DocumentsAsked("overview")
    if (_LISTED.fullmatch(said) or _WHICH.fullmatch(said)) and (_YOURS.search(said) or _names_files(said)):
        return DocumentsAsked("documents")
    if found := _OF.fullmatch(said):
        return DocumentsAsked("summary", _named(next(value for value in found.groupdict().values() if value)))
    if found := _WHAT_IS.fullmatch(said):
        return DocumentsAsked("what_is_in", next(value for value in found.groupdict().values() if value))
    return None


def _names_files(said: str) -> bool:
    return bool(re.search(rf"\b(?:{_FILES}|{_FILE} list)\b", said, re.I))


def _named(subject: str) -> str:
    """Return what is to be summed up without what is said of the summary: "the lease in three sentences"."""
    return re.sub(rf"{_FOR_ME}$", "", subject, flags=re.I) or subject
