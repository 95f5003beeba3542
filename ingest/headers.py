"""Which question, choice or cover field a header names: surely, perhaps, or none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from schemas.codebook import Codebook, CoverField, Question, Words
from schemas.text import folded

_NUMBER_IN_FRONT = re.compile(
    r"theme\s?\d\s?[.:-]?\s*|"
    r"(?:(?:q|question|item)\s?)?\(?\d{1,2}(?:\.\d{1,2})*\s?[a-h]?(?:[.):]|\s?-)*\s+|"
    r"(?:q|question)\s?\d{1,2}[a-h]?[.):]*\s*|"
    r"\(?\d{1,2}(?:\.\d{1,2})*[a-h]?[.):]+"
)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SIGN = re.compile(r"[^\w<>+%&]+")
_ALIKE = 86
"""rapidfuzz's ratio (0 to 100) from which two wordings may be the same: a letter or two differ."""
_LONGEST_HEADER = 200
_KEPT = 5_000
"""How many texts' meanings are kept for the next file."""


@dataclass(frozen=True)
class Meaning:
    """A header's question or cover field and, for a column of ticks, the option ticked."""

    name: str
    option: str | None = None


IDENTIFIER = Meaning("local_id")
UNUSED = Meaning("")
"""What a mapping says of a header that is to be left unused."""


@dataclass(frozen=True)
class HeaderBook:
    """The meaning of each folded header.

    A question goes by its label, its name or a spelling; a choice by `<label>: <answer label>`,
    where names, codes and spellings will do too.  `reduced_meanings` hold the same wordings without
    signs: they find a header that has a number or a word of asking in front, a hint behind, or
    other punctuation; `vocabulary` are their words.  `mapped` is what a local mapping says, which
    goes before all else.
    """

    meanings: Mapping[str, Meaning]
    reduced_meanings: Mapping[str, Meaning]
    wordings: tuple[tuple[str, str], ...]
    vocabulary: frozenset[str]
    themes: frozenset[str]
    several: frozenset[str]
    often: Mapping[str, Meaning]
    choices: Mapping[str, Mapping[str, str]]
    words: Words
    mapped: Mapping[str, Meaning] = field(default_factory=dict)
    _known: dict[str, Meaning | None] = field(default_factory=dict, compare=False, repr=False)

    def names(self, cells: Iterable[str]) -> set[str]:
        """The questions and cover fields that these cells name."""
        return {meaning.name for cell in cells if cell and (meaning := self.meaning(cell))}

    def is_header(self, cells: Iterable[str]) -> bool:
        """Whether a row names an identifier and has something beside it, or behind a colon."""
        given = list(cells)
        if len(given) > 1:
            return "local_id" in self.names(given)
        label, colon, _ = given[0].partition(":") if given else ("", "", "")
        return bool(colon) and "local_id" in self.names([label])

    def meaning(self, header: str) -> Meaning | None:
        """What a header surely means; None also for one that a mapping leaves unused."""
        found = self.said(header)
        return None if found == UNUSED else found

    def said(self, header: str) -> Meaning | None:
        """The same, UNUSED for one that a mapping leaves unused."""
        if header not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[header] = self._meaning(header)
        return self._known[header]

    def _meaning(self, header: str) -> Meaning | None:
        if len(header) > _LONGEST_HEADER:
            return None
        plain = plain_header(header)
        if plain in self.mapped:
            return self.mapped[plain]
        if plain in self.meanings:
            return self.meanings[plain]
        if self.vocabulary.isdisjoint(reduced(plain).split()):
            return None
        for form in self._reduced_forms(plain):
            if form in self.reduced_meanings:
                return self.reduced_meanings[form]
        return None

    def perhaps(self, header: str, taken: Iterable[str] = ()) -> Meaning | None:
        """The question that a header without a sure meaning may name, other than those `taken`.

        It may if it has all the words of a question's wording among others, differs from it by a
        letter or two, or is a wording that is often used for it; or if it is a choice of a question
        with several answers, which may be a column of ticks.
        """
        if not header.strip() or len(header) > _LONGEST_HEADER or self.said(header) is not None:
            return None
        best, most = None, 0.0
        given = set(taken)
        for form in self._reduced_forms(plain_header(header)):
            often = self.often.get(form)
            if often is not None and often.name not in given:
                return often
            for wording, name in self.wordings:
                score = 0.0 if name in given else _likeness(form, wording)
                if score > most:
                    best, most = Meaning(name), score
        return best

    def is_theme(self, text: str) -> bool:
        """Whether a text is the title of a theme, with or without its number."""
        return not self.themes.isdisjoint(self._reduced_forms(plain_header(text)))

    def option_under(self, question: str, text: str) -> str | None:
        """The code of the choice of `question` that a text names."""
        return self.choices.get(question, {}).get(folded(text).rstrip(" :"))

    def with_mapping(self, columns: Mapping[str, Meaning]) -> "HeaderBook":
        """The same with what a local mapping says of headers."""
        return HeaderBook(
            self.meanings,
            self.reduced_meanings,
            self.wordings,
            self.vocabulary,
            self.themes,
            self.several,
            self.often,
            self.choices,
            self.words,
            {
                **self.mapped,
                **{plain_header(header): meaning for header, meaning in columns.items()},
            },
        )

    def _reduced_forms(self, plain: str) -> list[str]:
        """The header without signs: as it stands, without its hints, without what asks, and without
        the number in front."""
        forms = [reduced(plain)]
        bare = _NUMBER_IN_FRONT.sub("", plain, count=1) if _NUMBER_IN_FRONT.match(plain) else plain
        bare = _IN_BRACKETS.sub(lambda each: self._without_hint(each[0], each[1]), bare).strip()
        forms.append(reduced(bare))
        while asker := next((a for a in self.words.asker if bare.startswith(a + " ")), None):
            bare = bare[len(asker) :].strip()
            forms.append(reduced(bare))
        return [form for form in dict.fromkeys(forms) if form]

    def _without_hint(self, whole: str, inner: str) -> str:
        return " " if inner.strip(" .:") in self.words.hint else whole

    @cached_property
    def identifier_wordings(self) -> frozenset[str]:
        """The folded texts that ask for an identifier."""
        return frozenset(t for t, each in self.meanings.items() if each == IDENTIFIER)

    @cached_property
    def widest(self) -> int:
        """How many headers a form can have: far more are no form."""
        return len(self.meanings)


def plain_header(header: str) -> str:
    """The form in which headers are compared: folded, without what stands behind them."""
    plain = folded(header).rstrip(" :*")
    question, colon, answer = plain.partition(":")
    return f"{question.rstrip()}: {answer.lstrip()}" if colon else plain


def reduced(text: str) -> str:
    """A folded text's words alone, parted by spaces; an apostrophe parts none."""
    return _SIGN.sub(" ", text.replace("'", "").replace("_", " ")).strip()


def _likeness(header: str, wording: str) -> float:
    """How far a header may be a question's wording, 0 if it can't."""
    words, wanted = header.split(), wording.split()
    holds_all = set(wanted) <= set(words) and len(words) <= len(wanted) + 4
    if holds_all and (len(wanted) > 1 or len(wording) > 4):
        return 100 - len(words) + len(wanted)
    if len(wording) > 4 and (ratio := fuzz.ratio(header, wording, score_cutoff=_ALIKE)):
        return float(ratio)
    return 0.0


def header_book(codebook: Codebook) -> HeaderBook:
    """The headers of all questions and cover fields of `codebook`."""
    found: dict[str, Meaning] = {}
    fields: tuple[Question | CoverField, ...] = (*codebook.cover, *codebook.questions)
    for named in fields:
        for text in (named.name, named.label, *named.spellings):
            found.setdefault(folded(text), Meaning(named.name))
    choices = {each.name: each.codes for each in codebook.of_kind("one", "several")}
    for question in codebook.of_kind("one", "several"):
        for text in (question.name, question.label, *question.spellings):
            for answer, code in question.codes.items():
                found[f"{folded(text)}: {answer}"] = Meaning(question.name, code)
    bare = _reduced(found)
    coded = {question.name for question in codebook.questions if question.kind != "text"}
    return HeaderBook(
        meanings=found,
        reduced_meanings=bare,
        wordings=tuple(
            (reduced(text), meaning.name)
            for text, meaning in found.items()
            if meaning.option is None and meaning.name in coded
        ),
        vocabulary=frozenset(word for form in bare for word in form.split()),
        themes=frozenset(reduced(folded(theme.title)) for theme in codebook.themes),
        several=frozenset(each.name for each in codebook.of_kind("several")),
        often=_often(codebook),
        choices=choices,
        words=codebook.words,
    )


def _often(codebook: Codebook) -> dict[str, Meaning]:
    """The reduced wordings that are no question's own and may name it: those that the codebook
    declares so, and the choices of questions with several answers that are the choice of one."""
    found: dict[str, Meaning] = {}
    several: set[str] = set()
    for question in codebook.of_kind("several"):
        for option in question.answers:
            for form in {reduced(folded(option.label)), reduced(option.code)}:
                if form in found and found[form].name != question.name:
                    several.add(form)
                found[form] = Meaning(question.name, option.code)
    found = {form: each for form, each in found.items() if form not in several and len(form) > 3}
    for question in codebook.questions:
        found |= {reduced(folded(text)): Meaning(question.name) for text in question.perhaps}
    return found


def _reduced(meanings: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """The wordings without signs; one that two meanings share is left out, but for a question's
    own."""
    found: dict[str, Meaning] = {}
    several: set[str] = set()
    for text, meaning in sorted(meanings.items(), key=lambda item: item[1].option is not None):
        form = reduced(text)
        held = found.setdefault(form, meaning)
        if held != meaning and held.option is not None:
            several.add(form)
    return {form: meaning for form, meaning in found.items() if form not in several}
