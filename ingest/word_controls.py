"""The form fields of a Word file, of the old kind: what each says, whatever it shows."""

from lxml import etree

from ingest.word_names import W

TICKED = "☒"
UNTICKED = "☐"
_OFF = frozenset({"0", "false", "off"})


def is_on(element: etree._Element, name: str = W.VAL) -> bool:
    """Whether a switch is on: it is where nothing is said."""
    return element.get(name, "1").casefold() not in _OFF


def ticked_text(is_ticked: bool) -> str:
    return TICKED if is_ticked else UNTICKED


def form_field_text(data: etree._Element) -> str | None:
    """What a form field of the old kind says: a check box, or a drop-down list.

    None for a text field, whose text stands after it.
    """
    box = data.find(W.CHECK_BOX)
    if box is not None:
        state = box.find(W.CHECKED)
        if state is None:
            state = box.find(W.DEFAULT)
        return ticked_text(state is not None and is_on(state))
    choices = data.find(W.DROP_DOWN)
    if choices is not None:
        return _chosen(choices)
    return None


def _chosen(choices: etree._Element) -> str:
    state = choices.find(W.RESULT)
    if state is None:
        state = choices.find(W.DEFAULT)
    number = state.get(W.VAL, "") if state is not None else "0"
    entries = choices.findall(W.LIST_ENTRY)
    if not number.isdecimal() or int(number) >= len(entries):
        return ""
    text: str = entries[int(number)].get(W.VAL, "")
    return text
