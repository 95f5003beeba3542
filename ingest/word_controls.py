"""The form controls of a Word file: what each says, whatever it shows."""

from lxml import etree

from ingest.word_names import W14, W

TICKED = "☒"
UNTICKED = "☐"
_OFF = frozenset({"0", "false", "off"})


def settle_controls(root: etree._Element) -> None:
    """Puts into each content control the text that it stands for.

    A check box holds `☒` or `☐`, a date that was picked its ISO form, a placeholder nothing.
    """
    for control in list(root.iter(W.SDT)):
        properties, content = control.find(W.SDT_PR), control.find(W.SDT_CONTENT)
        if properties is None or content is None:
            continue
        box = properties.find(W14.CHECKBOX)
        if box is not None:
            checked = box.find(W14.CHECKED)
            _show(content, ticked_text(checked is not None and is_on(checked, W14.VAL)))
        elif (placeholder := properties.find(W.PLACEHOLDER)) is not None and is_on(placeholder):
            _show(content, "")
        elif (day := properties.find(W.DATE)) is not None and day.get(W.FULL_DATE):
            _show(content, day.get(W.FULL_DATE, "").partition("T")[0])


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


def _show(content: etree._Element, text: str) -> None:
    """Makes `text` all that a control's content shows, in the place of its first text."""
    runs = list(content.iter(W.R))
    for run in runs:
        for child in list(run):
            run.remove(child)
    if not text:
        return
    if not runs:
        paragraph = next(content.iter(W.P), content)
        runs = [etree.SubElement(paragraph, W.R)]
    etree.SubElement(runs[0], W.T).text = text
