"""leak.xlsx: a list of poor households as an office keeps it, with everything that must not get out."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment

HEAD = ["序号", "户主姓名", "身份证号", "所在村组", "家庭人数", "保障类别", "保障金额", "银行卡号",
        "联系电话", "致贫原因", "备注"]  # fmt: skip
PERSONS = [
    ["张建国", "11010119900307001X", "桃溪村1组", 2, "A类", 560, "6222021234567890128",
     "13811110001", "因病", "肺癌"],
    ["王秀英", "110101195501011242", "桃溪村2组", 1, "B类", 430, "6222021234567890136",
     "13811110002", "因残", ""],
    ["欧阳春", "110101196211045512", "柳堤村5组", 3, "A类", 1680.5, "6222021234567890144",
     "13811110003", "缺劳力", "电话13900001111"],
]  # fmt: skip
SECRETS = [
    *(str(person[at]) for person in PERSONS for at in (1, 6, 7)), "肺癌", "缺劳力", "13900001111",
]  # fmt: skip
"""What no reader of anything public may find."""


def leak(persons=PERSONS, change=lambda sheet: None) -> bytes:
    """Return the workbook, with a hidden sheet and a comment that hold the numbers once more."""
    book = Workbook()
    sheet = book.active
    sheet.title = "低保"
    sheet.append(["柳溪镇2026年第四季度低保对象花名册"])
    sheet.merge_cells("A1:K1")
    sheet.append(HEAD)
    for number, person in enumerate(persons, start=1):
        sheet.append([number, *person])
    sheet.append(["合计", "", "", "", "", "", sum(person[5] for person in persons)])
    sheet["B3"].comment = Comment("手机 13811110001", "李办")
    hidden = book.create_sheet("底册")
    hidden.append(["身份证号", PERSONS[0][1]])
    hidden.sheet_state = "hidden"
    change(sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
