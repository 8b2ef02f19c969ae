"""Compares CSV from the service with what a spreadsheet made of it.

csv_cells.py PATH OPENAPI CSV FODS BACK: the list's path, the API's document (for the types of the columns), the CSV, the spreadsheet made of it
as flat XML (which tells text, numbers, days and formulas apart), and CSV made of the spreadsheet.
"""
import csv
import json
import re
import sys
import xml.etree.ElementTree as xml

OFFICE, TABLE, TEXT = ("{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % name for name in ("office", "table", "text"))


def rows(fods):
    for row in xml.parse(fods).getroot().iter(TABLE + "table-row"):
        cells = []
        for cell in row.iter(TABLE + "table-cell"):
            cells += [cell] * int(cell.get(TABLE + "number-columns-repeated", "1"))
        yield from [cells] * int(row.get(TABLE + "number-rows-repeated", "1"))


def shown(element):
    parts = [element.text or ""]
    for inner in element:
        parts.append(" " * int(inner.get(TEXT + "c", "1")) if inner.tag == TEXT + "s" else "\t" if inner.tag == TEXT + "tab" else shown(inner))
        parts.append(inner.tail or "")
    return "".join(parts)


def schemas(document, path):
    row = document["paths"][path]["get"]["responses"]["200"]["content"]["text/csv"]["schema"]["contentSchema"]["items"]["$ref"].split("/")[-1]
    return document["components"]["schemas"][row]["properties"]


def wrong(cell, text, schema):
    """What is wrong with a cell of the spreadsheet, given the text of the CSV and the type of the column; None where all is well."""
    kind = cell.get(OFFICE + "value-type")
    if text == "":
        return None if kind is None else "is not empty"
    types = schema.get("type", [])
    # The constant that an .xlsx has for a boolean is all the formula there may be.
    if cell.get(TABLE + "formula") and not ("boolean" in types and cell.get(TABLE + "formula") in ("of:=TRUE()", "of:=FALSE()")):
        return "is computed: " + cell.get(TABLE + "formula")
    if "number" in types or "integer" in types:
        return None if kind == "float" and float(cell.get(OFFICE + "value")) == float(text) else "is no number"
    if "boolean" in types:
        return None if kind == "boolean" and cell.get(OFFICE + "boolean-value") == text else "is neither true nor false"
    # A whole day may also be kept as text: the result is the same.
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return None if kind == "date" and cell.get(OFFICE + "date-value") == text else "is no day"
    # Also a year, and other whole numbers that lose nothing when they become numbers.
    if re.fullmatch(r"[1-9]\d{0,14}", text) and kind == "float":
        return None if float(cell.get(OFFICE + "value")) == float(text) else "is another number"
    if kind != "string":
        return f"is a {kind}: {cell.get(OFFICE + 'value') or cell.get(OFFICE + 'date-value')}"
    now = "\n".join(shown(paragraph) for paragraph in cell.iter(TEXT + "p"))
    return None if now == text.replace("\r\n", "\n") else f"says {now!r}"


def main(path, document, source, fods, back):
    header, *lines = csv.reader(open(source, encoding="utf-8-sig", newline=""), strict=True)
    columns = schemas(json.load(open(document, encoding="utf-8")), path)
    if header != list(columns):
        sys.exit(f"{path}: the header is not what the document says")
    sheet = [cells for cells in rows(fods)][: len(lines) + 1]
    again = list(csv.reader(open(back, encoding="utf-8-sig", newline="")))
    if len(sheet) != len(lines) + 1 or len(again) != len(lines) + 1 or not lines:
        sys.exit(f"{path}: {len(lines)} lines, of which {len(sheet) - 1} are in the spreadsheet and {len(again) - 1} came back")
    found = []
    for number, (line, cells, returned) in enumerate(zip(lines, sheet[1:], again[1:]), 1):
        cells = cells + [xml.Element("none")] * (len(header) - len(cells))
        for name, text, cell, end in zip(header, line, cells, returned):
            complaint = wrong(cell, text, columns[name])
            if complaint is None and end.replace("\r\n", "\n").lower() != text.replace("\r\n", "\n").lower():
                complaint = f"came back as {end!r}"
            if complaint:
                found.append(f"{path}, line {number}, {name} = {text!r}: {complaint}")
    if found:
        sys.exit("\n".join(found[:20]))
    print(f"{path}: {len(lines)} lines of {len(header)} columns are in a spreadsheet, and back, what they were")


main(*sys.argv[1:])
