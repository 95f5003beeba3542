"""The content controls of a Word file: each is put as the text that it stands for."""

from lxml import etree

from ingest.word_controls import TICKED, UNTICKED, is_on, ticked_text
from ingest.word_names import W14, W
from ingest.word_text import UNKNOWN_SIGN, block_text, children, paragraph_text, symbol_text

_EMPTY_SIGNS = frozenset("☐□▢🗆❏❐❑❒◻⬜○◯")
"""What an empty box may look like, whichever sign a form declares for it."""


def settle_controls(root: etree._Element) -> None:
    """Puts into each content control the text that it stands for.

    A check box holds `☒` or `☐`, a date that was picked its ISO form, a placeholder nothing.  A
    check box that was written over, so that its state and what it shows disagree, holds both.
    """
    for control in list(root.iter(W.SDT)):
        properties, content = control.find(W.SDT_PR), control.find(W.SDT_CONTENT)
        if properties is None or content is None:
            continue
        box = properties.find(W14.CHECKBOX)
        if box is not None:
            shown = _shown(content)
            text = _box_text(box, shown.strip())
            # Nearly every box of a form shows its state already.
            if text != shown:
                _show(content, text)
        elif (placeholder := properties.find(W.PLACEHOLDER)) is not None and is_on(placeholder):
            _show(content, "")
        elif (day := properties.find(W.DATE)) is not None and day.get(W.FULL_DATE):
            _show(content, day.get(W.FULL_DATE, "").partition("T")[0])


def _box_text(box: etree._Element, shown: str) -> str:
    """What a check box stands for: its state, and what it shows where that says otherwise.

    Whatever was written over an empty box may be meant for a tick, so it is a sign not known.
    """
    checked = box.find(W14.CHECKED)
    is_ticked = checked is not None and is_on(checked, W14.VAL)
    state = ticked_text(is_ticked)
    own_sign = _declared(box, W14.CHECKED_STATE if is_ticked else W14.UNCHECKED_STATE)
    if not shown or shown == own_sign or (shown in _EMPTY_SIGNS) is not is_ticked:
        return state
    if is_ticked:
        return f"{TICKED}{UNTICKED}"
    return shown if shown[0] in _EMPTY_SIGNS else f"{UNTICKED}{UNKNOWN_SIGN}{shown}"


def _declared(box: etree._Element, state: str) -> str | None:
    """The sign that a form declares for a state of its check box."""
    found = box.find(state)
    if found is None:
        return None
    return symbol_text(found.get(W14.FONT, ""), found.get(W14.VAL, ""))


def _shown(content: etree._Element) -> str:
    paragraphs = [paragraph_text(each) for each in content.iter(W.P)]
    return "\n".join(paragraphs) if paragraphs else block_text(content)


def _show(content: etree._Element, text: str) -> None:
    """Makes `text` all that a control's content shows, in the place of its first text.

    What is left of a text that was deleted or moved away is no place: nobody would see it.
    """
    for run in content.iter(W.R):
        for child in list(run):
            run.remove(child)
    if not text:
        return
    paragraph = next(content.iter(W.P), content)
    run = next((each for each in children(paragraph) if each.tag == W.R), None)
    if run is None:
        run = etree.SubElement(paragraph, W.R)
    etree.SubElement(run, W.T).text = text
