"""`make bench`: what feedback takes beside the validation of the same rows, in one run.

1,000,000 rows, of which 5% hold a slip.  The goal is at most twice the time of validation, and
2 GB more than validation leaves in use.
"""

import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from bench.returns import write_returns
from ingest.delivery import open_delivery
from ingest.files import file_reader
from pipeline.checked import validated_files
from pipeline.delivery_result import DeliveryResult
from pipeline.feedback import feedback_on
from pipeline.feedback_output import content_of, keep_feedback
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook


@dataclass(frozen=True)
class Stage:
    name: str
    seconds: float
    peak_megabytes: float


@click.command()
@click.option("--records", default=1_000_000, show_default=True)
@click.option("--files", default=450, show_default=True)
@click.option("--slips", default=0.05, show_default=True)
def main(records: int, files: int, slips: float) -> None:
    """Print the time of reading, validation and feedback, and the most memory in use."""
    areas, codebook = load_areas(), load_codebook()
    stages: list[Stage] = []
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name:
        folder = Path(name)
        write_returns(folder / "returns", records, files, slips=slips)
        delivery = open_delivery(folder / "returns")
        begin = time.perf_counter()

        def ended(stage: str) -> None:
            nonlocal begin
            stages.append(Stage(stage, time.perf_counter() - begin, _peak_megabytes()))
            begin = time.perf_counter()

        reader = file_reader(codebook, areas, datetime.now(UTC).date())
        read = [reader.read(file) for file in delivery.files]
        ended("read")
        result = DeliveryResult(tuple(validated_files(read)))
        ended("validation")
        items = feedback_on(result, codebook, areas)
        ended("feedback: what to say")
        keep_feedback(folder / "feedback", items, content_of([(delivery, result)]))
        ended("feedback: written")
    lines = sum(len(item.feedback.defects) for item in items)
    validation = next(each for each in stages if each.name == "validation")
    feedback = sum(each.seconds for each in stages if each.name.startswith("feedback"))
    click.echo(f"{records:,} rows in {files:,} files, {lines:,} things to mend")
    for each in stages:
        click.echo(f"  {each.name:24}{each.seconds:8.2f} s   peak {each.peak_megabytes:7,.0f} MB")
    click.echo(f"  feedback beside validation: {feedback / validation.seconds:.2f} x")


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
