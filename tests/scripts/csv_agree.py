"""Compares what other programs read of a table with what a strict reader of CSV does.

csv_agree.py read FILE           reads it with pandas, every cell as text, and writes it as CSV to standard output
csv_agree.py compare FILE OTHER  compares two files of CSV cell by cell
csv_agree.py workbook FILE OTHER compares CSV with what a spreadsheet made of the workbook of the same table
"""
import csv
import re
import sys


def table(file):
    with open(file, encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines, strict=True)
    if not rows or any(len(row) != len(header) for row in rows):
        sys.exit(f"{file}: {len(rows)} rows, not all of {len(header)} cells")
    return header, rows


def plain(cell):
    return cell.replace("\r\n", "\n")


def unprotected(cell):
    """As a workbook has it: without the apostrophe, and in the words of a spreadsheet."""
    cell = plain(cell[1:] if cell.startswith("'") else cell)
    return cell.upper() if cell in ("true", "false") else cell


def number(cell):
    return float(cell) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else cell


def compare(file, other, seen):
    (header, rows), (names, others) = table(file), table(other)
    if header != names or len(rows) != len(others):
        sys.exit(f"{other}: {len(others)} rows of {names[:3]}..., not {len(rows)} of {header[:3]}...")
    for line, (row, cells) in enumerate(zip(rows, others), 1):
        for name, cell, read in zip(header, row, cells):
            if number(seen(cell)) != number(plain(read)):
                sys.exit(f"{other}, line {line}, {name}: {read!r}, not {cell!r}")
    print(f"{other.split('/')[-1]}: {len(rows)} rows of {len(header)} columns agree")


if sys.argv[1] == "read":
    import pandas

    pandas.read_csv(sys.argv[2], dtype=str, keep_default_na=False).to_csv(sys.stdout, index=False, lineterminator="\r\n")
else:
    compare(sys.argv[2], sys.argv[3], unprotected if sys.argv[1] == "workbook" else plain)
