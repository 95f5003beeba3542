"""Returns that take the place of one of the same day that held more: what is not sent again is not
counted any more."""

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.configuration import ChangeThresholds
from pipeline.delivery_result import DeliveryResult
from pipeline.returns import ReturnId, StoredReturn
from reports.feedback import ReturnWarning
from schemas.problems import load_problems
from schemas.text import plural

_CODE = "fewer_than_replaced"
_PERSON = "young person"


def fewer_than_replaced(
    result: DeliveryResult,
    rows: Mapping[ReturnId, int],
    files: Counter[ReturnId],
    thresholds: ChangeThresholds,
) -> Iterable[tuple[ReturnId, ReturnWarning]]:
    """A warning for each return of the delivery that holds fewer files than the one of the same
    agency, area and day whose place it takes, or far fewer rows.

    `rows` and `files` are those of the delivery's returns.
    """
    stood: Mapping[ReturnId, StoredReturn] = {each.id: each for each in result.stood}
    for id_, now in rows.items():
        if id_ in result.held or id_ not in stood:
            continue
        before = stood[id_]
        files_before = len({cover.sha256 for cover, _ in before.parts})
        far_fewer = before.rows >= thresholds.least_rows and now <= before.rows * (
            1 - thresholds.rows_down
        )
        if files[id_] < files_before or far_fewer:
            problem = load_problems()[_CODE]
            figures = (
                f"It has {plural(files[id_], 'file')} and {plural(now, _PERSON)}; the one before "
                f"had {plural(files_before, 'file')} and {before.rows:,}."
            )
            yield id_, ReturnWarning(_CODE, problem.what, problem.remedy, figures)
