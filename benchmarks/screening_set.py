"""A set of documents with their personal data marked, made from a fixed seed.

One document is `{"text": …, "spans": [[start, end, kind], …], "group": …}`. The groups: `prose` and `list`
hold personal data, `lawful` are lists that may be published as they are, `ordinary` hold none,
`clean` hold none but much that looks like some. The same shape, a document a line, is read by
`dev bench screening --set FILE`.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

from gongkai.law import identifiers

SEED = 20261124
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "慕容", "司徒")
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉珍凤梅建华国庆志红春燕秋菊海波晓东小龙文斌德福永"
    "贵淑琴金花宝山长根水生土旺新民家豪子轩梓涵雨桐思远浩然欣怡俊辉丹青云飞鹏程嘉慧玲素云世荣光祖兴财"
)
PLACES = ("柳溪镇", "望湖街道", "青禾镇", "石桥乡", "白鹭镇", "南塘街道")
VILLAGES = ("望湖村", "清河社区", "石坝村", "桃林村", "李家湾村", "东圩社区", "新塘村", "梅岭村")
ROADS = ("幸福路", "人民路", "文昌街", "解放路", "河滨路", "迎春巷", "青年路", "建设大街")
ESTATES = ("阳光花园", "锦绣小区", "福安家园", "望湖苑", "教师新村", "安置小区", "金桂园")
REGIONS = (
    "340123",
    "341225",
    "110105",
    "440883",
    "510722",
    "620121",
    "330681",
    "421083",
    "130826",
    "522631",
)
ILLS = (
    "尿毒症",
    "肺癌",
    "白血病",
    "肢体二级残疾",
    "精神分裂症",
    "脑梗",
    "智力三级残疾",
    "糖尿病",
    "乳腺癌",
    "视力一级残疾",
    "冠心病",
    "癫痫",
    "股骨头坏死",
    "肝硬化",
    "听力二级残疾",
    "艾滋病",
    "抑郁症",
)
CAUSES = ("因病致贫", "因残致贫", "因学致贫", "因灾致贫", "缺劳力")
ORGANS = (
    "青禾县民政局",
    "柳溪镇人民政府",
    "望湖街道办事处",
    "青禾县农业农村局",
    "青禾县医疗保障局",
    "县住房和城乡建设局",
)
Span = tuple[int, int, str]


class Maker:
    """Makes documents one after another from one source of chance."""

    def __init__(self, seed: int = SEED) -> None:
        self.rnd = random.Random(seed)
        self.parts: list[str] = []
        self.spans: list[Span] = []
        self.size = 0

    def say(self, text: str) -> "Maker":
        """Add words that are nobody's."""
        self.parts.append(text)
        self.size += len(text)
        return self

    def put(self, kind: str, text: str) -> "Maker":
        """Add a datum and mark it."""
        self.spans.append((self.size, self.size + len(text), kind))
        return self.say(text)

    def done(self, group: str) -> dict[str, Any]:
        """Return the document and begin another."""
        made = {"text": "".join(self.parts), "spans": self.spans, "group": group}
        self.parts, self.spans, self.size = [], [], 0
        return made

    def one(self, *choices: Any) -> Any:
        """Return one of the choices."""
        return self.rnd.choice(choices)

    def digits(self, count: int) -> str:
        """Return so many figures."""
        return "".join(self.rnd.choices("0123456789", k=count))

    def name(self) -> str:
        """Return a name of two to four characters."""
        rnd = self.rnd
        family = rnd.choice(COMPOUND) if rnd.random() < 0.02 else rnd.choice(SURNAMES)
        return family + "".join(rnd.choices(GIVEN, k=1 if rnd.random() < 0.22 else 2))

    def identity(self) -> str:
        """Return a valid identity number."""
        rnd = self.rnd
        born = f"{rnd.randint(1935, 2018)}{rnd.randint(1, 12):02}{rnd.randint(1, 28):02}"
        body = rnd.choice(REGIONS) + born + self.digits(3)
        return body + identifiers.identity_check(body)

    def old_identity(self) -> str:
        """Return an identity number of 15 figures."""
        rnd = self.rnd
        born = f"{rnd.randint(35, 75)}{rnd.randint(1, 12):02}{rnd.randint(1, 28):02}"
        return rnd.choice(REGIONS) + born + self.digits(3)

    def mobile(self) -> str:
        """Return a mobile number."""
        return self.one("13", "15", "18", "17", "19") + self.digits(9)

    def card(self) -> str:
        """Return a valid card number of 16 or 19 figures."""
        body = self.one("622848", "621700", "623190", "622202", "621799") + self.digits(
            self.one(9, 12, 12)
        )
        return next(body + c for c in "0123456789" if identifiers.luhn_holds(body + c))

    def landline(self) -> str:
        """Return a landline with area code."""
        area = self.one("0551", "0431", "010", "0755", "0558")
        return f"{area}-{self.one('6', '8', '2', '7')}{self.digits(7 if area == '010' else self.one(6, 7))}"

    def plate(self) -> str:
        """Return a plate, old or for electric cars."""
        head = self.one("皖", "京", "沪", "苏", "浙", "粤", "川") + self.one("A", "B", "K", "S")
        return head + self.one(
            self.digits(5),
            f"{self.one('D', 'F')}{self.digits(5)}",
            f"{self.digits(2)}{self.one('A', 'Q')}{self.digits(2)}",
        )

    def address(self) -> str:
        """Return a home address to the door."""
        n, rnd = self.digits, self.rnd
        town, village, road, estate = (rnd.choice(p) for p in (PLACES, VILLAGES, ROADS, ESTATES))
        a, b, c = rnd.randint(1, 99), rnd.randint(1, 6), rnd.randint(101, 2304)
        return self.one(
            f"青禾县{town}{village}{b}组{a}号",
            f"{town}{village}{self.one('一', '二', '三', '四')}组{a}号",
            f"青禾县{road}{a}号{estate}{b}栋{rnd.randint(1, 4)}单元{c}室",
            f"{town}{road}{a}号{b}幢{c}室",
            f"青禾县{town}{estate}{b}号楼{rnd.randint(1, 4)}单元{c}",
            f"{estate}{b}栋{c}室",
            f"青禾县{road}{a}号院{b}号楼{n(1)}0{b}室",
            f"{town}{village}{self.one('大', '小', '上', '下')}庄{a}号",
        )

    def grouped(self, number: str, *sizes: int) -> str:
        """Return a number in groups, parted by one kind of gap."""
        gap = self.one(" ", "-", "　", " ", "–", "\u00a0")
        out, at = [], 0
        for size in sizes:
            out.append(number[at : at + size])
            at += size
        return gap.join(out)

    def written(self, kind: str, number: str) -> str:
        """Return a number in one of the ways in which people, and machines that read, write it."""
        way = self.rnd.random()
        if way < 0.55:
            return number
        if way < 0.65:
            return number.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
        if way < 0.70:
            return number.replace("X", "x")
        if way < 0.74:
            return " ".join(number)
        if way < 0.78:
            at = self.rnd.randint(4, len(number) - 4)
            return f"{number[:at]}{self.one(' ', chr(0x200B), chr(0xAD))}{number[at:]}"
        sizes = {"identity_number": (6, 8, 4), "mobile": (3, 4, 4), "bank_card": (4, 4, 4, 4, 3)}[
            kind
        ]
        return self.grouped(number, *sizes)

    def number(self, kind: str) -> None:
        """Add an identity number, mobile or card with its label."""
        rnd = self.rnd
        make: dict[str, Callable[[], str]] = {
            "identity_number": self.identity, "mobile": self.mobile, "bank_card": self.card,
        }  # fmt: skip
        labels = {
            "identity_number": (
                "身份证号：",
                "身份证号码",
                "公民身份号码：",
                "（身份证",
                "证件号码:",
                "身份证号码为",
                "身份证",
            ),
            "mobile": ("手机：", "联系电话", "电话:", "手机号码", "移动电话：", "联系方式："),
            "bank_card": (
                "银行卡号：",
                "账号：",
                "卡号",
                "一卡通账号",
                "农商行账号：",
                "开户行：农业银行 账号",
            ),
        }
        if kind == "identity_number" and rnd.random() < 0.03:
            self.say("身份证号：").put(kind, self.old_identity())
            return
        label = rnd.choice(labels[kind])
        self.say(label).put(kind, self.written(kind, make[kind]()))
        if label.startswith("（"):
            self.say("）")


def prose(m: Maker) -> dict[str, Any]:
    """Make a few sentences that speak of somebody."""
    for _ in range(m.rnd.randint(2, 5)):
        m.say(filler(m) if m.rnd.random() < 0.5 else "")
        m.rnd.choice(SENTENCES)(m)
        m.say(m.one("。", "。\n", "；"))
    return m.done("prose")


def _citizen(m: Maker) -> None:
    m.say(m.one("村民", "申请人", "户主：", "当事人", "低保户", "经核实，", "")).put(
        "name", m.name()
    ).say(m.one("，", "（", " ", "，男，", "，女，汉族，"))
    m.number("identity_number")
    m.say(m.one("）", "", "，")).say(
        m.one("，", "，住", "，家住", "，现住")
    ) if m.rnd.random() < 0.4 else None
    if m.parts[-1].endswith("住"):
        m.put("address", m.address())


def _calls(m: Maker) -> None:
    m.say(m.one("请与", "可联系", "由", "通知户主")).put("name", m.name()).say(
        m.one("联系，", "，", "（")
    )
    m.number("mobile")


def _is_paid(m: Maker) -> None:
    m.say(m.one("补助款打入", "资金发放至", "收款人")).put("name", m.name()).say(
        m.one("，", "的", "：")
    )
    m.number("bank_card")


def _drives(m: Maker) -> None:
    m.say(m.one("当事人", "驾驶人", "车主")).put("name", m.name()).say(
        m.one("驾驶", "，车牌号", "的车辆")
    ).put("plate", m.plate()).say("，")
    m.number("identity_number" if m.rnd.random() < 0.5 else "mobile")


def _writes(m: Maker) -> None:
    local = m.one("zhang", "li_", "wang.", "chen") + m.digits(4)
    m.put("name", m.name()).say(m.one("，邮箱", "（邮箱：", "，电子邮箱：")).put(
        "email", f"{local}@{m.one('163.com', 'qq.com', 'sina.com', '126.com')}"
    )


def _chats(m: Maker) -> None:
    m.put("name", m.name())
    if m.rnd.random() < 0.5:
        m.say(m.one("，QQ：", "，QQ号码", "，QQ号：")).put(
            "social_account", m.one("1", "8", "35") + m.digits(8)
        )
    else:
        m.say(m.one("，微信号：", "，微信：", "，微信号为")).put(
            "social_account", m.one("wxid_", "qing", "li-") + m.digits(6)
        )


def _travels(m: Maker) -> None:
    m.put("name", m.name()).say(m.one("，护照号码：", "，护照", "，持护照")).put(
        "passport", m.one("E", "G", "EA", "EB")[:2].ljust(1) + m.digits(8)
    )


def _is_ill(m: Maker) -> None:
    m.say(m.one("村民", "户主", "")).put("name", m.name()).say(
        m.one("患有", "患", "因患", "，系", "，")
    ).put("health", m.rnd.choice(ILLS)).say(m.one("，生活困难", "，需长期治疗", ""))


def _is_poor(m: Maker) -> None:
    m.say(m.one("户主", "村民")).put("name", m.name()).say(m.one("一家", "", "家庭")).put(
        "hardship", m.rnd.choice(CAUSES[:4])
    ).say("，纳入帮扶")


def _lives(m: Maker) -> None:
    m.put("name", m.name()).say(
        m.one("，住址：", "，家住", "，现住址", "，户籍地址：", "，居住在")
    ).put("address", m.address())


def _at_home(m: Maker) -> None:
    m.put("name", m.name()).say(m.one("，家庭电话", "，住宅电话：", "，固话")).put(
        "landline", m.landline()
    )


def _young(m: Maker) -> None:
    m.say(m.one("孤儿", "留守儿童", "")).put("minor", m.name()).say(m.one("（", "，")).say(
        f"{m.rnd.randint(3, 15)}岁"
    ).say(m.one("），", "，"))
    m.say("监护人").put("name", m.name()).say("，")
    m.number("mobile")


SENTENCES = (
    *(_citizen,) * 5, *(_calls,) * 3, *(_is_paid,) * 3, _drives, _writes, _chats, _travels, _is_ill, _is_ill, _is_poor,
    *(_lives,) * 3, _at_home, _young,
)  # fmt: skip

COLUMNS: dict[str, tuple[tuple[str, ...], str, Callable[[Maker], str]]] = {
    "name": (("姓名", "户主姓名", "户主"), "name", Maker.name),
    "identity": (("身份证号", "身份证号码", "公民身份号码"), "identity_number", Maker.identity),
    "mobile": (("联系电话", "手机号码", "电话"), "mobile", Maker.mobile),
    "card": (("银行账号", "一卡通账号", "卡号"), "bank_card", Maker.card),
    "address": (("家庭住址", "住址"), "address", Maker.address),
    "health": (("残疾类别", "病种", "患病情况"), "health", lambda m: m.rnd.choice(ILLS)),
    "cause": (("致贫原因", "主要致贫原因"), "hardship", lambda m: m.rnd.choice(CAUSES)),
    "village": (
        ("村（社区）", "村组"),
        "",
        lambda m: f"{m.rnd.choice(VILLAGES)}{m.rnd.randint(1, 9)}组",
    ),
    "people": (("人数", "保障人口"), "", lambda m: str(m.rnd.randint(1, 6))),
    "sum": (("金额（元）", "月保障金"), "", lambda m: str(m.rnd.randint(100, 2000))),
    "kind": (("类别", "救助类别"), "", lambda m: m.one("A类", "B类", "低保", "特困")),
}


def listing(m: Maker) -> dict[str, Any]:
    """Make a list of persons as it comes out of a spreadsheet: a row a line, cells parted by tabs."""
    rnd = m.rnd
    some = rnd.sample(
        ["identity", "mobile", "card", "address", "health", "cause"], k=rnd.randint(1, 4)
    )
    chosen = ["name", *some, *rnd.sample(["village", "people", "sum", "kind"], k=3)]
    if rnd.random() < 0.5:
        rest = chosen[1:]
        rnd.shuffle(rest)
        chosen = ["name", *rest]
    headed = rnd.random() < 0.85
    m.say(f"{rnd.choice(PLACES)}2026年{m.one('低保', '临时救助', '补贴')}名单\n")
    if headed:
        m.say("序号\t" + "\t".join(rnd.choice(COLUMNS[c][0]) for c in chosen) + "\n")
    for row in range(1, rnd.randint(8, 30)):
        m.say(str(row))
        for column in chosen:
            _, kind, make = COLUMNS[column]
            m.say("\t")
            value = make(m)
            if kind in {"identity_number", "mobile", "bank_card"} and rnd.random() < 0.2:
                value = m.written(kind, value)
            m.put(kind, value) if kind else m.say(value)
        m.say("\n")
    return m.done("list")


FILLERS = (
    "为进一步规范救助工作，根据《青禾县社会救助办法》（青政办发〔{y}〕{n}号）和上级文件要求，现将有关事项通知如下",
    "{y}年全县共下达补助资金{a}万元，惠及{n}户{k}人，同比增长{p}%，高度重视困难群众基本生活保障工作",
    "各乡镇人民政府、街道办事处要在受理申请之日起{d}个工作日内完成入户调查，做到应保尽保、应退尽退",
    "项目编号：QH{y}{s}，统一社会信用代码{u}，合同金额{a}元，合同编号{b}",
    "咨询电话：{t}，监督举报电话：12345、{t}，办公地址：青禾县{r}{n}号政务服务中心{d}楼",
    "县长王建国主持召开会议，副县长李明、县政府办公室主任陈志强参加会议，会议听取了民政局局长周海波的汇报",
    "公示期为{y}年{m}月{d}日至{m}月{d}日，如有异议请向{o}反映，联系电话：{t}，邮箱：qhmz@qinghe.gov.cn",
    "索引号{u}/{y}-{s}，生成日期{y}-{m}-{d}，主题分类：民政、扶贫、救灾",
    "订单编号{b}，运单号{b}，发票号码{s}{n}，凭证号{s}",
    "本次检查涉及王府井商业街、万达广场等{n}处场所，白天客流较大，金额合计{a}元，高度危险作业{d}处",
    "全面推进残疾人康复服务，完善大病保险和医疗救助制度，对因病致贫返贫人口实行动态监测，高血压、糖尿病患者规范管理率达{p}%",
    "关于印发《青禾县{y}—2030年发展规划》的通知（青发〔{y}〕{n}号）于{y}年{m}月{d}日起施行，有效期5年",
    "工程位于{o}辖区{r}与文昌街交叉口，全长{n}.{d}公里，总投资{a}万元，计划工期{k}天，招标编号{b}",
    "请于{m}月{d}日前将材料报送至{o}（地址：{r}{n}号，邮编：23{s}），逾期不再受理，传真：{t}",
    "记者张晓东、通讯员刘芳报道，{o}组织开展了义诊活动，共接待群众{n}人次，发放宣传资料{k}份",
    "安排专人值守，严格落实24小时值班制度，值班电话{t}，确保{p}%以上的隐患在{d}日内整改到位",
    "对60岁以上老人和16周岁以下儿童给予重点关爱，学生资助政策覆盖全县{n}所学校、{k}名学生",
    "设备序列号{b}，型号CT-{s}，中标单位：青禾县宏远建设有限公司，注册地址：青禾县建设大街{n}号{d}栋{n}室",
)


def filler(m: Maker) -> str:
    """Return a sentence of public business."""
    rnd = m.rnd
    body = f"11{m.digits(6)}{m.digits(9)}"
    return rnd.choice(FILLERS).format(
        y=rnd.randint(2012, 2026), m=rnd.randint(1, 12), d=rnd.randint(1, 28), n=rnd.randint(1, 400),
        k=rnd.randint(100, 9000), p=rnd.randint(50, 100), a=f"{rnd.randint(1, 99999)}.{rnd.randint(0, 99):02}",
        s=m.digits(4), b=m.digits(rnd.choice([10, 12, 14, 16, 18])), u=body + identifiers.credit_check(body),
        t=m.landline(), r=rnd.choice(ROADS), o=rnd.choice(ORGANS),
    ) + m.one("。", "。\n")  # fmt: skip


def clean(m: Maker) -> dict[str, Any]:
    """Make a document of public business without anybody's data."""
    for _ in range(m.rnd.randint(6, 14)):
        m.say(filler(m))
    return m.done("clean")


ORDINARY = (
    "{o}高度重视困难群众基本生活保障工作，坚持应保尽保、应退尽退，不断健全分层分类的社会救助体系，切实兜牢民生底线",
    "各乡镇人民政府、街道办事处要进一步压实责任，加强统筹协调，完善工作机制，确保各项任务按期保质完成",
    "{y}年，全县实现农林牧渔业总产值{a}亿元，同比增长{p}%，粮食播种面积稳定在{n}万亩以上",
    "要加强宣传引导，充分利用广播、宣传栏、微信群等形式，广泛宣传政策内容，提高群众知晓率和满意度",
    "各有关单位要对照任务清单，逐项明确责任人和完成时限，建立问题台账，实行销号管理",
    "完善矛盾纠纷多元化解机制，推动法治、德治、自治相结合，提升基层治理能力和水平",
    "严格执行生态环境保护制度，扎实推进农村人居环境整治，持续改善水环境和空气质量",
    "加大财政投入力度，优化支出结构，严控一般性支出，提高资金使用效益，主动接受社会监督",
    "根据《政府信息公开条例》规定，现将{y}年度工作情况报告如下，数据统计期限为1月1日至12月31日",
    "推动义务教育优质均衡发展，加强教师队伍建设，落实学生资助政策，改善薄弱学校办学条件",
    "深入开展安全生产大检查，突出重点行业和重点领域，全面排查整治各类风险隐患",
    "健全残疾人关爱服务体系，实施困难重度残疾人家庭无障碍改造，完善基本医疗保险制度",
)


def ordinary(m: Maker) -> dict[str, Any]:
    """Make a notice or report as most are: sentences of public business, now and then a figure."""
    m.say(f"{m.rnd.choice(ORGANS)}关于做好{m.rnd.randint(2015, 2026)}年有关工作的通知\n")
    for at in range(m.rnd.randint(14, 40)):
        sentence = m.rnd.choice(ORDINARY).format(
            o=m.rnd.choice(ORGANS), y=m.rnd.randint(2015, 2026), n=m.rnd.randint(2, 99),
            p=m.rnd.randint(1, 20), a=f"{m.rnd.randint(1, 99)}.{m.rnd.randint(1, 9)}",
        )  # fmt: skip
        m.say(
            f"{'一二三四五六七八九十'[at % 10]}、{sentence}。\n" if at % 4 == 0 else f"{sentence}。"
        )
    m.say(filler(m))
    return m.done("ordinary")


def plain_list(m: Maker) -> dict[str, Any]:
    """Make a lawful list: names, villages, sums. Its names are marked; nothing in it asks for a mask."""
    m.say(
        "柳溪镇2026年第三季度城乡低保对象公示\n序号\t户主姓名\t村（社区）\t保障人数\t月保障金（元）\n"
    )
    for row in range(1, m.rnd.randint(8, 30)):
        m.say(f"{row}\t").put("name", m.name())
        m.say(
            f"\t{m.rnd.choice(VILLAGES)}{m.rnd.randint(1, 9)}组\t{m.rnd.randint(1, 6)}\t{m.rnd.randint(300, 3000)}\n"
        )
    return m.done("lawful")


def documents(size: int = 1, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Make the set: about 12,000 data and as much that only looks like some for each unit of size."""
    m = Maker(seed)
    for _ in range(900 * size):
        yield prose(m)
    for _ in range(110 * size):
        yield listing(m)
    for _ in range(20 * size):
        yield plain_list(m)
    for _ in range(1500 * size):
        yield clean(m)
    for _ in range(500 * size):
        yield ordinary(m)
