"""Where the sample is: areas, invented agencies, and how many young people each works with."""

from __future__ import annotations

from dataclasses import dataclass

# How identifiers are written in an area (see sample_records.write_identifier):
#   plain       the area's letters are part of every identifier
#   registered  the letters are a prefix that register.csv names, or left out
#   year        year and number
#   small       numbers under 1000
_PLACES = """
889|E06000008|Blackburn with Darwen|E12000002|BWD|registered
890|E06000009|Blackpool|E12000002|BPL|registered
888|E10000017|Lancashire|E12000002|LAN|registered
352|E08000003|Manchester|E12000002|MCR|plain
358|E08000009|Trafford|E12000002|TRA|plain
356|E08000007|Stockport|E12000002|SKP|plain
355|E08000006|Salford|E12000002|SAL|plain
354|E08000005|Rochdale|E12000002|ROC|plain
350|E08000001|Bolton|E12000002|BOL|plain
357|E08000008|Tameside|E12000002|TAM|plain
351|E08000002|Bury|E12000002|BUR|plain
353|E08000004|Oldham|E12000002|OLD|plain
341|E08000012|Liverpool|E12000002|LIV|plain
359|E08000010|Wigan|E12000002|WIG|plain
344|E08000015|Wirral|E12000002|WIR|plain
380|E08000032|Bradford|E12000003|YP|plain
383|E08000035|Leeds|E12000003|LDS|year
373|E08000019|Sheffield|E12000003|SHF|registered
372|E08000018|Rotherham|E12000003|ROT|small
382|E08000034|Kirklees|E12000003|KIR|plain
381|E08000033|Calderdale|E12000003|CLD|plain
384|E08000036|Wakefield|E12000003|WAK|plain
810|E06000010|Kingston upon Hull, City of|E12000003|KUH|plain
816|E06000014|York|E12000003|YOR|plain
371|E08000017|Doncaster|E12000003|DON|plain
815|E10000023|North Yorkshire|E12000003|NYK|plain
306|E09000008|Croydon|E12000007|CRO|registered
209|E09000023|Lewisham|E12000007|LEW|plain
304|E09000005|Brent|E12000007|BRE|plain
316|E09000025|Newham|E12000007|NWM|year
202|E09000007|Camden|E12000007|CAM|plain
210|E09000028|Southwark|E12000007|SWK|plain
CH||City and Hackney|E12000007|HCK|plain
211|E09000030|Tower Hamlets|E12000007|TOW|registered
320|E09000031|Waltham Forest|E12000007|WLF|plain
308|E09000010|Enfield|E12000007|ENF|plain
309|E09000014|Haringey|E12000007|HGY|plain
313|E09000018|Hounslow|E12000007|HOU|plain
LR||Leicestershire and Rutland|E12000004|LRU|registered
856|E06000016|Leicester|E12000004|LEI|plain
892|E06000018|Nottingham|E12000004|NTM|registered
831|E06000015|Derby|E12000004|DBY|small
830|E10000007|Derbyshire|E12000004|DSH|plain
925|E10000019|Lincolnshire|E12000004|LIN|plain
928|E10000021|Northamptonshire|E12000004|NHS|plain
891|E10000024|Nottinghamshire|E12000004|NTS|plain
330|E08000025|Birmingham|E12000005|BIR|plain
331|E08000026|Coventry|E12000005|COV|plain
861|E06000021|Stoke-on-Trent|E12000005|SOT|plain
333|E08000028|Sandwell|E12000005|SAN|plain
335|E08000030|Walsall|E12000005|WSL|plain
894|E06000020|Telford and Wrekin|E12000005|TWK|plain
860|E10000028|Staffordshire|E12000005|STA|plain
336|E08000031|Wolverhampton|E12000005|WOL|plain
332|E08000027|Dudley|E12000005|DUD|plain
334|E08000029|Solihull|E12000005|SOL|plain
881|E10000012|Essex|E12000006|ESS|plain
874|E06000031|Peterborough|E12000006|PET|plain
821|E06000032|Luton|E12000006|LUT|plain
926|E10000020|Norfolk|E12000006|NFK|plain
919|E10000015|Hertfordshire|E12000006|HRT|plain
883|E06000034|Thurrock|E12000006|THU|plain
822|E06000055|Bedford|E12000006|BDF|plain
886|E10000016|Kent|E12000008|KEN|plain
931|E10000025|Oxfordshire|E12000008|OXF|plain
851|E06000044|Portsmouth|E12000008|POR|plain
846|E06000043|Brighton and Hove|E12000008|BTN|plain
871|E06000039|Slough|E12000008|SLO|plain
870|E06000038|Reading|E12000008|RDG|plain
825|E10000002|Buckinghamshire|E12000008|BUC|plain
826|E06000042|Milton Keynes|E12000008|MKS|plain
887|E06000035|Medway|E12000008|MED|plain
801|E06000023|Bristol, City of|E12000009|BRS|plain
879|E06000026|Plymouth|E12000009|PLY|plain
908|E06000052|Cornwall|E12000009|CWL|plain
878|E10000008|Devon|E12000009|DEV|plain
916|E10000013|Gloucestershire|E12000009|GLO|plain
866|E06000030|Swindon|E12000009|SWI|plain
880|E06000027|Torbay|E12000009|TOR|plain
391|E08000021|Newcastle upon Tyne|E12000001|NCL|small
806|E06000002|Middlesbrough|E12000001|MID|small
394|E08000024|Sunderland|E12000001|SUN|small
840|E06000047|County Durham|E12000001|DUR|small
390|E08000020|Gateshead|E12000001|GAT|small
808|E06000004|Stockton-on-Tees|E12000001|STN|small
WA||Wales||WAL|plain
SC||Scotland||SCO|plain
NI||Northern Ireland||NIR|plain
"""

# Other ways in which an area column names its area: a GSS code of later years, or of a nation.
OTHER_AREA_TEXTS = {
    "390": ("E08000037",),
    "WA": ("Cardiff", "Swansea", "Newport", "Wrexham", "W06000015", "W92000004"),
    "SC": ("Glasgow City", "Fife", "Dundee City", "S12000036", "S92000003"),
    "NI": ("Belfast", "Mid Ulster", "N09000003"),
}

# Which questions an agency's own form leaves out.
FORMS: dict[str, frozenset[str]] = {
    "full": frozenset(),
    "no_nature": frozenset({"initiated_by", "coercion_methods", "exploitation_levels"}),
    "no_health": frozenset(
        {"sexual_health_concern", "mental_health_concern", "camhs_contact", "substance_misuse"}
    ),
    "no_justice": frozenset({"criminal_justice_issues", "court_proceedings"}),
    "no_missing": frozenset({"location_type", "missing_episodes", "gang_association"}),
    "no_background": frozenset({"nationality", "special_educational_needs"}),
}

# key|name|type|form|area:young people counted, ...
_AGENCIES = """
S01|Fernquill Safeguarding Team|statutory|full|889:34
S02|Mossbarrow Children's Services|statutory|full|890:26
S03|Tindlewick Safeguarding Team|statutory|no_health|888:22
S04|Brindlecote Children's Services|statutory|full|354:18
S05|Carrowmarsh Child Protection Unit|statutory|no_nature|353:20
S06|Dunnockfield Safeguarding Team|statutory|no_justice|380:22
S07|Elverbrook Children's Services|statutory|full|383:12
S08|Gorsewick Safeguarding Team|statutory|full|373:24
S09|Harrowlinnet Children's Services|statutory|no_missing|372:20
S10|Ivelstone Children's Services|statutory|full|306:20
S11|Jackdawmere Child Protection Unit|statutory|no_background|209:16
S12|Kestrelhythe Children's Services|statutory|full|316:9
S13|Larchquay Safeguarding Team|statutory|full|CH:11
S14|Merlinshaw Children's Services|statutory|no_nature|211:8
S15|Nettlewharf Child Protection Unit|statutory|full|308:6
S16|Otterquern Children's Services|statutory|full|LR:18
S17|Plovergarth Safeguarding Team|statutory|no_health|892:10
S18|Quincebeck Children's Services|statutory|full|831:8
S19|Ravensorrel Children's Services|statutory|full|330:26
S20|Sedgewarden Child Protection Unit|statutory|no_nature|331:11
S21|Tealcombe Quay Safeguarding Team|statutory|no_justice|333:12
S22|Umberlode Children's Services|statutory|full|894:18
S23|Vetchmoor Children's Services|statutory|full|881:17
S24|Wrenthistle Safeguarding Team|statutory|full|874:14
S25|Yarrowfinch Children's Services|statutory|no_missing|821:9
S26|Aldersnipe Child Protection Unit|statutory|full|926:10
S27|Bitternhay Children's Services|statutory|full|886:8
S28|Curlewdyke Safeguarding Team|statutory|no_health|931:6
S29|Dabchickle Children's Services|statutory|full|391:3
S30|Egretholme Children's Services|statutory|full|
S31|Fieldfarrow Child Protection Unit|statutory|full|
S32|Goosanderby Children's Services|statutory|full|
M01|Hobbywick Partnership|mixed|full|816:8
V01|Paperlantern Yard Project|voluntary|full|889:11
V02|Quietharbour Lane Trust|voluntary|no_nature|890:8
V03|Tinwhistle Street Project|voluntary|full|888:15
V04|Marblefinch Young People's Trust|voluntary|no_health|352:25,358:5,356:6,355:2
V05|Blueladder Youth Project|voluntary|full|354:6,350:9,357:7,351:3
V07|Stonelark Young People's Trust|voluntary|full|380:30,383:14,382:12,381:7
V08|Greenkettle Project|voluntary|no_missing|373:18,372:6,371:5
V09|Sixpenny Orchard Trust|voluntary|no_justice|384:9,810:6,815:5
V10|Copperthimble Youth Project|voluntary|full|306:14,209:8,210:16,313:6
V11|Windlass Court Young People's Trust|voluntary|no_background|304:15,316:12,202:9,320:6
V12|Amberferry Project|voluntary|no_justice|CH:10,211:9,309:7
V13|Saltmarbles Trust|voluntary|full|LR:14,856:26,925:5,928:6
V14|Nightjarrow Youth Project|voluntary|full|892:28,831:20,830:9,891:4
V15|Thirdwindow Project|voluntary|no_nature|330:9,861:8,335:3
V16|Bramblebridge Row Trust|voluntary|full|860:5,336:3
V18|Seaglasswick Project|voluntary|no_justice|886:6,851:7,846:5
V20|Tidewheel Young People's Trust|voluntary|no_health|801:16,879:7,908:4,878:5
V22|Coalscuttle Corner Project|voluntary|full|391:21,806:14,394:9,840:5,390:4,808:5
V23|Wayfarrow National Project|voluntary|full|889:1,341:10,359:4,881:5,919:9,883:4,\
871:3,870:2,825:2,826:2,916:4,866:2,880:2,WA:30,SC:16,NI:12
V24|Heddlewen Project|voluntary|full|WA:15
V25|Burnquhistle Trust|voluntary|no_nature|SC:7
V26|Loughwhimbrel Youth Project|voluntary|full|NI:5
V27|Drumlinquoit Project|voluntary|full|
V28|Estuarybell Trust|voluntary|full|
"""


@dataclass(frozen=True)
class Place:
    """An area of the sample: an authority, a joint board or another nation."""

    key: str
    gss: str
    name: str
    region: str
    prefix: str
    identifiers: str

    @property
    def in_england(self) -> bool:
        """Whether the area is in England."""
        return bool(self.region)

    def texts(self) -> tuple[str, ...]:
        """Return the ways to write the area, its name first."""
        codes = (self.key, self.gss) if self.gss else ()
        return (self.name, *codes, *OTHER_AREA_TEXTS.get(self.key, ()))


@dataclass(frozen=True)
class Agency:
    """An invented agency, its type, its form and the young people it counts in each area."""

    key: str
    name: str
    type: str
    form: str
    counts: tuple[tuple[str, int], ...]

    @property
    def omitted(self) -> frozenset[str]:
        """The questions that the agency does not ask."""
        return FORMS[self.form]

    @property
    def slug(self) -> str:
        """A file name made of the agency's name."""
        word = self.name.split(" (")[0].lower().replace("'", "")
        return word.replace(" ", "-")


def _places() -> dict[str, Place]:
    rows = (line.split("|") for line in _PLACES.strip().splitlines())
    return {row[0]: Place(*row) for row in rows}


def _agencies() -> dict[str, Agency]:
    found = {}
    for line in _AGENCIES.strip().replace("\\\n", "").splitlines():
        key, name, kind, form, cells = line.split("|")
        pairs = (cell.split(":") for cell in cells.split(",") if cell)
        counts = tuple((place, int(number)) for place, number in pairs)
        found[key] = Agency(key, f"{name} (sample)", kind, form, counts)
    return found


PLACES = _places()
AGENCIES = _agencies()
