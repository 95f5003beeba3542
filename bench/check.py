"""`make bench`: what `lscb check` takes on one small file, beside the import of pandas and pandera.

Each run is a process of its own, as when somebody types the command.  pandera imports hypothesis
where that is installed: only those who develop the program have it, so that neither side is given
it here.
"""

import sys
import tempfile
from pathlib import Path

import click

from bench.ratios import Target, as_installed, in_turn
from bench.returns import write_returns

_RECORDS = 20
_AT_MOST = Target("at most", 1.5)
_AS_A_USER = "import sys; sys.modules['hypothesis'] = None; "
_IMPORT = _AS_A_USER + "import pandas, pandera.pandas"
_CHECK = _AS_A_USER + "from pipeline.cli import entry; entry()"


@click.command()
@click.option("--runs", default=9, show_default=True)
def main(runs: int) -> None:
    """Print the ratio; exit 1 where it is far above the target."""
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name, as_installed() as environment:
        folder = Path(name)
        write_returns(folder, _RECORDS, 1)
        file = folder / "return-00000.csv"
        commands = (
            [sys.executable, "-c", _IMPORT],
            [sys.executable, "-c", _CHECK, "check", str(file)],
        )
        importing, checking = in_turn(runs, commands, environment)
    click.echo(f"lscb check on one file of {_RECORDS} rows; best of {runs} runs each")
    for what, taken in (("import pandas, pandera", importing), ("lscb check", checking)):
        click.echo(f"  {what:26}{taken.elapsed:7.3f} s   processor {taken.processor:7.3f} s")
    elapsed = checking.elapsed / importing.elapsed
    processor = checking.processor / importing.processor
    click.echo(f"  elapsed    {_AT_MOST.sentence(elapsed)}")
    click.echo(f"  processor  {_AT_MOST.sentence(processor)}")
    sys.exit(_AT_MOST.is_missed_by_much(elapsed, processor))


if __name__ == "__main__":
    main()
