"""A second set of marked texts, written without looking at the detector it judges.

    python3 benchmarks/second_set.py > set.jsonl
    python3 dev bench screening --set set.jsonl

Each line is one text: `{"text": …, "spans": [[start, end, kind], …]}`. About half of the texts hold
no personal data at all, and many of those look as if they did. People, places and numbers are
invented; identity numbers and bank cards carry true check digits, credit codes too.
The set is for a last run, not for tuning: what it shows is reported as it comes out.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

SEED = 20261124
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭郎鲁韦马苗方俞任袁柳"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志明海燕春生福来友德水根金凤"
VILLAGES = ("柳溪村", "上坪村", "青石桥社区", "大塘村", "望湖社区", "沙洲村", "枫树坳村")
STREETS = ("望湖路", "青禾大道", "学府街", "临河巷", "解放南路", "桂花弄")


@dataclass
class Text:
    """A text being written, with what in it is personal."""

    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)

    def say(self, *pieces: "str | tuple[str, str]") -> "Text":
        """Add plain words, or (datum, kind)."""
        for piece in pieces:
            if isinstance(piece, str):
                self.text += piece
            else:
                start = len(self.text)
                self.text += piece[0]
                self.spans.append((start, len(self.text), piece[1]))
        return self


class Invention:
    """Numbers, names and places that nobody has."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def one(self, *of: str) -> str:
        return self.random.choice(of)

    def digits(self, count: int) -> str:
        return "".join(self.random.choices("0123456789", k=count))

    def name(self) -> str:
        return self.one(*SURNAMES) + "".join(
            self.random.sample(GIVEN, 1 if self.random.random() < 0.25 else 2)
        )

    def identity(self) -> str:
        region = self.one("410922", "362430", "511304", "130627", "230882", "450123")
        born = f"{self.random.randint(1938, 2015)}{self.random.randint(1, 12):02}"
        bare = region + born + f"{self.random.randint(1, 28):02}" + self.digits(3)
        total = sum(int(digit) * weight for digit, weight in zip(bare, WEIGHTS, strict=True))
        return bare + "10X98765432"[total % 11]

    def identity_written(self) -> str:
        bare = self.identity()
        return self.one(
            bare, bare, bare, bare.lower(), wide(bare),
            f"{bare[:6]} {bare[6:14]} {bare[14:]}", f"{bare[:6]}-{bare[6:14]}-{bare[14:]}",
            f"{bare[:3]} {bare[3:6]} {bare[6:10]} {bare[10:14]} {bare[14:]}",
            f"{bare[:10]}\u3000{bare[10:]}",
        )  # fmt: skip

    def mobile(self) -> str:
        return f"1{self.one('35', '37', '39', '50', '58', '77', '86', '91')}{self.digits(8)}"

    def mobile_written(self) -> str:
        bare = self.mobile()
        return self.one(
            bare, bare, bare, wide(bare), f"{bare[:3]}-{bare[3:7]}-{bare[7:]}",
            f"{bare[:3]} {bare[3:7]} {bare[7:]}", f"{bare[:3]}\u3000{bare[3:]}",
        )  # fmt: skip

    def landline(self) -> str:
        return self.one("0393", "0796", "0817", "010") + self.one("-", "－", "") + self.digits(7)

    def card(self) -> str:
        bare = self.one("622848", "621700", "622202", "623059") + self.digits(12)
        for last in "0123456789":
            doubled = (
                int(digit) if place % 2 == 0 else sum(divmod(int(digit) * 2, 10))
                for place, digit in enumerate(reversed(bare + last))
            )
            if sum(doubled) % 10 == 0:
                return bare + last
        raise AssertionError(bare)

    def card_written(self) -> str:
        bare = self.card()
        fours = " ".join(bare[at : at + 4] for at in range(0, len(bare), 4))
        return self.one(bare, bare, fours, f"{bare[:6]} {bare[6:]}")

    def credit(self) -> str:
        bare = self.one("11", "12", "91", "93") + self.one("410922", "362430", "511304")
        bare += "".join(self.random.choices(CREDIT, k=9))
        total = sum(CREDIT.index(c) * w for c, w in zip(bare, CREDIT_WEIGHTS, strict=True))
        return bare + CREDIT[(31 - total % 31) % 31]

    def passport(self) -> str:
        return self.one("E" + self.digits(1), "G" + self.digits(1), "EA", "EB") + self.digits(7)

    def plate(self) -> str:
        letters = "".join(self.random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=5))
        return self.one("豫", "赣", "川", "冀") + self.one(*"ABCDEJ") + self.one("·", "") + letters

    def home(self) -> str:
        number = self.random.randint(1, 320)
        door = f"{self.random.randint(1, 6)}单元{self.random.randint(101, 1802)}室"
        return self.one(
            f"柳溪镇{self.one(*VILLAGES)}{self.random.randint(1, 12)}组{number}号",
            f"青禾县{self.one(*STREETS)}{number}号{self.random.randint(1, 30)}栋{door}",
            f"望湖街道{self.one('锦绣家园', '湖滨花园', '安置小区')}{self.random.randint(1, 22)}号楼{door}",
        )

    def amount(self) -> str:
        return f"{self.random.randint(80, 98000)}{self.one('', '.00', '.5')}"

    def day(self) -> str:
        return (
            f"20{self.random.randint(15, 26)}年{self.random.randint(1, 12)}月"
            f"{self.random.randint(1, 28)}日"
        )


def wide(text: str) -> str:
    """Digits and X as full-width characters."""
    return text.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))


# ── Texts with personal data ─────────────────────────────────────────────────────────────────


def notice(make: Invention) -> Text:
    return Text().say(
        "经村民小组评议、村委会审核，拟对", (make.name(), "name"), "（身份证号码",
        (make.identity_written(), "identity_number"), "）给予临时救助", make.amount(),
        "元，公示期五个工作日。如有异议，请向镇民政所反映。",
    )  # fmt: skip


def relief_list(make: Invention) -> Text:
    text = Text().say("序号\t户主姓名\t身份证号\t联系电话\t开户账号\t金额（元）\n")
    for number in range(1, make.random.randint(3, 9)):
        text.say(
            f"{number}\t", (make.name(), "name"), "\t", (make.identity(), "identity_number"), "\t",
            (make.mobile(), "mobile"), "\t", (make.card(), "bank_card"), f"\t{make.amount()}\n",
        )  # fmt: skip
    return text


def home_list(make: Invention) -> Text:
    text = Text().say("姓名\t家庭住址\t致贫原因\t保障人口\n")
    for _ in range(make.random.randint(2, 6)):
        ill = make.one("因病", "因残", "患尿毒症", "肢体残疾二级", "肺癌", "精神残疾")
        text.say(
            (make.name(), "name"), "\t", (make.home(), "address"), "\t", (ill, "health"), "\t2\n"
        )
    return text


def reply(make: Invention) -> Text:
    box = f"{make.one('zhang', 'liu', 'wxm', 'hao')}{make.digits(4)}"
    return Text().say(
        "您（联系方式：", (make.mobile_written(), "mobile"), "，电子邮箱",
        (f"{box}@{make.one('qq.com', '163.com', 'sina.cn')}", "email"),
        f"）于{make.day()}提出的申请收悉。",
    )  # fmt: skip


def contact(make: Invention) -> Text:
    return Text().say(
        "种植大户", (make.name(), "name"), "，住", (make.home(), "address"), "，手机",
        (make.mobile_written(), "mobile"), make.one("，微信号", "，QQ号", "，微信：", "，QQ："),
        (make.digits(9), "account"), "，现有流转土地", make.digits(2), "亩。",
    )  # fmt: skip


def payment(make: Invention) -> Text:
    return Text().say(
        "补贴资金已打入", (make.name(), "name"), make.one("的一卡通账户", "的银行卡", "农商行账号"),
        (make.card_written(), "bank_card"), "，请查收。",
    )  # fmt: skip


def penalty(make: Invention) -> Text:
    return Text().say(
        "当事人：", (make.name(), "name"), "，男，公民身份号码：",
        (make.identity_written(), "identity_number"), "，住址：", (make.home(), "address"),
        "。经查，当事人驾驶车牌号为", (make.plate(), "plate"),
        f"的货车于{make.day()}未密闭运输。",
    )  # fmt: skip


def traveller(make: Invention) -> Text:
    return Text().say(
        "护照号", (make.passport(), "passport"), "的持有人", (make.name(), "name"), "请于",
        f"{make.day()}前来窗口领取，家庭电话", (make.landline(), "landline"), "。",
    )  # fmt: skip


def run_together(make: Invention) -> Text:
    return Text().say(
        (make.name(), "name"), (make.identity(), "identity_number"),
        make.one("", " ", "，"), (make.mobile(), "mobile"), "已登记",
    )  # fmt: skip


# ── Texts without ────────────────────────────────────────────────────────────────────────────


def guide(make: Invention) -> Text:
    return Text().say(
        f"办理地点：青禾县{make.one(*STREETS)}{make.digits(2)}号政务服务中心{make.digits(1)}楼"
        f"{make.digits(2)}号窗口。咨询电话：{make.landline()}；监督电话：12345。"
        "办理时间：工作日9:00—12:00，13:30—17:00。"
    )


def purchase(make: Invention) -> Text:
    return Text().say(
        f"项目编号：QHZC20{make.digits(2)}{make.digits(6)}，中标供应商统一社会信用代码{make.credit()}，"
        f"成交金额{make.amount()}元，合同号HT{make.digits(12)}，发票号码{make.digits(8)}。"
    )


def budget(make: Invention) -> Text:
    lines = [
        f"{make.digits(7)}\t{make.one('社会保障和就业支出', '农林水支出', '城乡社区支出')}\t"
        f"{make.amount()}\t{make.amount()}\n"
        for _ in range(make.random.randint(3, 8))
    ]
    return Text().say("科目编码\t科目名称\t年初预算\t本年决算\n", *lines)


def policy(make: Invention) -> Text:
    year = make.random.randint(2012, 2026)
    return Text().say(
        f"现将《青禾县防汛应急预案》（青政办发〔{year}〕{make.random.randint(1, 90)}号）印发给你们，"
        f"请结合实际认真贯彻执行。各乡镇人民政府、街道办事处要高度重视，于{make.day()}前报送方案。"
    )


def number_heap(make: Invention) -> Text:
    return Text().say(
        f"运单号SF{make.digits(13)}，订单编号{make.digits(18)}，电表号{make.digits(12)}，"
        f"ISBN 978-7-{make.digits(3)}-{make.digits(5)}-{make.digits(1)}，"
        f"坐标{make.random.randint(100, 120)}.{make.digits(6)},{make.random.randint(24, 40)}.{make.digits(6)}，"
        f"时间戳{make.random.randint(1600000000000, 1790000000000)}。"
    )


def officials(make: Invention) -> Text:
    return Text().say(
        f"县委副书记、县长{make.name()}主持会议并讲话，副县长{make.name()}通报情况，"
        f"县民政局局长{make.name()}作汇报。会议强调，要坚持以人民为中心的发展思想。"
    )


def health_policy(make: Invention) -> Text:
    return Text().say(
        "重度残疾人护理补贴标准为每人每月", make.digits(3), "元；患尿毒症、肺癌等重特大疾病的困难群众，"
        "可申请医疗救助，救助比例不低于百分之七十。",
    )  # fmt: skip


def masked(make: Invention) -> Text:
    bare = make.identity()
    return Text().say(
        f"{make.one(*SURNAMES)}*{make.one(*GIVEN)}，身份证号{bare[:6]}********{'*' * 4}，"
        f"手机{make.mobile()[:3]}****{make.digits(4)}，享受城乡低保。"
    )


def works(make: Invention) -> Text:
    return Text().say(
        f"{make.one(*VILLAGES)}道路硬化工程，长{make.digits(1)}.{make.digits(1)}公里，宽4.5米，"
        f"概算{make.amount()}元，施工单位青禾路桥有限公司，农民工工资专户由县人社局监管，"
        f"举报邮箱qhxrsj@qinghe.gov.cn，工期自{make.day()}起。"
    )


PERSONAL: tuple[Callable[[Invention], Text], ...] = (
    notice, relief_list, home_list, reply, contact, payment, penalty, traveller, run_together,
)  # fmt: skip
CLEAN: tuple[Callable[[Invention], Text], ...] = (
    guide, purchase, budget, policy, number_heap, officials, health_policy, masked, works,
)  # fmt: skip


def texts(count: int, seed: int = SEED) -> Iterator[Text]:
    """The texts of the set, those with and without personal data in turn."""
    make = Invention(seed)
    for number in range(count):
        kinds = PERSONAL if number % 2 else CLEAN
        yield kinds[number // 2 % len(kinds)](make)


if __name__ == "__main__":
    for each in texts(3600):
        line = {"text": each.text, "spans": each.spans}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
