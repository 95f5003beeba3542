"""The blank return forms."""

import json
from pathlib import Path

import click

from pipeline.output import MANIFEST, OutputFolder, json_text, write_text
from reports.blank_forms import write_blank_forms
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.version import PROGRAM


def write_templates(out: Path, as_json: bool, form: str | None = None) -> None:
    """Writes the blank forms to the folder `out` and names them: those of version `form`, or of all
    versions.

    Raises UserError for a version that is none, and OutputError if `out` can't be written or is not
    to be replaced.
    """
    codebook = load_codebook()
    if form is not None and form not in codebook.form_versions:
        known = " or ".join(codebook.form_versions)
        raise UserError(f"There is no such version of the form. Write {known} after --form.")
    with OutputFolder(out) as staged:
        names = [
            path.name
            for version in ((form,) if form else codebook.form_versions)
            for path in write_blank_forms(codebook.of_form(version), load_areas(), staged)
        ]
        manifest = {
            "program": PROGRAM,
            "command": "template",
            "codebook": codebook.version,
            "files": names,
        }
        write_text(staged / MANIFEST, json_text(manifest))
    if as_json:
        click.echo(json.dumps({"files": [str(out / name) for name in names]}, indent=2))
        return
    click.echo("Blank return forms, written from the codebook:")
    for name in names:
        click.echo(f"  {out / name}")
