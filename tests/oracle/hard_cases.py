"""The pools that random deliveries draw from: small, so that they collide, and awkward."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from .codebook import FORMS, QUESTIONS, answer_label
from .hard_cases_2020 import ANSWERS_2020, Cells

DAYS = (
    *(date(2011, 6, 6), date(2011, 6, 6), date(2013, 4, 15), date(2012, 2, 29)),
    *(date(2020, 4, 15), date(2020, 4, 7), date(2021, 6, 7), date(2022, 2, 28)),
)
RETURN_DAYS_FROM_SNAPSHOT = (0, 0, 0, 0, -1, -6, -14, -15, -31, -32, -45, -62, 1, 20)
FAR_FUTURE = date(2098, 5, 31)

AGENCIES = ("Safe Steps", "\u00c9toile Trust", "Zest", "safe harbour", "City Police & Partners")
TYPES = ("statutory", "voluntary", "mixed")

# Ways of writing one area; the first ones are right, the later ones are no longer or not yet.
AREAS: tuple[tuple[str, ...], ...] = (
    ("Gateshead", "390", "E08000020", "gateshead ", "E08000037"),
    ("Northumberland", "929", "E06000048", "E06000057"),
    ("Blackburn with Darwen", "889", "E06000008", "BLACKBURN  with Darwen"),
    ("Leeds", "383", "E08000035"),
    ("Barnsley", "370", "E08000016", "E08000038"),
    ("Birmingham", "E08000025", "\u00a0Birmingham"),
    ("Norfolk", "926"),
    ("Kent", "E10000016"),
    ("Bristol, City of", "801"),
    ("Cumbria", "909", "Cumberland", "E06000064", "942"),
    ("Dorset", "835", "838", "E10000009", "E06000059"),
    ("City and Hackney", "city and  hackney"),
    ("Leicestershire and Rutland",),
    ("Bournemouth and Poole",),
    ("Cornwall and Isles of Scilly",),
    ("Hackney", "204", "E09000012"),
    ("City of London", "201"),
    ("Leicestershire", "855"),
    ("Rutland", "E06000017"),
    ("Cornwall", "908"),
    ("Isles of Scilly", "420"),
    ("Bournemouth", "E06000028"),
    ("Poole", "836"),
    ("Hartlepool", "E06000001"),
)
OUTSIDE: tuple[tuple[str, ...], ...] = (
    ("Wales", "W06000015", "Cardiff", "gwynedd", "W92000004"),
    ("Scotland", "S12000049", "Glasgow City", "Argyll and Bute"),
    ("Northern Ireland", "N09000003", "Belfast", "Newry, Mourne and Down"),
)
UNRECOGNISED = (
    "Atlantis",
    "999",
    "E99000001",
    "E10000022",
    "Cheshire",
    "875",
    "Bournemouth, Christchurch and Poole",
    "839",
)

SMALL_IDENTIFIERS = tuple(
    text
    for n in (1, 2, 3, 5, 8, 123, 999)
    for text in (f"{n}", f"{n:04}", f"BwD/{n:05}", f"bwd {n}", f"{n}")
)
LARGE_IDENTIFIERS = tuple(
    text
    for n in range(1000, 1008)
    for text in (f"{n}", f"{n:06}", f"BwD/{n:06}", f"bwd{n}", f"LE-{n}", f"{n} ", f"{n}")
)
COMPOUND_IDENTIFIERS = (
    *("10/123", "10-123", "010 / 0123", "101/23", "BwD/00123", "bwd 123", "00123", "BWD-10/123"),
    *("AB12", "ab/012", "\uff21\uff22\uff11\uff12", "AB-12", "12A", "12-a", "QX", "bwd", "BWD "),
    *("K 7", "LE/K7", "BWD K007", "9434765910", "1200", "01200", "BwD 1200", "bwd/00/5", "0 5"),
)
BAD_IDENTIFIERS = (
    *("", "tbc", "N/A", "Unknown", "-", "000", "?", "0-00", "BwD/000"),
    *("1.23E+05", "2.5e+11", "9434765919", "943 476 5919", "BB1 7DY", "bb17dy", "M1 1AE"),
    *("child@example.org", "07700 900123", "01254585858", "+44 7700 900123"),
    *("Jane Smith", "anne marie jones", "J\u00f6rg M\u00fcller"),
)
LARGEST_OF_A_LONG_LIST = (503, (1006, 1007))  # so many identifiers; the largest twice as many
BAD_IDENTIFIER_COMPANY: Cells = (("gender", "Female"), ("nationality", "British"))

NOT_KNOWN_SAID = ("not known", "N/K", "nk", "Unknown", "Don't know", "DK", "?", "not_known")
NO_AGES = ("15.5", "121", "-3", "teenager")
NO_DATES = ("soon", "31/02/2010", "2010-13-01")
OFFICE_USE = "Office use"  # a column that is no question of the codebook
FREE_TEXT = ("worries, mostly", "first line\nsecond line", "caf\u00e9; by the canal", "x|y\tz")


def written(day: date, style: int) -> str:
    """A date in one of the ways that are read."""
    styles = ("%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%d %B %Y")
    return day.strftime(styles[style % len(styles)])


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier (1 March for a 29 February that is not there)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def _other_case(text: str, number: int) -> str:
    return (text, text.upper(), f" {text.lower()} ", text.replace(" ", "  "))[number % 4]


def _choice_cells() -> list[Cells]:
    """Right, differently written, unknown and wrong answers to every choice question."""
    cells: list[Cells] = []
    for number, question in enumerate(QUESTIONS):
        if question.kind not in ("one", "several") or question.name in (
            "family_setting",
            "looked_after_placement",
        ):
            continue
        if question.forms != FORMS:
            continue
        name = question.name
        for place, option in enumerate(question.options):
            cells.append(((name, option),))
            cells.append(((name, _other_case(answer_label(option), number + place)),))
        cells.append(((name, NOT_KNOWN_SAID[number % len(NOT_KNOWN_SAID)]),))
        cells.append(((name, NOT_KNOWN_SAID[(number + 3) % len(NOT_KNOWN_SAID)]),))
        cells.append(((name, "no such answer"),))
        if "other" in question.options and name != "ethnicity":
            cells.append(((name, "Other: she said, so to speak"),))
        if question.options == ("yes", "no"):
            cells += [((name, "Y"),), ((name, "n"),)]
    cells += [(("ethnicity", code),) for code in ("REFU", "nobt")]
    cells += [(("missing_episodes", count),) for count in ("0", "1", "10", "11", "250")]
    return cells


def _several_cells() -> list[Cells]:
    """Cells with more than one answer, with none or not known beside another, and slips."""
    said = {
        "support_provided": (
            "Managing risk; Education",
            "managing_risk;other;sexual_health;Family support",
            "Managing risk;; managing risk ;",
            "not known; Mental health",
            "Education; horse riding",
            "Education; Other: horse riding",
        ),
        "coercion_methods": (
            "Grooming; Gang",
            "grooming;gang;mobile_phone;local_business;other",
            "N/K; Grooming",
            "N/K",
            "witchcraft",
            "Social networking; Internet other; witchcraft",
        ),
        "exploitation_levels": (
            "Risky behaviour; Swapping sex",
            "?; commercial",
            "risky_behaviour;commercial;moved_within_uk",
            "unknown",
            "Other: lodging; Swapping sex",
        ),
        "substance_misuse": (
            "none",
            "None; Alcohol",
            "none; not known",
            "Alcohol; Drugs",
            "None; glue",
            "glue",
        ),
        "criminal_justice_issues": (
            "asbo; victim_of_crime",
            "ASBO; Victim of crime",
            "asbo; offending; victim of crime",
            "asbo; offending; victim of crime; other",
            "none; offending",
            "nk; none",
            "none",
        ),
    }
    return [((name, text),) for name, texts in said.items() for text in texts for _ in (1, 2)]


def _living_cells() -> list[Cells]:
    """Dependent answers with and without their condition."""
    home, care = "living_situation", "looked_after_placement"
    return [
        ((home, "With family"), ("family_setting", "Family home")),
        ((home, "with_family"), ("family_setting", "kinship_care")),
        ((home, "With family"), ("family_setting", "not known")),
        ((home, "With family"),),
        ((home, "With family"), (care, "Residential home")),
        ((home, "Looked after"), (care, "Residential home")),
        ((home, "LOOKED AFTER"), (care, "private_fostering")),
        ((home, "looked_after"), (care, "Other: with a neighbour")),
        ((home, "looked_after"), (care, "supported_accommodation")),
        ((home, "looked_after"), (care, "N/K")),
        ((home, "Looked after"),),
        ((home, "Looked after"), ("family_setting", "family_home")),
        ((home, "not known"), ("family_setting", "family_home")),
        ((home, "Independent"), (care, "not_known")),
        (("family_setting", "Kinship care"),),
        (("family_setting", "N/K"),),
        ((care, "Bed and breakfast"),),
        ((care, "tent"), (home, "looked_after")),
    ]


def _age_cells(day: date) -> list[Cells]:
    """Ages about 18 and 25, from dates of birth too, and ages that cannot be."""
    first = "age_at_first_assessment"
    cells: list[Cells] = [(("age", str(age)),) for age in (*range(27), 13, 15, 15, 16, 17, 18)]
    cells += [(("age", "19"), (first, at)) for at in ("17", "18", "n/k", "12", "130", "", "20")]
    for at in ("16", "17", "18"):
        cells += [(("age", str(age)), (first, at)) for age in (*range(18, 26), 25, 26, 26, 27)]
    cells += [(("age", "15"), (first, "16")), (("age", "15"), (first, "14"))]
    cells += [(("age", text),) for text in (*NO_AGES, "120", *NOT_KNOWN_SAID)]
    cells += [((first, text),) for text in ("14", "17", "?", "infant")]
    for number, years in enumerate((18, 18, 18, 26, 16, 15, 14)):
        born = years_before(day, years) + timedelta(days=(0, 1, -14, 0, -200, 3, 40)[number])
        cells.append((("date_of_birth", written(born, number)),))
        cells.append((("date_of_birth", born.strftime("%m/%Y")),))
        cells.append((("date_of_birth", written(born, number + 1)), ("age", "n/k")))
        cells.append((("date_of_birth", written(born, number + 2)), ("age", "121")))
        for age in (years - 2, years - 1, years + 1, years + 1 + number % 2):
            cells.append((("date_of_birth", written(born, number + 3)), ("age", str(age))))
        cells.append((("date_of_birth", written(born, 0)), (first, str(years - number % 3 + 1))))
    cells += [(("date_of_birth", text),) for text in (*NO_DATES, "13/1995", "unknown", "?")]
    cells.append((("date_of_birth", written(day + timedelta(days=30), 1)), ("age", "15")))
    cells.append((("date_of_birth", "29/02/1996"),))
    return cells


def _date_cells(day: date) -> list[Cells]:
    """Referral, first assessment and the end of work, in and out of order."""

    def near(offset: int, style: int = 0) -> str:
        return written(day + timedelta(days=offset), style)

    referred, assessed, closed = "referral_date", "first_assessment_date", "closure_date"
    cells: list[Cells] = [
        *(((name, text),) for name in (referred, assessed) for text in (*NO_DATES, "N/K", "dk")),
        *(((referred, near(offset, offset)),) for offset in (-400, -90, -40, -5, 0, 3)),
        *(((assessed, near(offset, offset + 1)),) for offset in (-390, -80, -30, 0, 9)),
        ((referred, near(-90)), (assessed, near(-120))),
    ]
    for _ in (1, 2):
        cells += [((closed, near(offset, offset)),) for offset in (-200, -10, -1, 0, 1, 90)]
    cells += [((closed, text),) for text in (*NOT_KNOWN_SAID, "n/a", "-")]
    cells += [((closed, text),) for text in ("finished", "31/02/2011")]
    cells += [
        ((referred, near(-100)), (closed, near(-200, 1))),
        ((assessed, near(-100, 2)), (closed, near(-200, 1))),
        ((referred, near(-100, 3)), (closed, near(-100))),
        ((referred, near(-100)), (assessed, near(-50)), (closed, near(-70))),
        ((referred, near(-50)), (assessed, near(-100)), (closed, near(-70))),
        ((referred, near(2)), (closed, near(-40))),
        ((referred, near(2)), (assessed, near(-30)), (closed, near(-60))),
        ((referred, "N/K"), (assessed, near(-30)), (closed, near(-60))),
        ((referred, "soon"), (closed, near(40))),
        ((referred, near(-100)), (closed, near(40))),
    ]
    return cells


MERGED_ANSWERS: Sequence[Cells] = (
    *_living_cells(),
    *_several_cells(),
    *((("substance_misuse", text),) for text in ("nk", "none", "n/k", "None")),
    *((("criminal_justice_issues", text),) for text in ("nk", "none", "n/k", "None")),
    *((("coercion_methods", text),) for text in ("nk", "Gang")),
    *((("nationality", text),) for text in ("British", "european", "Non european", "n/k")),
    *((("location_type", text),) for text in ("City", "town", "Rural", "?")),
    *((("age_at_first_assessment", text),) for text in ("13", "17", "n/k")),
)


@lru_cache(maxsize=16)
def answers_about(day: date, both_forms: bool) -> Sequence[Cells]:
    """The pool of answers for deliveries about a snapshot on that day."""
    return (
        *(ANSWERS_2020 if both_forms else ()),
        *_choice_cells(),
        *_several_cells(),
        *(cells for _ in range(3) for cells in _living_cells()),
        *_age_cells(day),
        *_date_cells(day),
        *((("notes", text),) for text in FREE_TEXT),
        *(((OFFICE_USE, "done"),) for _ in (1, 2)),
    )
