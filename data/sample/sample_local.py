"""The mapping of the one agency that has a form of its own."""

from __future__ import annotations

from sample_plan import FilePlan
from sample_wording import LOCAL_ANSWERS, LOCAL_HEADERS, label


def local_mapping(file: FilePlan) -> bytes:
    """Return the mapping of a local form: its headers, answers, sheet, and what always holds."""
    if file.area is None:
        raise AssertionError("the mapping names one area")
    lines = [f"# The form of {file.agency.name}.", "sheets = [2]", "", "[columns]"]
    for question, header in LOCAL_HEADERS.items():
        meaning = "" if question.startswith("local:") else question
        lines.append(f'"{header}" = "{meaning}"')
    for question, answers in LOCAL_ANSWERS.items():
        lines += ["", f"[answers.{question}]"]
        lines += [f'"{text}" = "{label(code)}"' for code, text in answers.items()]
    lines += ["", "[constants]", f'agency_type = "{file.agency.type}"']
    lines += [f'area = "{file.area.name}"', 'form_version = "2011"', ""]
    return "\n".join(lines).encode("utf-8")
