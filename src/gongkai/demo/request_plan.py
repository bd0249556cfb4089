"""What is asked of the three offices in a year, and how it ends; everything is invented."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """A request: of which office, how many days ago, what for, and how it goes.

    `detour` is what comes before the answer; `end` where it stops: empty for filed, `served`,
    `spot`, `withdrawn`, a state before the signature, `detour` or `arrived`.
    """

    organ: str
    days: int
    code: str
    wanted: str
    detour: str = ""
    end: str = ""
    kind: str = "person"
    channel: str = "in_person"


PLANS = (
    Plan("liuxi", 352, "A1", "柳溪镇2024年农村危房改造补助名单", end="spot"),
    Plan("liuxi", 341, "A2", "柳溪镇振兴路改造工程的中标合同", "consult", kind="company"),
    Plan("wanghu", 338, "A12", "望湖街道1986年门牌编号底册", "search", channel="post_signed"),
    Plan("qinghe", 330, "A13", "青禾县不动产登记簿的查询结果", channel="online"),
    Plan("liuxi", 322, "A3", "柳溪镇2024年临时救助发放明细", channel="online"),
    Plan("wanghu", 315, "A16", "要求查处楼下餐馆油烟扰民", channel="email"),
    Plan("qinghe", 306, "A2", "青禾县2024年一般公共预算支出明细表", kind="research"),
    Plan("liuxi", 298, "A7", "柳溪镇河道清淤工程各家的报价明细", "consult", kind="company"),
    Plan("liuxi", 290, "A21", "全部文件", "correct", channel="online"),
    Plan("wanghu", 284, "A1", "望湖街道老旧小区改造计划", end="spot"),
    Plan("qinghe", 277, "A8", "县政府办公室值班安排和内部考勤制度"),
    Plan("liuxi", 269, "A9", "柳溪镇关于停车场选址的会议讨论记录", kind="legal"),
    Plan("wanghu", 262, "A14", "望湖街道近十年每户救助金额的对比分析表", kind="research"),
    Plan("qinghe", 255, "A18", "2024年《青禾年鉴》", end="spot"),
    Plan("liuxi", 248, "A15", "那份文件", "correct"),
    Plan("liuxi", 240, "A23", "咨询高龄津贴怎样申请", channel="oral"),
    Plan("wanghu", 231, "A10", "望湖街道占道经营处罚案卷", kind="legal", channel="post_signed"),
    Plan("qinghe", 224, "A4", "青禾县某项应急预案的涉密附件"),
    Plan("liuxi", 216, "A17", "柳溪镇2024年农村危房改造补助名单", channel="online"),
    Plan("liuxi", 208, "A22", "柳溪镇三十年来全部征地批文的复制件", "charge", kind="legal"),
    Plan("wanghu", 199, "A5", "望湖街道人口普查原始登记表", kind="research"),
    Plan("qinghe", 190, "A19", "青禾县各部门每日用车登记", "excess", channel="online"),
    Plan("liuxi", 182, "A20", "要求在去年的答复上盖章确认"),
    Plan("liuxi", 175, "A11", "查询企业登记档案", kind="legal"),
    Plan("wanghu", 168, "A2", "望湖街道养老服务设施清单", "extend", kind="welfare"),
    Plan("qinghe", 160, "A6", "青禾县供水管网的节点坐标和阀门密码"),
    Plan("liuxi", 151, "A23", "柳溪镇集市摊位收费标准", end="withdrawn", channel="fax"),
    Plan("liuxi", 140, "A2", "柳溪镇2025年惠农补贴发放标准", channel="online"),
    Plan("wanghu", 128, "A2", "望湖街道停车泊位收费文件的复制件", "charge", kind="company"),
    Plan("qinghe", 117, "A1", "青禾县2025年重大行政决策事项目录", kind="other", channel="email"),
    Plan("liuxi", 104, "A3", "柳溪镇卫生院改扩建工程验收资料", kind="company"),
    Plan("wanghu", 92, "A13", "望湖小学的学区划分依据"),
    Plan("qinghe", 80, "A2", "青禾县公益性岗位补贴资金管理办法", kind="welfare"),
    Plan("liuxi", 66, "A12", "柳溪镇桃溪村1978年的分田台账", "search", channel="post_signed"),
    Plan(
        "liuxi", 60, "A22", "柳溪镇历年设施农用地备案材料的复制件", "charge", "detour", kind="legal"
    ),
    Plan("wanghu", 52, "A2", "望湖街道物业服务考核结果", end="served", channel="online"),
    Plan("liuxi", 38, "A3", "柳溪镇2025年低保动态调整名单", end="served"),
    Plan("qinghe", 18, "A2", "青禾县教师招聘成绩复核规则", end="signed", channel="online"),
    Plan("liuxi", 16, "A2", "柳溪镇垃圾清运服务合同", "consult", "detour", kind="company"),
    Plan("liuxi", 15, "A2", "柳溪镇饮用水水质检测报告", end="signing", channel="online"),
    Plan("wanghu", 12, "A2", "望湖街道电梯加装补贴发放表", end="reviewing"),
    Plan("liuxi", 9, "A2", "村里的账", "correct", "detour", channel="online"),
    Plan("wanghu", 8, "A19", "望湖街道全部会议纪要", "excess", "detour", channel="online"),
    Plan("qinghe", 6, "A2", "青禾县全部招标文件的复制件", "charge", "detour", kind="legal"),
    Plan("liuxi", 4, "A2", "柳溪镇村道硬化项目的资金来源", "none", "detour"),
    Plan("liuxi", 1, "A2", "柳溪镇2026年高标准农田建设方案", end="arrived", channel="online"),
)

_GIVEN = {"reasons": "经审查，申请的信息可以公开", "provision": "见所附文件"}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "A1": {
        "reasons": "经查，申请的信息已经主动公开",
        "path": "县政府网站“信息公开”栏目，在目录中按名称查找；也可以到政务服务中心查阅",
    },
    "A2": _GIVEN,
    "A3": {
        **_GIVEN,
        "reasons": "申请的信息中含有他人的证件号码和账号，能够作区分处理",
        "withheld": "证件号码、银行账号｜个人隐私，公开会损害第三方合法权益｜条例第十五条",
    },
    **{
        code: {"reasons": why, **more}
        for code, why, more in (
            ("A4", "经查，该附件已依法确定为国家秘密", {}),
            (
                "A5",
                "法律规定普查取得的个人资料不得对外提供",
                {"forbidding_law": "《统计法》和《全国人口普查条例》"},
            ),
            ("A6", "公开供水节点和阀门控制信息可能危及公共安全", {}),
            (
                "A7",
                "报价明细属于商业秘密，第三方书面不同意公开，不公开不会对公共利益造成重大影响",
                {
                    "consulted": "已书面征求第三方意见，第三方不同意公开",
                    "weighing": "不公开不会对公共利益造成重大影响",
                },
            ),
            ("A8", "值班安排和考勤制度属于内部管理信息", {"weighing": "与公众利益没有直接关系"}),
            (
                "A9",
                "会议讨论记录属于行政决策过程中形成的信息，选址尚未确定",
                {"weighing": "公开讨论中的意见会妨碍坦率讨论"},
            ),
            ("A10", "申请的材料属于行政执法案卷信息", {"weighing": "公开会影响当事人的合法权益"}),
            ("A13", "该信息由其他机关制作、保存，请向其申请", {}),
            ("A14", "本机关没有现成的对比表，需要对现有信息加工、分析", {}),
            ("A16", "申请内容是要求处理扰民问题，属于投诉，请拨打12345", {}),
            ("A23", "申请内容是咨询办事程序，不是政府信息公开申请", {}),
        )
    },
    "A11": {
        "reasons": "企业登记档案的查询有专门规定",
        "special_law": "《市场主体登记管理条例》",
        "where": "县市场监督管理局登记窗口",
    },
    "A12": {
        "reasons": "经检索没有申请的信息",
        "search": "检索了档案室、公文系统，以名称和年份为关键词",
        "finding": "没有检索到，也没有制作或者保存的记录",
    },
    "A15": {"reasons": "补正以后仍不能确定申请的是哪一份信息", "unclear": "文件的名称、年份、文号"},
    "A17": {"reasons": "已就同一信息作出答复", "earlier": "青柳依复〔2025〕1号"},
    "A18": {"reasons": "申请的是公开出版物", "where": "县图书馆、新华书店"},
    "A19": {
        "reasons": "申请的数量、频次明显超过合理范围，理由不合理",
        "explained": "想了解情况",
    },
    "A20": {"reasons": "申请的是对已经获取的信息进行确认", "earlier": "去年提供的书面答复"},
}
"""What a letter says for each type of answer."""
