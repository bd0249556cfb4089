"""Workbooks as offices make them, for the tests of the importer."""

import io

from openpyxl import Workbook

HEAD = ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体",
        "公开渠道和载体", "公开对象", "公开方式", "公开层级"]  # fmt: skip
ROW = [1, "最低生活保障", "审核确认结果", "保障对象姓名；保障金额", "《社会救助暂行办法》",
       "20个工作日内", "柳溪镇人民政府", "■政府网站 □政府公报", "全社会", "主动", "乡、村级"]  # fmt: skip


def row(**changes):
    """The sample row; `at3="x"` changes the cell at place 3."""
    cells = list(ROW)
    for place, value in changes.items():
        cells[int(place.removeprefix("at"))] = value
    return cells


def workbook(*sheets, merge=(), hidden=()):
    """A workbook of (title, lines) pairs; `merge` names ranges of the first sheet."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    for area in merge:
        book.worksheets[0].merge_cells(area)
    return saved(book)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out


def simple(*rows, head=HEAD, title="社会救助"):
    return workbook((title, [head, *rows]))
