"""What stands beside an answer and is none: a hint, or something that may be another answer."""

from ingest.block_signs import is_no_word, mark_in
from ingest.headers import HeaderBook, Meaning
from ingest.readings import date_of, read_answer
from ingest.record_signs import is_answer
from schemas.codebook import SEPARATOR, Codebook
from schemas.text import folded


def may_be_answer(text: str, meaning: Meaning, headers: HeaderBook, codebook: Codebook) -> bool:
    """Whether a text beside the answer to a question may be another one: a tick, an answer that can
    be read, or no words at all.  A list of nearly all options is none."""
    if meaning.name == "return_date":
        return date_of(text) is not None
    words = codebook.words
    kinds = codebook.of_kind("one", "several", "number", "date")
    question = next((each for each in kinds if each.name == meaning.name), None)
    plain = folded(text)
    if question is None or plain in words.hint | words.no_date:
        return False
    if mark_in(text, words) is not None or plain in words.not_known or is_no_word(text):
        return True
    if not is_answer(text, meaning, codebook):
        return False
    options = set(headers.choices.get(meaning.name, {}).values())
    value = str(read_answer(question, text, words).value)
    return not options or len(value.split(SEPARATOR)) < len(options) - 2
