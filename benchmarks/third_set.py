"""A third set of marked texts, written from the forms of offices and not from the detector.

    python3 benchmarks/third_set.py > set.jsonl
    python3 dev bench screening --set set.jsonl

Made as `second_set.py` is, and with another pen: every datum is written in one of many ways, as clerks type them,
and half of the texts hold nobody's data though much looks like some. Marked are data of private persons; an office's
telephone, account and address, its officials and the persons to ask there are nobody's. People, places and numbers
are invented; check digits are true. The set is for a last run: what it shows is reported as it comes out.
"""

# ruff: noqa: E501 (sentences are kept whole)

import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

SEED = 20_270_319
Piece = str | tuple[str, str]

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    "卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
DOUBLE = ("欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "尉迟", "夏侯", "令狐", "东方")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉玲志国建春海燕红梅兰凤洁琳素云莲真环雪荣爱妹香月莺"
    "媛瑞凡佳嘉琼勤珍贞莉娥琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨"
    "德福贵财旺来喜发宝根水土木林森生长庆祥义仁礼智信忠孝全有余广才学成功立业家兴邦安定"
)
MINORITY = (
    "阿依古丽·买买提", "艾力·吐尔逊", "卓玛·才让", "巴特尔·孟和", "努尔兰·哈力克", "古丽娜尔·依明",
    "吐尔洪·阿不都拉", "阿迪力·玉素甫", "扎西·多吉", "阿卜杜拉·麦麦提",
)  # fmt: skip
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
TOWNS = ("柳溪镇", "望湖街道", "石桥乡", "云岭镇", "东坝镇", "清水河乡", "双塘街道", "磨盘镇")
VILLAGES = (
    "杏花村",
    "大王庄村",
    "石门村",
    "前进社区",
    "李家坳村",
    "红旗社区",
    "上塘村",
    "南湾村",
    "岔河村",
)
ESTATES = ("锦绣家园", "阳光新城", "滨河小区", "金桂苑", "安康花园", "教师公寓", "水岸名邸")
ROADS = ("人民路", "建设东路", "文昌街", "环城北路", "青年巷", "解放大道", "迎宾路")
ILLNESSES = (
    "尿毒症", "白血病", "肺癌", "脑梗死", "精神分裂症", "系统性红斑狼疮", "乳腺癌", "再生障碍性贫血", "肝硬化",
    "股骨头坏死", "冠心病", "癫痫", "脑瘫", "艾滋病", "糖尿病", "类风湿关节炎", "视力残疾一级", "肢体残疾二级",
    "智力残疾三级", "精神残疾二级", "听力残疾一级",
)  # fmt: skip
HARDSHIPS = (
    "因病",
    "因残",
    "缺劳力",
    "因学",
    "因灾",
    "缺技术",
    "因病致贫",
    "因残致贫",
    "因意外事故",
)
BANKS = (
    "青禾县农村商业银行柳溪支行",
    "农业银行青禾支行",
    "邮储银行青禾县支行",
    "青禾惠民村镇银行",
    "县信用联社",
)
OFFICES = (
    "县民政局",
    "县财政局",
    "县农业农村局",
    "县人力资源和社会保障局",
    "县住房和城乡建设局",
    "县医疗保障局",
)
WIDE = str.maketrans("0123456789-()X", "０１２３４５６７８９－（）Ｘ")


@dataclass
class Text:
    """A text being written, with what in it is personal."""

    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)

    def say(self, *pieces: Piece) -> "Text":
        """Add plain words, or (datum, kind)."""
        for piece in pieces:
            words, kind = (piece, "") if isinstance(piece, str) else piece
            if kind:
                self.spans.append((len(self.text), len(self.text) + len(words), kind))
            self.text += words
        return self


class Pen:
    """Invents persons and numbers, and the ways in which they are written."""

    def __init__(self, seed: int) -> None:
        self.rnd = random.Random(seed)

    def one(self, *of: str) -> str:
        """Return one of some words."""
        return self.rnd.choice(of)

    def digits(self, count: int, first: str = "0123456789") -> str:
        """Return so many digits."""
        return self.rnd.choice(first) + "".join(self.rnd.choices("0123456789", k=count - 1))

    def bare_name(self) -> str:
        """Return a name as it stands in the register."""
        chance = self.rnd.random()
        if chance < 0.03:
            return self.rnd.choice(MINORITY)
        family = self.rnd.choice(DOUBLE) if chance < 0.07 else self.rnd.choice(SURNAMES)
        return family + "".join(self.rnd.choices(GIVEN, k=1 if self.rnd.random() < 0.25 else 2))

    def name(self, column: bool = False) -> tuple[str, str]:
        """Return a name; in columns those of two characters are spread at times."""
        name = self.bare_name()
        if column and len(name) == 2 and self.rnd.random() < 0.4:
            name = name[0] + self.one(" ", "  ", "\u3000") + name[1]
        return name, "name"

    def minor(self) -> tuple[str, str]:
        """Return the name of a child."""
        return self.bare_name(), "minor"

    def identity(self) -> tuple[str, str]:
        """Return an identity number."""
        area = self.one(
            "341226", "342128", "410526", "511623", "430122", "622301", "130433", "452402"
        )
        born = f"{self.rnd.randint(1935, 2001)}{self.rnd.randint(1, 12):02}{self.rnd.randint(1, 28):02}"
        body = area + born + self.digits(3)
        check = "10X98765432"[sum(int(d) * 2 ** (17 - at) for at, d in enumerate(body)) % 11]
        number = body + check
        chance = self.rnd.random()
        if chance < 0.10:
            number = f"{number[:6]} {number[6:14]} {number[14:]}"
        elif chance < 0.16:
            number = number.translate(WIDE)
        elif chance < 0.22:
            number = number.lower()
        return number, "identity_number"

    def mobile(self) -> tuple[str, str]:
        """Return the number of a mobile telephone."""
        number = (
            "1"
            + self.one("38", "39", "52", "59", "77", "86", "99", "50", "73", "95")
            + self.digits(8)
        )
        chance = self.rnd.random()
        if chance < 0.12:
            number = f"{number[:3]}{self.one(' ', '-', '－')}{number[3:7]}{self.one(' ', '-')}{number[7:]}"
        elif chance < 0.17:
            number = number.translate(WIDE)
        elif chance < 0.20:
            number = self.one("+86 ", "86-", "+86") + number
        return number, "mobile"

    def line(self) -> str:
        """Return a line number with its area, in one of many ways."""
        area = self.one("0558", "0371", "0826", "010", "0551", "0935")
        number = self.digits(8 if area in ("010", "0371", "0551") else 7, "2345678")
        told = self.one(
            f"{area}-{number}", f"{area}－{number}", f"（{area}）{number}", f"({area}){number}", f"{area} {number}",
            f"{area}—{number}", f"({area}) {number[:-4]} {number[-4:]}", f"{area}{number}", f"{area}–{number}",
            f"{area}-{number[:-4]}-{number[-4:]}",
        )  # fmt: skip
        return told.translate(WIDE) if self.rnd.random() < 0.1 else told

    def home_line(self) -> tuple[Piece, ...]:
        """Return a telephone at home with the word that says so."""
        near = self.digits(7, "2345678")
        number = self.line() if self.rnd.random() < 0.7 else near
        if self.rnd.random() < 0.15:
            return (
                self.one("电话：", "联系电话："),
                (number, "landline"),
                self.one("（家）", "（宅）", "(住宅)"),
            )
        word = self.one(
            "家庭电话",
            "住宅电话",
            "宅电",
            "家中电话",
            "家庭固话",
            "住宅固定电话",
            "家里座机",
            "家庭座机",
        )
        return (word + self.one("：", ":", "", " ", "为"), (number, "landline"))

    def card(self) -> tuple[str, str]:
        """Return a bank card, or the account of a passbook, which has no check digit."""
        if self.rnd.random() < 0.55:
            body = self.one("621700", "622848", "621799", "623059", "621288") + self.digits(12)
            total = 0
            for at, digit in enumerate(reversed(body)):
                twice = int(digit) * (2 if at % 2 == 0 else 1)
                total += twice - 9 if twice > 9 else twice
            number = body + str(-total % 10)
        else:
            number = self.digits(self.rnd.choice((12, 15, 17, 19, 20, 22)), "123689")
        if self.rnd.random() < 0.2:
            number = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
        return number, "bank_card"

    def plate(self) -> tuple[str, str]:
        """Return the plate of a private vehicle, or of a driving school's, a trailer's and such."""
        place = self.rnd.choice(PROVINCES) + self.rnd.choice("ABCDEFGHJK")
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        chance = self.rnd.random()
        if chance < 0.25:
            rest = self.one("D", "F") + self.digits(5)
        elif chance < 0.4:
            rest = self.digits(4) + self.one("学", "挂")
        elif chance < 0.6:
            rest = self.rnd.choice(letters) + self.digits(4)
        elif chance < 0.8:
            rest = self.digits(3) + self.rnd.choice(letters) + self.rnd.choice(letters)
        else:
            rest = self.digits(5)
        told = place + self.one("", "", "·", " ", "-", "•", "．", "・") + rest
        if self.rnd.random() < 0.08:
            told = told.translate(WIDE)
        return told, "plate"

    def address(self) -> tuple[str, str]:
        """Return an address to the door."""
        head = self.one("", "青禾县", "青禾县", "淮阳省青禾县")
        town, village = self.rnd.choice(TOWNS), self.rnd.choice(VILLAGES)
        number = self.rnd.randint(1, 180)
        group = self.one("一", "二", "三", "四", "7", "5", "十二")
        return self.one(
            f"{head}{town}{village}{group}组{number}号",
            f"{head}{town}{village}{group}组",
            f"{head}{town}{village}{number}号",
            f"{head}{town}{self.rnd.choice(ESTATES)}{self.rnd.randint(1, 30)}{self.one('幢', '号楼', '栋')}"
            f"{self.rnd.randint(1, 4)}单元{self.rnd.randint(1, 18)}0{self.rnd.randint(1, 4)}室",
            f"{head}{town}{self.rnd.choice(ROADS)}{number}号{self.rnd.randint(1, 9)}号楼{self.rnd.randint(101, 1802)}",
        ), "address"  # fmt: skip

    def passport(self) -> tuple[str, str]:
        """Return the number of a passport or of a permit for Hong Kong, Macao and Taiwan."""
        return self.one(
            "E" + self.digits(8), "EA" + self.digits(7), "G" + self.digits(8), "C" + self.digits(8), "H" + self.digits(8)
        ), "passport"  # fmt: skip

    def email(self) -> tuple[str, str]:
        """Return a private e-mail address."""
        name = self.one("zhangsan", "xiaoli", "wang_wei", "chenjun", "lm", "sunny") + self.digits(4)
        return (
            f"{name}@{self.one('qq.com', '163.com', '126.com', 'sina.cn', 'outlook.com')}",
            "email",
        )

    def account(self) -> tuple[Piece, ...]:
        """Return an account of a messenger, with its label."""
        if self.rnd.random() < 0.5:
            label = self.one("QQ：", "QQ号：", "QQ号码:", "qq:", "QQ ", "Q Q：", "QQ号为")
            return label, (self.digits(self.rnd.randint(6, 10), "123456789"), "social_account")
        label = self.one(
            "微信：", "微信号：", "微信号:", "微信 ", "个人微信号为", "WeChat：", "加微信"
        )
        return label, (self.one("wxid_", "lao", "mei-", "happy") + self.digits(6), "social_account")

    def illness(self) -> tuple[str, str]:
        """Return an illness or a disability."""
        return self.rnd.choice(ILLNESSES), "health"

    def hardship(self) -> tuple[str, str]:
        """Return a cause of poverty."""
        return self.rnd.choice(HARDSHIPS), "hardship"

    def day(self) -> str:
        """Return a day."""
        return f"{self.rnd.randint(2019, 2026)}年{self.rnd.randint(1, 12)}月{self.rnd.randint(1, 28)}日"

    def child_birth(self) -> str:
        """Return the birthday of a child."""
        year, month, day = (
            self.rnd.randint(2014, 2020),
            self.rnd.randint(1, 12),
            self.rnd.randint(1, 28),
        )
        return self.one(
            f"{year}年{month}月{day}日",
            f"{year}-{month:02}-{day:02}",
            f"{year}.{month}",
            f"{year}年{month}月",
        )

    def official(self) -> str:
        """Return somebody whose name is public."""
        return self.bare_name()

    def amount(self) -> str:
        """Return an amount in yuan."""
        return (
            f"{self.rnd.randint(1, 999)},{self.rnd.randint(0, 999):03}.{self.rnd.randint(0, 99):02}"
        )

    def credit_code(self) -> str:
        """Return a credit code."""
        letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        body = "9134122" + self.digits(1) + "MA2" + "".join(self.rnd.choices(letters, k=6))
        weights = [pow(3, at, 31) for at in range(17)]
        rest = (
            sum(letters.index(sign) * weight for sign, weight in zip(body, weights, strict=True))
            % 31
        )
        return body + letters[-rest % 31]


def rows(
    pen: Pen, head: tuple[str, ...], row: Callable[[int], tuple[Piece, ...]], gap: str = "\t"
) -> Text:
    """Return a table as text."""
    out = Text().say(gap.join(head), "\n")
    for number in range(1, pen.rnd.randint(4, 12)):
        for at, piece in enumerate(row(number)):
            out.say(gap if at else "", piece)
        out.say("\n")
    return out


def allowance(pen: Pen) -> Text:
    """A list of families on subsistence allowance."""
    head = ("序号", pen.one("户主姓名", "户主", "姓名", "申请人姓名"), pen.one("身份证号码", "身份证号", "公民身份号码"),
            "家庭人口", "月保障金（元）", pen.one("家庭住址", "住址", "详细地址"), "开户银行",
            pen.one("账号", "银行账号", "一卡通账号", "社保卡账号", "存折号", "卡号"))  # fmt: skip
    return rows(pen, head, lambda at: (
        str(at), pen.name(column=True), pen.identity(), str(pen.rnd.randint(1, 6)), str(pen.rnd.randint(180, 2400)),
        pen.address(), pen.rnd.choice(BANKS), pen.card(),
    ))  # fmt: skip


def disabled(pen: Pen) -> Text:
    """A list of the two allowances for disabled persons."""
    head = ("序号", pen.one("残疾人姓名", "姓名", "受益人"), "性别", pen.one("残疾类别及等级", "残疾类别"),
            pen.one("监护人", "监护人姓名", "代办人"), pen.one("联系电话", "手机号", "联系方式"), "金额")  # fmt: skip
    levels = ("肢体二级", "视力一级", "智力三级", "精神二级", "听力二级", "言语一级", "多重一级")
    return rows(pen, head, lambda at: (
        str(at), pen.name(True), pen.one("男", "女"), (pen.rnd.choice(levels), "health"), pen.name(True), pen.mobile(), "80",
    ))  # fmt: skip


def vehicles(pen: Pen) -> Text:
    """A list of owners of vehicles."""
    head = (
        "序号",
        pen.one("车主", "车主姓名", "机动车所有人"),
        pen.one("号牌号码", "车牌号", "车牌号码", "车号"),
        "车辆类型",
        "补贴金额（元）",
    )
    kinds = ("小型轿车", "重型半挂牵引车", "小型新能源汽车", "轻型货车")
    return rows(pen, head, lambda at: (
        str(at), pen.name(True), pen.plate(), pen.rnd.choice(kinds), str(pen.rnd.randint(2, 18)) + "000",
    ))  # fmt: skip


def homes(pen: Pen) -> Text:
    """A list of families whose houses are taken."""
    head = ("序号", pen.one("被征收人", "产权人", "户主"), "证件号码", pen.one("房屋坐落", "房屋地址"),
            pen.one("住宅电话", "家庭电话", "宅电"), "面积（㎡）")  # fmt: skip
    return rows(pen, head, lambda at: (
        str(at), pen.name(True), pen.identity(), pen.address(), (pen.line(), "landline"), f"{pen.rnd.randint(60, 240)}.5",
    ))  # fmt: skip


def petition(pen: Pen) -> Text:
    """An answer to a petition."""
    first, area = pen.name(), pen.address()
    out = Text().say(first, pen.one("同志：\n", " 同志：\n", "：\n", "先生：\n", "女士：\n"))
    out.say(f"您于{pen.day()}反映的事项（家住", area, "，", *pen.home_line(), "）已收悉。")
    out.say("经调查，您反映的宅基地登记问题属实，已责成", pen.rnd.choice(TOWNS), "人民政府办理。\n")
    return out.say(f"经办单位：{pen.rnd.choice(OFFICES)}    咨询电话：{pen.line()}\n")


def penalty(pen: Pen) -> Text:
    """A penalty decision against a person."""
    out = Text().say(
        "行政处罚决定书\n", pen.one("当事人：", "被处罚人：", "当事人姓名："), pen.name()
    )
    out.say(
        "，",
        pen.one("男", "女"),
        "，汉族，",
        pen.one("公民身份号码", "身份证号：", "身份证号码为"),
        pen.identity(),
    )
    out.say(
        "，",
        pen.one("住址：", "住", "现住", "户籍所在地："),
        pen.address(),
        "。\n经查，当事人于",
        pen.day(),
        "驾驶",
    )
    out.say(
        pen.one("车牌号为", "号牌为", "", "悬挂", "牌照为"),
        pen.plate(),
        "的",
        pen.one("货车", "小型轿车", "车辆"),
    )
    return out.say(
        "，", pen.one("超限运输", "违法倾倒建筑垃圾", "无证营运"), f"，决定罚款{pen.amount()}元。\n"
    )


def relief(pen: Pen) -> Text:
    """Prose on the sickness of a family."""
    out = Text().say(
        pen.one("经入户核查，", "村民", "申请人", "低保户", "贫困户", "特困人员"), pen.name(), "因"
    )
    out.say(
        pen.one("患", "患有", "突患", "身患"),
        pen.illness(),
        "，家庭支出较大，主要致贫原因为",
        pen.hardship(),
        "，",
    )
    out.say(pen.one("其妻", "其夫", "妻子", "丈夫", "母亲", "父亲"), pen.name(), "靠务农为生，")
    out.say(pen.one("本人电话", "联系电话：", "联系方式", "手机："), pen.mobile(), "，")
    return out.say(
        pen.one("账户", "一卡通号", "银行卡号：", "社保卡银行账号：", "存折账号"),
        pen.card(),
        "，拟给予临时救助。\n",
    )


def pupils(pen: Pen) -> Text:
    """A list of children who are helped with school."""
    head = (
        "序号",
        pen.one("学生姓名", "幼儿姓名", "儿童姓名"),
        "出生年月",
        "学校",
        pen.one("家长姓名", "监护人", "监护人姓名"),
        "家长电话",
    )
    return rows(pen, head, lambda at: (
        str(at), pen.minor(), pen.child_birth(), pen.rnd.choice(TOWNS) + "中心学校", pen.name(), pen.mobile(),
    ))  # fmt: skip


def children(pen: Pen) -> Text:
    """Prose on one child."""
    out = Text().say(
        pen.one("孤儿", "留守儿童", "困境儿童", "学生", "未成年人", "其子", "其女"), pen.minor()
    )
    out.say(
        "，",
        pen.child_birth(),
        pen.one("出生，", "生，"),
        "由",
        pen.one("祖父", "外祖母", "姑姑", "监护人"),
        pen.name(),
    )
    return out.say("抚养，住", pen.address(), "，联系电话", pen.mobile(), "。\n")


def mandate(pen: Pen) -> Text:
    """A mandate."""
    out = Text().say(
        "授权委托书\n委托人：", pen.name(), "，身份证号：", pen.identity(), "\n受托人：", pen.name()
    )
    out.say(
        "，电话：",
        pen.mobile(),
        "，",
        *pen.account(),
        "\n委托人因",
        pen.one("身体不便", "外出务工"),
        "，委托受托人代为领取补偿款，款项汇入",
    )
    return out.say(
        pen.rnd.choice(BANKS),
        pen.one("，账号：", "，户名同上，账号", "，卡号："),
        pen.card(),
        "。\n",
    )


def abroad(pen: Pen) -> Text:
    """A note on travel."""
    label = pen.one(
        "护照号：", "护照号码：", "持普通护照（号码：", "往来港澳通行证号码：", "港澳通行证号："
    )
    out = Text().say(
        "申请人", pen.name(), "，", label, pen.passport(), "）" if "（" in label else "", "，"
    )
    return out.say("电子邮箱：", pen.email(), "，", *pen.home_line(), "，申请办理探亲签注。\n")


def hotline(pen: Pen) -> Text:
    """A slip of the hotline."""
    out = Text().say(
        f"工单编号：{pen.digits(14, '2')}\n",
        pen.one("来电人：", "反映人：", "投诉人：", "诉求人："),
        pen.name(),
    )
    out.say(
        pen.one("（先生）", "（女士）", ""),
        "\n",
        pen.one("来电号码：", "联系电话：", "回访电话："),
        pen.mobile(),
        "\n诉求内容：市民反映其住在",
    )
    return out.say(pen.address(), "，楼上住户夜间施工，", *pen.account(), "，请核实处理。\n")


def winners(pen: Pen) -> Text:
    """A list of names in a row, each with what is ill with them."""
    out = Text().say("下列人员符合大病救助条件：")
    for number in range(pen.rnd.randint(2, 5)):
        out.say("、" if number else "", pen.name(), "（", pen.illness(), "）")
    return out.say("。如有异议请在公示期内提出。\n")


def form(pen: Pen) -> Text:
    """A form filled in, a field a line."""
    out = Text().say(
        "姓名：",
        pen.name(),
        "\n性别：",
        pen.one("男", "女"),
        "\n证件号码：",
        pen.identity(),
        "\n现住址：",
        pen.address(),
    )
    out.say(
        "\n手机：",
        pen.mobile(),
        "\n",
        *pen.home_line(),
        "\n",
        "E-mail：",
        pen.email(),
        "\n",
        *pen.account(),
    )
    return out.say(
        "\n车牌号：", pen.plate(), "\n银行账号：", pen.card(), "\n健康状况：", pen.illness(), "\n"
    )


def directory(pen: Pen) -> Text:
    """Nobody's: the telephones of offices."""
    out = Text().say("各单位政务公开工作机构联系方式\n单位\t办公地址\t办公电话\t传真\t电子邮箱\n")
    for office in pen.rnd.sample(OFFICES, 4):
        place = f"青禾县{pen.rnd.choice(ROADS)}{pen.rnd.randint(1, 300)}号"
        box = f"qh{pen.one('mzj', 'czj', 'nyj')}@qinghe.gov.cn"
        out.say(f"{office}\t{place}\t{pen.line()}\t{pen.line()}\t{box}\n")
    return out.say(
        f"监督电话：{pen.line()}，市民热线12345，燃气抢修{pen.digits(7, '568')}，24小时值班电话：{pen.line()}转{pen.digits(3)}。\n"
    )


def tender(pen: Pen) -> Text:
    """Nobody's: a purchase."""
    code = f"QHZC-{pen.rnd.randint(2021, 2026)}-{pen.digits(4)}"
    out = Text().say(
        f"项目编号：{code}    采购计划编号：{pen.digits(18, '2')}\n采购人：{pen.rnd.choice(OFFICES)}\n"
    )
    out.say(
        f"成交供应商：青禾县宏业建设有限公司（统一社会信用代码：{pen.credit_code()}）\n成交金额：{pen.amount()}元\n"
    )
    out.say(
        f"开标地点：青禾县公共资源交易中心（{pen.rnd.choice(ROADS)}{pen.rnd.randint(1, 300)}号三楼第{pen.rnd.randint(1, 4)}开标室）\n"
    )
    out.say(f"采购人联系方式：{pen.line()}    代理机构电话：{pen.line()}    传真：{pen.line()}\n")
    return out.say(
        f"投标保证金账户：户名：青禾县公共资源交易中心，开户行：农业银行青禾支行，账号：{pen.digits(17, '12')}\n"
    )


def order(pen: Pen) -> Text:
    """Nobody's: numbers of documents, and days."""
    out = Text().say(
        f"青政办〔{pen.rnd.randint(2019, 2026)}〕{pen.rnd.randint(1, 99)}号\n索引号：{pen.digits(9, '0')}/{pen.digits(8, '2')}-{pen.digits(5)}\n"
    )
    out.say(
        f"根据《关于加强农村低收入人口常态化帮扶的意见》（淮政发〔2023〕{pen.rnd.randint(1, 60)}号）第十三条、第二十一条规定，"
    )
    return out.say(
        f"现将第{pen.rnd.randint(1, 400)}号令公布，自{pen.day()}起施行，{pen.day()}发布的{pen.digits(8, '2')}号通告同时废止。\n"
    )


def parcels(pen: Pen) -> Text:
    """Nobody's: parcels of land and coordinates."""
    out = Text().say("地块编号\t宗地代码\t面积（平方米）\t起始价（万元）\t界址点X\t界址点Y\n")
    for _ in range(pen.rnd.randint(3, 8)):
        out.say(
            f"{pen.one('皖', '豫', '川')}{pen.rnd.choice('ABCD')}G{pen.rnd.randint(2021, 2026)}-{pen.rnd.randint(1, 60)}\t341226{pen.digits(6, '0')}GB{pen.digits(5, '0')}\t"
        )
        out.say(
            f"{pen.digits(5, '1234')}.{pen.digits(2)}\t{pen.digits(4, '1234')}\t{pen.digits(7, '3')}.{pen.digits(3)}\t{pen.digits(8, '3')}.{pen.digits(3)}\n"
        )
    return out


def appointments(pen: Pen) -> Text:
    """Nobody's: officials take office."""
    out = Text().say(
        f"经县第{pen.one('十七', '十八')}届人民代表大会常务委员会第{pen.rnd.randint(2, 40)}次会议通过：\n任命"
    )
    out.say(
        f"{pen.official()}为{pen.rnd.choice(OFFICES)}局长；\n免去{pen.official()}的{pen.rnd.choice(OFFICES)}副局长职务。\n"
    )
    out.say(
        f"副县长{pen.official()}主持会议，{pen.rnd.choice(TOWNS)}党委书记{pen.official()}、镇长{pen.official()}参加。"
    )
    return out.say(f"新闻发言人：{pen.official()}，办公室电话：{pen.line()}。\n")


def medicine(pen: Pen) -> Text:
    """Nobody's: illnesses in a policy."""
    first, second, third = (pen.rnd.choice(ILLNESSES) for _ in range(3))
    out = Text().say(
        f"将{first}、{second}、{third}等{pen.rnd.randint(8, 40)}种疾病纳入门诊慢特病保障范围，"
    )
    out.say(
        f"年度支付限额{pen.amount()}元。全县登记困难群众{pen.digits(5, '123')}户，其中因病致贫{pen.digits(4, '123')}户、因残致贫{pen.digits(3, '123')}户，"
    )
    return out.say("对患者家庭按规定给予救助。残疾人凭残疾证到户籍所在地乡镇（街道）办理。\n")


def starred(pen: Pen) -> Text:
    """Nobody's any more: a list that has been masked."""
    out = Text().say("姓名\t身份证号\t手机号\t银行卡号\n")
    for _ in range(pen.rnd.randint(3, 9)):
        number, phone = pen.digits(18, "345"), "13" + pen.digits(9)
        out.say(
            f"{pen.bare_name()[0]}*{pen.one('', pen.rnd.choice(GIVEN))}\t{number[:6]}********{number[-4:]}\t{phone[:3]}****{phone[-4:]}\t****{pen.digits(4)}\n"
        )
    return out


def budget(pen: Pen) -> Text:
    """Nobody's: money and statistics."""
    out = Text().say("科目编码\t科目名称\t预算数\t执行数\t占比\n")
    for _ in range(pen.rnd.randint(4, 10)):
        out.say(
            f"{pen.digits(7, '2')}\t{pen.one('行政运行', '一般行政管理事务', '事业运行', '其他支出')}\t{pen.digits(11, '1345')}\t{pen.amount()}\t{pen.rnd.randint(40, 110)}.{pen.digits(2)}%\n"
        )
    return out.say(
        f"非税收入缴款账户：青禾县财政局，账号{pen.digits(19, '1')}，缴款识别码{pen.digits(20, '34')}。\n"
    )


def company(pen: Pen) -> Text:
    """Nobody's: firms and licences."""
    out = Text().say(
        f"企业名称：青禾县{pen.one('丰源', '金穗', '华泰')}{pen.one('食品', '农机', '运输')}有限公司\n统一社会信用代码：{pen.credit_code()}\n"
    )
    out.say(
        f"许可证编号：JY1{pen.digits(13, '3')}\n经营场所：青禾县柳溪镇工业园区{pen.rnd.choice(ROADS)}{pen.rnd.randint(1, 99)}号\n"
    )
    out.say(
        f"产品批次：{pen.digits(10, '2')}，生产日期：{pen.day()}，执行标准：GB {pen.digits(4, '1234')}-{pen.rnd.randint(2008, 2022)}，"
    )
    return out.say(
        f"商品条码：69{pen.digits(11)}，检验报告编号：№{pen.digits(12, '2')}，客服电话：400-{pen.digits(3)}-{pen.digits(4)}。\n"
    )


def works(pen: Pen) -> Text:
    """Nobody's: a road is mended, a bus runs another way."""
    out = Text().say(
        f"因{pen.rnd.choice(ROADS)}（K{pen.digits(2)}+{pen.digits(3)}至K{pen.digits(2)}+{pen.digits(3)}段）施工，自{pen.day()}起封闭。"
    )
    out.say(
        f"持A1、B2、C1驾驶证人员请绕行，{pen.rnd.randint(1, 40)}路公交改道。施工单位联系电话：{pen.line()}。\n"
    )
    out.say(
        f"官方网站：www.qinghe.gov.cn，微信公众号：{pen.one('青禾发布', 'qinghefabu')}，政务服务QQ群：请到服务大厅扫码。"
    )
    return out.say(
        f"办公地址：青禾县{pen.rnd.choice(ROADS)}{pen.rnd.randint(1, 300)}号政务服务中心{pen.rnd.randint(1, 3)}楼{pen.rnd.randint(1, 50)}号窗口，邮编{pen.digits(6, '2')}。\n"
    )


def standing(pen: Pen) -> Text:
    """Nobody's: quotas and a timetable."""
    out = Text().say(
        f"{pen.rnd.choice(TOWNS)}共{pen.digits(4, '12')}户{pen.digits(5, '12')}人，其中低保{pen.digits(3, '12')}户，残疾人{pen.digits(3, '12')}人，学生{pen.digits(4, '12')}名。"
    )
    out.say(
        f"申请人应当提交身份证、户口簿、银行卡复印件，填写姓名、住址、联系电话。受理时间：8:30—11:30，14:30—17:30，电话{pen.line()}。"
    )
    return out.say(
        f"受理编号：{pen.digits(16, '2')}，事项编码：{pen.digits(6, '1')}-{pen.digits(12, '0')}，办理时限{pen.rnd.randint(3, 60)}个工作日。\n"
    )


PERSONAL: tuple[Callable[[Pen], Text], ...] = (
    allowance, disabled, vehicles, homes, petition, penalty, relief, pupils, children, mandate, abroad, hotline, winners, form,
)  # fmt: skip
CLEAN: tuple[Callable[[Pen], Text], ...] = (
    directory, tender, order, parcels, appointments, medicine, starred, budget, company, works, standing,
)  # fmt: skip


def texts(count: int, seed: int = SEED) -> Iterator[Text]:
    """The texts of the set, those with and without personal data in turn."""
    pen = Pen(seed)
    for number in range(count):
        kinds = PERSONAL if number % 2 else CLEAN
        yield kinds[number // 2 % len(kinds)](pen)


if __name__ == "__main__":
    for each in texts(6400):
        line = {"text": each.text, "spans": each.spans}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
