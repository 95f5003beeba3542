"""Writes a spoilt file again:  python -m tests.formats.spoil SEED NUMBER FILE"""

import sys
from pathlib import Path

from .mutations import mutated
from .seeds import seeds


def main(seed: int, number: int, path: Path) -> None:
    of = seeds()[number % len(seeds())]
    spoilt = mutated(of.content, of.suffix, seed, number)
    path.write_bytes(spoilt.content)
    print(f"{of.name}, {', '.join(spoilt.ways)}: {path}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
