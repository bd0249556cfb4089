"""An invented letter, to look at a template before it is used."""

from datetime import date

from gongkai.typeset.letters.letter import Items, Letter, Paragraph, Query, Table

SAMPLE = Letter(
    organ="青禾县柳溪镇人民政府",
    title="政府信息部分公开告知书",
    on=date(2026, 3, 20),
    number="柳政依复〔2026〕12号",
    addressee="周先生",
    body=(
        Paragraph("（样例）本机关于2026年3月2日收到您网上提交的政府信息公开申请，决定部分公开。"),
        Items(("予以公开的内容见附件。", "不予公开的部分和理由如下。")),
        Table(("序号", "不予公开的部分", "理由"), (("1", "银行账号", "涉及个人隐私"),)),
    ),
    remedy="（样例）如不服本决定，应当自收到本告知书之日起60日内先向青禾县人民政府申请行政复议。",
    attachments=("补助资金发放明细",),
    contact=("联系单位：柳溪镇党政办公室　电话：0000-5550101",),
    query=Query("7K3M-92QX", "https://gk.qinghe.example/jindu/7K3M92QX"),
    copies="青禾县人民政府办公室",
    issued_by="青禾县柳溪镇党政办公室",
)
