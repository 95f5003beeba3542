"""Reading one delivered file: the boundary at which whatever is wrong with it becomes a problem."""

import hashlib
import json
import traceback
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

import pyarrow as pa

from ingest.agencies import NO_AGENCIES, Agencies
from ingest.cover_lines import cover_above
from ingest.covers import Claim, CoverError, CoverReader, cover_texts
from ingest.delivery import DeliveredFile
from ingest.document import Document, UnreadableFile
from ingest.file_dates import with_dates_in_order
from ingest.headers import HeaderBook, header_book, plain_header
from ingest.identifiers import prefixes_of
from ingest.laid_out import LaidOut, LayoutError
from ingest.layouts import laid_out
from ingest.mapping import NO_MAPPING, LocalMapping, mapped_answers, read_mapping
from ingest.read_file import Answers, FileProblem, ReadFile, Understood, sent_texts
from ingest.readers import read_document
from ingest.register import RegisterLine, received_on
from schemas.areas import Areas
from schemas.codebook import COVER_FIELDS, Codebook
from schemas.text import folded


@dataclass(frozen=True)
class FileReader:
    """Reads delivered files against the codebook, the areas and the day of reading."""

    codebook: Codebook
    headers: HeaderBook
    covers: CoverReader

    def read(self, file: DeliveredFile) -> ReadFile:
        """Never raises for what a file holds: that is its `problem`.

        Raises DeclarationError for a mapping that can't be used: it is the analyst's own.
        """
        mapping = self.mapping(file)
        claim = self.covers.claim(_with_constants({}, mapping), file.register)
        received = received_on(file.register)
        try:
            content = file.content()
        except OSError as error:
            problem = FileProblem("unreadable_file", detail=f"{error.strerror}.")
            return ReadFile(file.path, "", problem, None, claim, received)
        except UnreadableFile as error:
            problem = FileProblem(error.code, detail=f"{error}")
            return ReadFile(file.path, "", problem, None, claim, received)
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            answers = self._answers(file, content, sha256, mapping)
        except UnreadableFile as error:
            problem = FileProblem(error.code, detail=f"{error}")
        except LayoutError as error:
            problem = FileProblem(error.code, place=error.place, doubts=error.doubts)
            claim = self._claimed(file, mapping, error) or claim
        except CoverError as error:
            code = error.code if _has_cover(file, mapping, error) else "no_cover"
            problem = FileProblem(code, error.field, error.place)
            claim = self.covers.claim(_with_constants(error.cover, mapping), file.register)
        except Exception as error:  # noqa: BLE001 - the boundary: one file never stops a delivery
            problem = FileProblem("reading_failed", detail=_where_raised(error))
        else:
            return ReadFile(file.path, sha256, None, answers, claim, received)
        return ReadFile(file.path, sha256, problem, None, claim, received)

    def mapping(self, file: DeliveredFile) -> LocalMapping:
        """The mapping that the register names for a file.  Raises DeclarationError."""
        if file.mapping is None:
            return NO_MAPPING
        name = file.register.mapping if file.register else "mapping"
        return read_mapping(file.mapping, name, self.codebook, self.headers)

    def laid(self, path: str, content: bytes, mapping: LocalMapping) -> tuple[LaidOut, Document]:
        """The file's tables as laid out, before anything is read as an answer, and the tables.

        Raises UnreadableFile and LayoutError.
        """
        headers = self.headers.with_mapping(mapping.columns) if mapping.columns else self.headers
        document = read_document(content, path, headers.is_header)
        try:
            return laid_out(document, headers, self.codebook, mapping.sheets), document
        except LayoutError as error:
            error.cover = cover_above(document.sheets, headers)
            raise

    def _claimed(
        self, file: DeliveredFile, mapping: LocalMapping, error: LayoutError
    ) -> Claim | None:
        """What the cover of a file tells whose records can't be read; None unless its area and day
        can be read too: what stands for the agency might be anything."""
        found = self.covers.claim(_with_constants(error.cover, mapping), file.register)
        return found if found.area is not None and found.return_date is not None else None

    def _answers(
        self, file: DeliveredFile, content: bytes, sha256: str, mapping: LocalMapping
    ) -> Answers:
        laid, document = self.laid(file.path, content, mapping)
        _check_said_once(laid, mapping)
        sent = laid.rows
        asked = tuple(laid.rows.column_names)
        laid, month_first = with_dates_in_order(
            laid, document.format, self.codebook, mapping.date_order
        )
        rows = mapped_answers(laid.rows, mapping)
        laid = replace(laid, rows=rows, cover=_with_constants(laid.cover, mapping))
        register = file.register
        try:
            nil = self.covers.nil(laid, register) if laid.rows.num_rows == 0 else None
            cover = self.covers.columns(laid, register)
        except CoverError as error:
            error.cover = laid.cover
            raise
        rows = _with_columns(
            laid,
            cover
            | self.covers.identifier_columns(cover["agency"], register)
            | self.covers.district_columns(cover["agency"], laid.rows),
        )
        present = frozenset(rows.column_names)
        forms = (
            (nil.form_version,)
            if nil
            else tuple(sorted(cover["form_version"].unique().to_pylist()))
        )
        agencies = [nil.agency] if nil else cover["agency"].unique().to_pylist()
        return Answers(
            identity=self._identity(sha256, laid, register, mapping, agencies),
            rows=rows,
            sent=sent_texts(sent),
            places=laid.places,
            nil=nil,
            cell_problems=laid.problems,
            understood=Understood(
                format=document.format,
                layouts=laid.layouts,
                found=tuple(
                    (each.name, laid.places.of_all(each.name))
                    for each in self.codebook.questions
                    if each.name in asked
                ),
                unused=laid.unused,
                absent_questions=self._absent(present, forms),
                unused_sheets=laid.unused_sheets,
                left_out_rows=laid.left_out,
                month_first=month_first,
                hidden_sheets=_hidden_read(document, rows),
                unmet_columns=_unmet(laid, mapping),
                forms=forms,
                of_other_forms=sum(
                    each.name in present and not set(forms) & set(each.versions)
                    for each in self.codebook.questions
                ),
            ),
        )

    def _absent(self, present: Collection[str], forms: Sequence[str]) -> tuple[str, ...]:
        """The questions of these forms that are not among those present."""
        return tuple(
            each.name
            for each in self.codebook.questions
            if each.name not in present and set(forms) & set(each.asked_in)
        )

    def _identity(
        self,
        sha256: str,
        laid: LaidOut,
        register: RegisterLine | None,
        mapping: LocalMapping,
        agencies: Sequence[str],
    ) -> str:
        """A hash over bytes, cover, what else the register says, the mapping, the codebook's
        version, and what agencies.csv adds."""
        cover = {name: folded(text) for name, text in cover_texts(laid, register).items()}
        cover["agency"] = self.covers.agencies.key_of(cover["agency"])
        prefixes = sorted(prefixes_of(register.id_prefixes)) if register else []
        numbering = register.numbering if register else ""
        parts = [sha256, cover, prefixes, numbering, self.codebook.version, mapping.identity]
        parts += self.covers.said_of_agencies(laid, register, agencies)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def file_reader(
    codebook: Codebook, areas: Areas, today: date, agencies: Agencies = NO_AGENCIES
) -> FileReader:
    return FileReader(
        codebook, header_book(codebook), CoverReader(codebook, areas, today, agencies)
    )


def _check_said_once(laid: LaidOut, mapping: LocalMapping) -> None:
    """Raises LayoutError where the mapping gives a constant for a question that the file asks."""
    for name in mapping.constants:
        if name not in COVER_FIELDS and name in laid.rows.column_names:
            raise LayoutError("constant_and_column", laid.places.of_all(name))


def _where_raised(error: Exception) -> str:
    """The kind of an error and the line of the program that raised it, without its text: that may
    hold a value."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {PurePath(last.filename).name}, line {last.lineno}"


def _with_constants(cover: Mapping[str, str], mapping: LocalMapping) -> dict[str, str]:
    """The cover with what the mapping says where the file says nothing."""
    said = {name: text for name, text in mapping.constants.items() if name in COVER_FIELDS}
    return {**said, **cover}


def _hidden_read(document: Document, rows: pa.Table) -> tuple[str, ...]:
    """The hidden sheets of which records were read."""
    hidden = {f"{each.kind} {each.number}" for each in document.sheets if each.hidden}
    read = set(rows["sheet"].unique().to_pylist()) if hidden else set()
    return tuple(sorted(hidden & read))


def _unmet(laid: LaidOut, mapping: LocalMapping) -> int:
    """How many of the mapping's columns are not in the file."""
    known = {plain_header(text) for text in laid.headers}
    known |= {plain_header(text.partition(":")[0]) for text in laid.headers}
    return sum(
        1
        for header, meaning in mapping.columns.items()
        if meaning.name and plain_header(header) not in known
    )


def _has_cover(file: DeliveredFile, mapping: LocalMapping, error: CoverError) -> bool:
    """Whether the file's own text, its mapping or the register named the agency: else it has no
    cover at all."""
    said = file.register is not None or bool(mapping.constants) or error.place.sheet is not None
    return said or error.code != "no_agency"


def _with_columns(laid: LaidOut, cover: Mapping[str, pa.Array]) -> pa.Table:
    """The laid-out rows with the cover's columns as they were resolved."""
    table = laid.rows
    for name, column in cover.items():
        if name in table.column_names:
            table = table.drop_columns([name])
        table = table.append_column(name, column)
    return table
