"""Reading the codebook: the declarations in `schemas/codebook`, checked and put together."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from schemas.codebook import (
    COVER_FIELDS,
    NOT_KNOWN,
    SEPARATOR,
    Codebook,
    Condition,
    CoverField,
    Form,
    Option,
    Question,
    Theme,
    default_label,
)
from schemas.codebook_declared import (
    CoverDeclared,
    CoverFieldDeclared,
    OptionDeclared,
    QuestionDeclared,
    ThemeDeclared,
    WordsDeclared,
)
from schemas.codebook_drafts import Drafts, OptionDraft, QuestionDraft
from schemas.codebook_words import read_words
from schemas.declarations import HERE, DeclarationError, Declared, read_reference, read_toml, spelt
from schemas.text import folded


@lru_cache(maxsize=1)
def load_codebook() -> Codebook:
    """The shipped codebook.  Raises DeclarationError for a mistake in it."""
    return read_codebook(HERE / "codebook")


def read_codebook(folder: Path) -> Codebook:
    """The codebook declared in `folder`: a file a theme, `cover.toml`, `words.toml`,
    `free_text.toml`, and a file for the differences of each later form (`version_....toml`).

    Raises DeclarationError, naming file and line, for a mistake in it.
    """
    words, words_declared = read_toml(folder / "words.toml", WordsDeclared)
    groups, main_groups = _ethnic_groups(words.not_known)
    sets = {"ethnic_groups": groups}
    for n, option_set in enumerate(words.option_set):
        sets[option_set.name] = tuple(_option(option) for option in option_set.options)
        _codes(sets[option_set.name], words.not_known, _blame(words_declared, f"$.option_set[{n}]"))
    themes: list[Theme] = []
    drafts = Drafts([Form(words.first_form, words.first_form_from)])
    for path in [*sorted(folder.glob("theme_*.toml")), folder / "free_text.toml"]:
        theme, declared = read_toml(path, ThemeDeclared)
        if theme.number in {each.number for each in themes}:
            raise declared.error("$", f"theme {theme.number} is declared twice", "number")
        themes.append(Theme(theme.number, theme.title))
        for n, each in enumerate(theme.question):
            place = f"$.question[{n}]"
            if drafts.find(each.name) is not None:
                raise declared.error(place, f"question '{each.name}' is declared twice", "name")
            drafts.add(each, theme.number, declared, place)
    for path in sorted(folder.glob("version_*.toml")):
        drafts.differ(path, COVER_FIELDS)
    questions = _questions(drafts, sets, words)
    if sum(question.kind == "identifier" for question in questions) != 1:
        raise DeclarationError(f"{folder.name}: there must be one question of kind identifier")
    cover, cover_declared = read_toml(folder / "cover.toml", CoverDeclared)
    for n, (found, name) in enumerate(zip_longest(cover.field, COVER_FIELDS)):
        if found is None or found.name != name:
            message = f"the fields must be {', '.join(COVER_FIELDS)}, not '{found and found.name}'"
            raise cover_declared.error(f"$.field[{min(n, len(cover.field) - 1)}]", message, "name")
    return Codebook(
        version=f"{drafts.forms[-1].version}-{_fingerprint(folder)}",
        forms=tuple(drafts.forms),
        themes=tuple(themes),
        questions=tuple(questions),
        cover=tuple(
            _cover_field(each, drafts.cover_spellings, cover_declared, f"$.field[{n}]")
            for n, each in enumerate(cover.field)
        ),
        words=read_words(words, words_declared),
        main_groups=main_groups,
    )


def _fingerprint(folder: Path) -> str:
    """What changes whenever a question, a rule, a problem or a reference table does."""
    paths = [*folder.glob("*.toml"), *HERE.glob("*.toml"), *HERE.glob("reference/*.csv")]
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(path.name.encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]


def _option(declared: OptionDeclared) -> Option:
    return Option(
        code=declared.code,
        label=declared.label or default_label(declared.code),
        group=declared.code,
        spellings=declared.spellings,
        least=declared.least,
        most=declared.most,
        merge_into=declared.merge_into or None,
    )


def _questions(
    drafts: Drafts, sets: Mapping[str, tuple[Option, ...]], words: WordsDeclared
) -> list[Question]:
    headers: dict[str, str] = {}
    questions: list[Question] = []
    for draft in drafts.questions:
        _check_headers(draft, headers)
        questions.append(_question(draft, sets, words))
        _check_condition(questions, draft.source, draft.place)
    return questions


def _drafted_option(draft: OptionDraft) -> Option:
    option = _option(draft.declared)
    return replace(
        option,
        spellings=(*option.spellings, *draft.spellings),
        versions=tuple(draft.versions),
        corresponds=draft.corresponds,
    )


def _question(
    draft: QuestionDraft, sets: Mapping[str, tuple[Option, ...]], words: WordsDeclared
) -> Question:
    each, declared, place = draft.declared, draft.source, draft.place
    if each.options_from and each.options_from not in sets:
        known = ", ".join(sorted(sets))
        raise declared.error(place, f"options_from must be one of {known}", "options_from")
    if bool(each.options or each.options_from) != (each.kind in ("one", "several")):
        raise declared.error(place, f"'{each.name}': options go with kind one or several", "kind")
    options = (
        tuple(replace(option, versions=tuple(draft.versions)) for option in sets[each.options_from])
        if each.options_from
        else tuple(_drafted_option(option) for option in draft.options)
    )
    _check_bands(options, declared, place)
    _check_merges(each, options, declared, place)
    return Question(
        name=each.name,
        label=each.label,
        theme=draft.theme,
        kind=each.kind,
        source=each.source,
        spellings=(*each.spellings, *draft.spellings),
        perhaps=each.perhaps,
        options=tuple(o for o in options if o.code == NOT_KNOWN or o.group != NOT_KNOWN),
        only_where=Condition(each.only_where.question, each.only_where.is_)
        if each.only_where
        else None,
        least=each.least,
        most=each.most,
        units=frozenset(folded(word) for word in each.units),
        month_enough=each.month_enough,
        not_known_is_blank=each.not_known_is_blank,
        optional=each.optional,
        codes=_codes(options, words.not_known, _blame_drafted(draft, declared, place)),
        versions=tuple(draft.versions),
        asked_in=tuple(draft.asked_in),
        number=draft.number,
    )


def _blame_drafted(
    draft: QuestionDraft, declared: Declared, place: str
) -> Callable[[int, str], Exception]:
    """The error about the option at an index, where that is declared."""
    if not draft.options:
        return _blame(declared, place)
    return lambda n, message: draft.options[n].source.error(draft.options[n].place, message)


def _check_headers(draft: QuestionDraft, headers: dict[str, str]) -> None:
    """A question's name, label and spellings as headers: none may be another question's."""
    each, declared, place = draft.declared, draft.source, draft.place
    if not re.fullmatch(r"[a-z][a-z0-9_]*", each.name):
        raise declared.error(place, f"the name '{each.name}' must be small letters and _", "name")
    if each.least is not None and each.most is not None and each.least > each.most:
        raise declared.error(place, "least is above most", "least")
    for text in {
        folded(text) for text in (each.name, each.label, *each.spellings, *draft.spellings)
    }:
        if headers.setdefault(text, each.name) != each.name:
            message = f"the header '{text}' is that of '{headers[text]}' too"
            raise declared.error(place, message, "label")


def _check_bands(options: Iterable[Option], declared: Declared, place: str) -> None:
    """Bands follow each other without gap or overlap, each from its least to its most."""
    bands = sorted((o for o in options if o.least is not None), key=lambda o: o.least or 0)
    for band, after in zip(bands, [*bands[1:], None], strict=False):
        ends = band.most is not None and band.most >= (band.least or 0)
        if after is not None and not (ends and after.least == (band.most or 0) + 1):
            raise declared.error(place, f"the band '{band.code}' does not end before the next")


def _check_merges(
    each: QuestionDeclared, options: Iterable[Option], declared: Declared, place: str
) -> None:
    """An answer merges into another of its question that stays; answers given together can't."""
    stay = {o.code for o in options if o.merge_into is None and o.code != NOT_KNOWN}
    for n, option in enumerate(options):
        if option.merge_into is None:
            continue
        at = f"{place}.options[{n}]"
        if option.merge_into not in stay or option.code == NOT_KNOWN:
            message = f"'{option.code}' must merge into another answer, one that does not merge"
            raise declared.error(at, message, "merge_into")
        if each.kind != "one":
            raise declared.error(at, "only answers to a one-answer question merge", "merge_into")


def _codes(
    options: Iterable[Option], not_known: Iterable[str], blame: Callable[[int, str], Exception]
) -> dict[str, str]:
    """Folded text to code.  An option's label, code and spellings must not mean another's, nor be a
    word for not known: `blame` makes the error for the option at an index."""
    codes: dict[str, str] = {}
    seen: set[str] = set()
    words = {folded(word) for word in not_known}
    for n, option in enumerate(options):
        if option.code in seen or SEPARATOR in option.code + option.label:
            raise blame(n, f"option '{option.code}' stands twice, or holds '{SEPARATOR}'")
        seen.add(option.code)
        texts = (option.label, default_label(option.code), option.code, *option.spellings)
        code = NOT_KNOWN if option.group == NOT_KNOWN else option.code
        for text in sorted({folded(text) for text in texts}):
            if codes.setdefault(text, code) != code or (text in words and code != NOT_KNOWN):
                other = codes[text] if codes[text] != code else NOT_KNOWN
                raise blame(n, f"'{text}' is read as {other} and as {code}")
    if NOT_KNOWN in codes.values():
        codes |= dict.fromkeys(words, NOT_KNOWN)
    return codes


def _blame(declared: Declared, place: str) -> Callable[[int, str], Exception]:
    """The error about the option at an index of the options at `place`."""
    return lambda n, message: declared.error(f"{place}.options[{n}]", message)


def _check_condition(questions: list[Question], declared: Declared, place: str) -> None:
    condition = questions[-1].only_where
    if condition is None:
        return
    earlier = {question.name: question for question in questions[:-1]}
    if condition.question not in earlier or not earlier[condition.question].has(condition.is_):
        message = f"only_where names no earlier question with the answer '{condition.is_}'"
        raise declared.error(place, message, "only_where")


def _cover_field(
    each: CoverFieldDeclared,
    renamed: Mapping[str, Sequence[str]],
    declared: Declared,
    place: str,
) -> CoverField:
    options = tuple(_option(option) for option in each.options)
    return CoverField(
        name=each.name,
        label=each.label,
        help=each.help,
        spellings=(*each.spellings, *renamed.get(each.name, ())),
        options=options,
        codes=_codes(options, (), _blame(declared, place)),
    )


def _ethnic_groups(
    not_known_words: Iterable[str],
) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """All ethnic options with `not_known`, and the main groups (whose group is their own code)."""
    name = "ethnic_groups.csv"
    options: list[Option] = []
    lines: list[int] = []
    for line, row in read_reference(name, ("code", "label", "main_group", "spellings")):
        groups = {option.code for option in options if option.code == option.group}
        if row["main_group"] not in groups | {row["code"], NOT_KNOWN}:
            raise DeclarationError(f"{name}, line {line}: main_group is no group above it")
        lines.append(line)
        options.append(
            Option(row["code"], row["label"], row["main_group"], spelt(row["spellings"]))
        )
    main = tuple(option for option in options if option.code == option.group)
    not_known = Option(NOT_KNOWN, default_label(NOT_KNOWN), NOT_KNOWN)
    _codes(
        (*options, not_known),
        not_known_words,
        lambda n, message: DeclarationError(f"{name}, line {lines[n]}: {message}"),
    )
    return (*options, not_known), main
