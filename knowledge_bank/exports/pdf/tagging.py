"""What WeasyPrint leaves undone in the tags of a PDF, done before the file is written.

The file is still a list of objects then: dictionaries that name each other by reference.
Nothing is renumbered and what is added comes in the order of reading, so the same document gives
the same bytes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

# Empty, these still say that there is something: a place in a grid, or what stands around one.
MAY_BE_EMPTY = ("/TH", "/TD", "/TR", "/THead", "/TBody", "/Table", "/Document")
PRINT = 4


def mend(links: Mapping[str, str], _document: object, pdf: Any) -> None:
    """Complete the tags of `pdf`; WeasyPrint calls it when all else is in place.

    `links` has the words of each link by where it leads.
    """
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("Type") == "/Annot":
            one["F"] = PRINT
            target = one["Contents"].string
            one["Contents"].string = links.get(target, target)
    _running_lines(pdf)
    root = _named(pdf, _named(pdf, pdf.catalog["StructTreeRoot"])["K"][0])
    _without_empty(pdf, root)
    for item in list(_all(pdf, root)):
        if item["S"] == "/LI":
            _with_body(pdf, item)
    for table in _below(pdf, root, "/Table"):
        _associate(pdf, table)


def _named(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _children(pdf: Any, element: Any) -> Iterator[Any]:
    """The elements right below `element`, without the places on the page that it names."""
    for kid in element["K"]:
        child = _named(pdf, kid) if isinstance(kid, bytes) else {}
        if "S" in child:
            yield child


def _below(pdf: Any, element: Any, *kinds: str) -> Iterator[Any]:
    """The elements of these kinds below `element`, in order, none inside another."""
    for child in _children(pdf, element):
        if child["S"] in kinds:
            yield child
        else:
            yield from _below(pdf, child, *kinds)


def _all(pdf: Any, element: Any) -> Iterator[Any]:
    """Every element below `element`, in order."""
    for child in _children(pdf, element):
        yield child
        yield from _all(pdf, child)


def _with_body(pdf: Any, item: Any) -> None:
    """Part what an item of a list says from its mark, as they are where the mark stands outside."""
    inside = list(_children(pdf, item))
    if any(child["S"] == "/LBody" for child in inside):
        return
    said = [child for child in inside if child["S"] != "/Lbl"]
    kids = item["K"]
    body = type(item)({**item, "S": "/LBody", "K": type(kids)(one.reference for one in said)})
    pdf.add_object(body)
    body["P"] = item.reference
    for child in said:
        child["P"] = body.reference
        kids.remove(child.reference)
    kids.append(body.reference)


def _running_lines(pdf: Any) -> None:
    """Head and foot of every sheet are furniture: no reader wants to hear them each time."""
    root = _named(pdf, pdf.catalog["StructTreeRoot"])
    read = set(_places(pdf, _named(pdf, root["K"][0])))
    numbers = _named(pdf, root["ParentTree"])["Nums"]
    for page, (reference, owners) in enumerate(
        zip(pdf.page_references, numbers[1::2], strict=False)
    ):
        content = _named(pdf, _named(pdf, reference)["Contents"]).stream
        for at, part in enumerate(content):
            if isinstance(part, dict) and "MCID" in part and (page, part["MCID"]) not in read:
                _named(pdf, owners[part["MCID"]]).clear()
                owners[part["MCID"]] = b"null"
                content[at - 1] = "/Artifact"
                part.clear()
                part["Type"] = "/Pagination"


def _places(pdf: Any, element: Any) -> Iterator[tuple[int, int]]:
    """Sheet and number of each piece of the page that belongs to `element`."""
    sheets = {reference: at for at, reference in enumerate(pdf.page_references)}
    waiting = [element]
    while waiting:
        one = waiting.pop()
        waiting += _children(pdf, one)
        yield from ((sheets[one["Pg"]], kid) for kid in one["K"] if isinstance(kid, int))


def _without_empty(pdf: Any, element: Any) -> None:
    """Take out what holds nothing: a box to tick or a rule is drawn, and has no words."""
    for child in list(_children(pdf, element)):
        _without_empty(pdf, child)
        if not child["K"] and child["S"] not in MAY_BE_EMPTY:
            element["K"].remove(child.reference)
            child.clear()


def _associate(pdf: Any, table: Any) -> None:
    """Say of each heading whether it is of its row or its column, and of each cell its headings."""
    columns: dict[int, list[Any]] = {}
    rows: dict[int, list[Any]] = {}
    covered: dict[tuple[int, int], bool] = {}
    for at, row in enumerate(_below(pdf, table, "/TR")):
        cells = list(_children(pdf, row))
        heads = all(cell["S"] == "/TH" for cell in cells) or _is_in_head(pdf, row)
        column = 0
        for cell in cells:
            while covered.get((at, column)):
                column += 1
            down = range(at, at + cell["A"].get("RowSpan", 1))
            across = range(column, column + cell["A"].get("ColSpan", 1))
            covered.update({(line, place): True for line in down for place in across})
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = "/Column" if heads else "/Row"
                for place in across if heads else down:
                    (columns if heads else rows).setdefault(place, []).append(cell["ID"])
            else:
                named = [one for line in down for one in rows.get(line, ())]
                named += [one for place in across for one in columns.get(place, ())]
                cell["A"]["Headers"][:] = named
            column = across.stop


def _is_in_head(pdf: Any, row: Any) -> bool:
    return bool(_named(pdf, row["P"])["S"] == "/THead")
