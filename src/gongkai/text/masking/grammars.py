"""What the elements of Word's, Excel's and the web's markup mean to a masked copy."""

from gongkai.text.masking.flow import Grammar

_MOVES = frozenset(
    {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}
    | {"customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart"}
    | {"customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"}
    | {"customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"}
)
_FORMER = frozenset(
    {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange"}
    | {"tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge"}
)
_REMARKS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_INSERTED = frozenset({"object", "OLEObject", "altChunk", "subDoc", "externalData"})
_DELETED = frozenset({"del", "moveFrom"})

WORD = Grammar(
    blocks=frozenset({"p"}),
    runs=frozenset({"t", "delText"}),
    breaks={"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-",
            "softHyphen": "\u00ad"},
    cut=_MOVES | _FORMER | _REMARKS | _INSERTED | _DELETED | {"mailMerge", "dataBinding"},
    unwrapped=frozenset({"ins", "moveTo"}),
    deleted=_DELETED,
    codes=frozenset({"instrText", "delInstrText"}),
)  # fmt: skip
BOOK = Grammar(
    blocks=frozenset({"p", "si", "is"}),
    runs=frozenset({"t"}),
    breaks={"br": "\n"},
    cut=frozenset(
        {"oleObjects", "pivotCaches", "externalReferences", "absPath", "rPh"}
        | {"strCache", "numCache", "multiLvlStrCache", "externalData"}
    ),
    doomed={
        **dict.fromkeys(
            ("slicerList", "slicerCaches", "timelineRefs", "timelineCacheRefs", "dataModel"), "ext"
        ),
        "slicer": "AlternateContent",
        "timeslicer": "AlternateContent",
        "ClientData": "shape",
    },
    is_sheet=True,
)
WEB = Grammar(
    blocks=frozenset(
        {"p", "h2", "h3", "h4", "li", "td", "th", "caption", "figcaption", "blockquote"}
    ),
    runs=None,
    breaks={"br": "\n", "img": "\n"},
    void=frozenset({"br", "img", "hr"}),
)
