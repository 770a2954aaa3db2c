"""The `filing` line: what was filed, by whom, and what became of each document."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from parsers.records.kinds import Date, Record, Text


class Registrant(Struct, kw_only=True, forbid_unknown_fields=True):
    """One party of the header: a FILER, ISSUER, DEPOSITOR or other block."""

    cik: Annotated[Text, Meta(description="Central index key, ten digits as text.")] = UNSET
    name: Annotated[Text, Meta(description="COMPANY CONFORMED NAME.")] = UNSET
    file_numbers: Annotated[
        list[str], Meta(description="Each SEC FILE NUMBER of the block, '333-104662-07'.")
    ] = msgspec.field(default_factory=list)
    role: Annotated[
        Text,
        Meta(description="The block's name in small letters: 'filer', 'issuing_entity', 'filed_by'."),
    ] = UNSET


class Document(Struct, kw_only=True, forbid_unknown_fields=True):
    """One document of the submission."""

    sequence: Annotated[int, Meta(description="SEQUENCE, or its place where none is printed.")]
    type: Annotated[Text, Meta(description="TYPE: '8-K', 'EX-99.1'.")] = UNSET
    filename: Annotated[Text, Meta(description="FILENAME; absent before June 2000.")] = UNSET
    description: Annotated[Text, Meta(description="DESCRIPTION, where the filer gave one.")] = UNSET
    bytes: Annotated[int, Meta(description="Length of the document's text in bytes.")]
    sha256: Annotated[str, Meta(description="SHA-256 of the document's text.")]
    layout: Annotated[str | None, Meta(description="The layout that read it; null where none did.")] = None
    reason: Annotated[
        str | UnsetType, Meta(description="Why no layout read it: what the document is, in words.")
    ] = UNSET


class Filing(Record, kw_only=True, tag="filing"):
    """The first line of every file. What a bare exhibit does not say is left out."""

    accession: Annotated[str | None, Meta(description="Accession number with dashes.")] = None
    form: Annotated[Text, Meta(description="CONFORMED SUBMISSION TYPE: '8-K', '8-K/A', '10-D'.")] = UNSET
    filed: Annotated[Date, Meta(description="FILED AS OF DATE.")] = UNSET
    period: Annotated[
        Date, Meta(description="CONFORMED PERIOD OF REPORT. Unreliable: the statement's date counts.")
    ] = UNSET
    items: Annotated[
        list[str] | UnsetType,
        Meta(description="ITEM INFORMATION, a number or its text, as the header gives it."),
    ] = UNSET
    registrants: Annotated[
        list[Registrant] | UnsetType, Meta(description="Every party of the header, in its order.")
    ] = UNSET
    issuing_entity: Annotated[
        Text,
        Meta(description="The issuing entity as a cover prints it over its caption (10-D; 8-K from 2006)."),
    ] = UNSET
    depositor: Annotated[Text, Meta(description="The depositor, likewise.")] = UNSET
    sponsor: Annotated[Text, Meta(description="The sponsor, likewise; several are joined by '; '.")] = UNSET
    distribution_period_start: Annotated[
        Date,
        Meta(
            description="First day of the distribution period on a 10-D's cover: the month before the"
            " distribution (Residential Funding), or the days since the last one (Wells Fargo)."
        ),
    ] = UNSET
    distribution_period_end: Annotated[Date, Meta(description="Last day of that period.")] = UNSET
    documents: Annotated[
        list[Document], Meta(description="Every document, read or not, in the order of the file.")
    ] = msgspec.field(default_factory=list)
    url: Annotated[Text, Meta(description="Canonical address: www.sec.gov, first registrant.")] = UNSET
    sha256: Annotated[str, Meta(description="SHA-256 of the raw submission, uncompressed.")]
    incomplete: Annotated[
        Text,
        Meta(
            description="What of the submission is missing, where EDGAR itself serves it cut, without a"
            " document or with fewer than its header counts. One fewer is not missing: EDGAR counts one more"
            " than it disseminates at times. Absent where all is there."
        ),
    ] = UNSET
    statements: Annotated[
        int, Meta(description="How many statements follow, unrecognised ones included.")
    ] = 0
    parser_version: Annotated[str, Meta(description="Version of the parsers that wrote the file.")]
    schema_version: Annotated[str, Meta(description="Version of this schema.")]
