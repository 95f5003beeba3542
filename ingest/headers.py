"""Which question, choice or cover field a header names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.codebook import Codebook, CoverField, Question
from schemas.text import folded


@dataclass(frozen=True)
class Meaning:
    """A header's question or cover field and, for a column of ticks, the option ticked."""

    name: str
    option: str | None = None


@dataclass(frozen=True)
class HeaderBook:
    """The meaning of each folded header of the standard layout.

    A question goes by its label, its name or a spelling; a choice of a several-answer question by
    `<label>: <answer label>`, where names, codes and spellings will do too.
    """

    meanings: Mapping[str, Meaning]

    def names(self, cells: Iterable[str]) -> set[str]:
        """The questions and cover fields that these cells name."""
        return {meaning.name for cell in cells if cell and (meaning := self.meaning(cell))}

    def is_header(self, cells: Iterable[str]) -> bool:
        """Whether a row names an identifier and something beside it."""
        names = self.names(cells)
        return "local_id" in names and len(names) > 1

    def meaning(self, header: str) -> Meaning | None:
        plain = folded(header).rstrip(" :")
        question, colon, answer = plain.partition(":")
        if colon:
            plain = f"{question.rstrip()}: {answer.lstrip()}"
        return self.meanings.get(plain)


def header_book(codebook: Codebook) -> HeaderBook:
    """The headers of all questions and cover fields of `codebook`."""
    found: dict[str, Meaning] = {}
    fields: tuple[Question | CoverField, ...] = (*codebook.cover, *codebook.questions)
    for named in fields:
        for text in (named.name, named.label, *named.spellings):
            found.setdefault(folded(text), Meaning(named.name))
    for question in codebook.of_kind("several"):
        for text in (question.name, question.label, *question.spellings):
            for answer, code in question.codes.items():
                found[f"{folded(text)}: {answer}"] = Meaning(question.name, code)
    return HeaderBook(found)
