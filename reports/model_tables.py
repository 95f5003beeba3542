"""The tables of the model card: what of two young people is compared, and what it is worth."""

from collections.abc import Iterable, Sequence

from schemas.linkage_declared import ComparisonDeclared, LinkageDeclared, RuleDeclared

BEGIN = "<!-- From here on written by `make docs` from `schemas/linkage.toml`: change it there. -->"
END = "<!-- To here. -->"

_KINDS = {"identifier": "the normalised identifiers", "agency": "the agencies"}


def with_tables(card: str, declared: LinkageDeclared) -> str:
    """The model card with the tables of today's declaration between its two marks.

    Raises ValueError if the marks are not there, each once.
    """
    if card.count(BEGIN) != 1 or card.count(END) != 1:
        raise ValueError("the model card needs the marks between which its tables stand")
    before, _, rest = card.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{model_tables(declared)}\n{END}{after}"


def model_tables(declared: LinkageDeclared) -> str:
    """Markdown: what is taken beforehand, each comparison with its levels, and which pairs are
    looked at."""
    lines = ["### What is taken beforehand", "", *_taken(declared)]
    lines += ["", "### What is compared"]
    for each in declared.comparison:
        lines += ["", *_comparison(each)]
    lines += ["", "### Which pairs are looked at", ""]
    lines += ["Two young people of one area who agree on all that a line names:", ""]
    lines += _rules(declared.rule)
    lines += ["", "Two young people of two areas:", "", *_rules(declared.across_rule)]
    return "\n".join(lines) + "\n"


def _taken(declared: LinkageDeclared) -> list[str]:
    share, across = declared.known_twice, declared.across
    return _table(
        ("what", "value", "why"),
        [
            ("expected second records in the area, a young person", share.share, share.reason),
            (
                "listed from this probability on",
                declared.review.probability,
                declared.review.reason,
            ),
            ("expected records in another area, a young person", across.share, across.reason),
            ("listed across areas from this probability on", across.probability, "As above."),
            (
                "young people whom a rule may put together",
                declared.block.most,
                declared.block.reason,
            ),
            (
                "answers that say who somebody is",
                _names(declared.says_who.questions),
                declared.says_who.reason,
            ),
        ],
    )


def _comparison(each: ComparisonDeclared) -> list[str]:
    compared = _names(each.questions) if each.questions else _KINDS[each.kind]
    if len(each.questions) > 1:
        compared = f"the first of {compared} that both answer"
    conditions = [
        f" Only where `{each.given}` came out at its first level." if each.given else "",
        f" Only where `{each.unless}` could not be compared." if each.unless else "",
    ]
    return [
        f"**{each.name}**: {compared}. {each.reason}{''.join(conditions)}",
        "",
        *_table(
            ("outcome", "m", "u", "why"),
            (
                (
                    _outcome(level.words, level.days),
                    level.m,
                    "counted" if level.u is None else level.u,
                    level.reason,
                )
                for level in each.levels
            ),
        ),
    ]


def _outcome(words: str, days: int | None) -> str:
    if "{apart}" not in words:
        return words
    return words.replace(
        "{apart} days apart", f"up to {days} days apart" if days else "further apart"
    )


def _rules(rules: Iterable[RuleDeclared]) -> list[str]:
    return _table(("agree on", "finds"), ((_names(each.keys), each.finds) for each in rules))


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    cells = (titles, ("---",) * len(titles), *rows)
    escaped = ([str(cell).replace("|", "\\|") for cell in each] for each in cells)
    return [f"| {' | '.join(each)} |" for each in escaped]
