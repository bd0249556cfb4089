"""Invented contents for every answer type and every letter, of 柳溪镇 to 周先生."""

from datetime import date

from gongkai.foi.papers import Matter, Receiver, Sender, paper, reply
from gongkai.law import fees
from gongkai.law.answers import Answer
from gongkai.law.answers import answer as answer_of
from gongkai.law.letters import letter as rule
from gongkai.law.remedies import Forum
from gongkai.law.request_events import Channel
from gongkai.typeset.letters import Letter, Query

ON = date(2026, 3, 20)
SENDER = Sender(
    organ="青禾县柳溪镇人民政府",
    contact=("联系单位：柳溪镇党政办公室　地址：青禾县柳溪镇政务路1号　电话：0000-5550101",),
    forum=Forum("青禾县人民政府", "青禾县人民法院", "https://fuyi.qinghe.example/"),
    issued_by="青禾县柳溪镇党政办公室",
)
MATTER = Matter(
    number="青柳公开申〔2026〕12号",
    received_on=date(2026, 3, 2),
    channel=Channel.ONLINE,
    asked="柳溪镇2025年度农村危房改造补助资金的发放明细",
    applicant=Receiver("周先生"),
    query=Query("7K3M-92QX", "https://gk.qinghe.example/jindu/7K3M92QX"),
)
FARM = Receiver("青禾县望湖种植专业合作社", organisation=True)
COMPANY = "青禾县望湖建材有限公司"
NUMBER = "柳政依复〔2026〕12号"
REASONS = {"reasons": "该信息由本机关在办理农村危房改造补助时制作、保存"}
PRIVATE = "农户的银行账号、家庭成员的病残情况"

ANSWERS: dict[str, dict[str, object]] = {
    "A1": {
        "reasons": "该信息已于2026年1月20日在县政府网站公开",
        "path": "县政府网站“重点领域信息公开—社会救助”栏目，标题为《柳溪镇2025年度农村危房改造补助资金发放公示》，"
        "网址：https://gk.qinghe.example/liuxi/2026/118.html",
    },
    "A2": {**REASONS, "provision": "该信息随本告知书提供，见附件"},
    "A3": {
        "reasons": f"该信息由本机关制作、保存，其中{PRIVATE}涉及个人隐私，可以与其他内容区分",
        "provision": "补助资金发放的户数、村组、金额和标准，见附件",
        "withheld": (
            (
                "1",
                "农户的银行账号",
                "涉及个人隐私，公开会损害第三方的合法权益",
                "《政府信息公开条例》第十五条",
            ),
            (
                "2",
                "家庭成员的病残情况",
                "涉及个人隐私，第三方不同意公开",
                "《政府信息公开条例》第十五条",
            ),
        ),
    },
    "A4": {"reasons": "该信息由有权机关依法确定为国家秘密，尚在保密期限内"},
    "A5": {
        "reasons": "该信息是统计调查中获得的能够识别单个统计调查对象身份的资料",
        "forbidding_law": "《中华人民共和国统计法》关于统计资料保密的规定",
    },
    "A6": {"reasons": "该信息载明应急物资储备库的位置和警戒安排，公开可能危及公共安全"},
    "A7": {
        "reasons": f"该信息中的{PRIVATE}涉及个人隐私",
        "consulted": "本机关于2026年3月6日书面征求第三方意见，第三方于2026年3月13日答复不同意公开",
        "weighing": "不公开上述内容不会对公共利益造成重大影响",
    },
    "A8": {
        "reasons": "该信息是本机关内部值班和车辆使用的安排",
        "weighing": "该信息不对外部产生影响，公开会妨碍内部管理",
    },
    "A9": {
        "reasons": "该信息是本机关讨论补助方案时形成的会议记录，方案正式文本已经公开",
        "weighing": "公开讨论过程会影响参加人员坦率发表意见，且不影响申请人了解最终决定",
    },
    "A10": {
        "reasons": "该信息是本机关办理行政处罚案件形成的案卷材料",
        "weighing": "处罚决定已经依法公开，案卷中的调查材料不宜公开",
    },
    "A11": {
        "reasons": "申请公开的是不动产登记资料",
        "special_law": "《不动产登记暂行条例》关于不动产登记资料查询的规定",
        "where": "青禾县不动产登记中心，地址：青禾县城关路8号",
    },
    "A12": {
        "reasons": "本机关未制作、未获取该信息",
        "search": "在本机关档案室和公文系统中，以“危房改造”“补助”“发放明细”为关键词，检索2024年1月至2026年3月的文件",
        "finding": "没有找到符合申请描述的信息",
    },
    "A13": {
        "reasons": "该信息由县住房和城乡建设局制作",
        "right_body": "青禾县住房和城乡建设局（电话：0000-5550202）",
    },
    "A14": {"reasons": "本机关只有逐户的发放记录，没有按年龄分组的统计结果"},
    "A15": {
        "reasons": "本机关于2026年3月4日告知补正，3月10日收到补正材料",
        "unclear": "补正材料没有写明信息的名称、年度或者其他能够检索的特征",
    },
    "A16": {
        "reasons": "申请的内容是反映邻里宅基地纠纷并要求处理",
        "door": "柳溪镇信访接待室（电话：0000-5550303）",
    },
    "A17": {"reasons": "两次申请的信息相同", "earlier": "柳政依复〔2026〕3号，2026年1月15日"},
    "A18": {
        "reasons": "申请提供的是县人民政府公报",
        "where": "青禾县图书馆和县政府网站“政府公报”栏目",
    },
    "A19": {
        "reasons": "2026年1月1日至3月1日共收到{x}同一内容的申请46件",
        "explained": "认为多次申请可以加快办理",
    },
    "A20": {
        "reasons": "申请在原复印件上加盖公章",
        "earlier": "2025年12月8日已经提供该信息的复印件",
    },
    "A21": {"facts": "本机关于2026年3月4日告知补正，补正期限至2026年3月18日，期满未收到补正材料"},
    "A22": {"facts": "本机关于2026年3月4日送达收费通知，缴费期限至2026年4月3日，期满未缴费"},
    "A23": {"reasons": "申请人于2026年3月9日书面撤回申请"},
}

LETTERS: dict[str, dict[str, object]] = {
    "L0": {
        "kind": "自然人",
        "identity": "居民身份证（号码略）",
        "phone": "0000-5550909",
        "form": "纸质",
        "way": "邮寄",
    },
    "L1": {"arrived_on": "2026年3月2日", "handler": "李办", "due_on": "2026年3月30日"},
    "L2": {"due_on": "2026年3月30日"},
    "L3": {
        "items": ("信息的年度和所在的村", "身份证明的复印件"),
        "guidance": "可以写明文件的名称、文号，或者补助的对象和发放的时间",
        "period": "自收到本告知书之日起15个工作日",
    },
    "L4": {
        "facts": "2026年1月1日至3月1日共提交申请46件",
        "questions": ("多次申请同一内容的原因", "各件申请之间的区别"),
        "period": "自收到本告知书之日起15个工作日",
    },
    "L5": {"reason": "需要检索的档案数量较大", "due_on": "2026年4月27日"},
    "L5b": {"until": "2026年6月30日"},
    "L6": {"parts": (f"发放明细中的{PRIVATE}",)},
    "L6b": {"party": COMPANY},
    "L7": {"consultation": "该信息涉及第三方的合法权益，本机关于2026年3月6日书面征求第三方意见"},
    "L8": {},
    "L8b": {"period": "2026年3月10日"},
    "L9": {
        "reasons": "该信息关系饮用水水源的安全",
        "content": ("检测机构的名称和检测的日期", "各项检测结果"),
    },
    "L25": fees.by_page(120, ON).told
    | {"account": "青禾县非税收入专户，凭本通知在县政务服务中心或者网上缴费"},
    "L27": {
        "reasons": "申请人提供的存折复印件和本机关的发放凭证一致",
        "facts": "公开的名单中周先生的补助金额误写为1500元，实际为15000元",
        "outcome": "已于2026年3月19日将金额更正为15000元",
    },
    "L28": {"letter_number": f"政府信息予以公开告知书（{NUMBER}）", "way": "邮寄送达"},
    "L29": {
        "item": "2025年度地质灾害隐患点巡查记录",
        "doubt": "记录中含有坐标数据，是否属于涉密测绘成果不明确",
        "proposal": "删去坐标后公开",
    },
    "L30": {
        "times": "3次，3人",
        "proposal": "纳入“社会救助”栏目主动公开",
        "review": "",
    },
    "L31": {
        "claimant": "周先生",
        "challenged": "作出的柳政依复〔2026〕12号政府信息部分公开告知书",
        "facts": "本机关于2026年3月2日收到申请，3月20日作出答复\n不予公开的内容涉及个人隐私，第三方不同意公开",
        "basis": "《政府信息公开条例》第十五条、第三十二条、第三十七条",
        "evidence": (
            ("1", "政府信息公开申请表", "申请人提交", "收到申请的日期和内容"),
            ("2", "征求第三方意见书和回复单", "本机关制作、第三方提交", "已经依法征求意见"),
        ),
    },
}
WHEN = {"A22": date(2026, 4, 7)}
TO = {
    "L6": Receiver(COMPANY, organisation=True),
    "L6b": Receiver(COMPANY, organisation=True),
    "L8": Receiver("青禾县农业农村局", organisation=True),
    "L8b": Receiver("柳溪镇村镇建设办公室", organisation=True),
    "L9": Receiver(COMPANY, organisation=True),
    "L29": Receiver("青禾县国家保密局", organisation=True),
    "L31": Receiver("青禾县人民政府", organisation=True),
}


def told(code: str, **changes: object) -> dict[str, object]:
    """What `paper` needs for this letter."""
    return {
        "sender": SENDER,
        "matter": MATTER,
        "on": ON,
        "to": TO.get(code),
        "number": NUMBER if rule(code).numbered else "",
        "given": LETTERS.get(code, {}),
        **changes,
    }


def answered(code: str, **changes: object) -> Letter:
    """The letter of an answer type."""
    of: Answer = answer_of(code)
    enclosed = ("柳溪镇2025年度农村危房改造补助资金发放明细",) if of.gives_copies else ()
    given = {"given": ANSWERS[code], "attachments": enclosed, "on": WHEN.get(code, ON)}
    return reply(of, **told(of.letter_id, **{**given, **changes}))


def sent(code: str, **changes: object) -> Letter:
    """A letter that carries no answer."""
    return paper(code, **told(code, **changes))
