"""Personal data of every kind in sentences, and what only looks like some."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.personal import ASKED, KEPT, LABELS, Validators, find, mask, masked
from tests.text.personal.checks import CARD, ID, OTHER_ID, PHONE, V, told

FOUND = [
    ("李四家庭电话0551-6543210", ("landline", "05516543210")),
    ("住宅电话：（0551）6543 2100。", ("landline", "055165432100")),
    ("固话0431-88888888转8001", ("landline", "0431888888888001")),
    ("赵明，0431-88888888，", ("landline", "043188888888")),
    ("家庭电话：6543210", ("landline", "6543210")),
    ("护照号码：E12345678", ("passport", "E12345678")),
    ("持EA1234567入境", ("passport", "EA1234567")),
    ("港澳通行证C12345678", ("passport", "C12345678")),
    ("台胞证号：12345678", ("passport", "12345678")),
    ("军官证：军字第1234567号", ("passport", "1234567")),
    ("车牌号皖A12345，", ("plate", "皖A12345")),
    ("驾驶皖 A·D12345行驶", ("plate", "皖AD12345")),
    ("粤B1234学", ("plate", "粤B1234学")),
    ("邮箱zhang.san_1990@163.com，", ("email", "zhang.san_1990@163.com")),
    ("QQ：123456789", ("social_account", "123456789")),
    ("qq号码12345678", ("social_account", "12345678")),
    ("微信号：li_si1990", ("social_account", "li_si1990")),
    ("VX：wxid_abc123", ("social_account", "wxid_abc123")),
    ("家住柳溪镇望湖村3组12号", ("address", "柳溪镇望湖村3组12号")),
    ("柳溪镇望湖村三组十二号", ("address", "柳溪镇望湖村三组十二号")),
    ("现住幸福路12号阳光花园3栋2单元502室，", ("address", "幸福路12号阳光花园3栋2单元502室")),
    ("阳光花园5-2-301", ("address", "阳光花园5-2-301")),
    ("地址：文昌街21号", ("address", "文昌街21号")),
    ("村民王芳因患肺癌，", ("health", "肺癌")),
    ("张建国系肢体二级残疾，", ("health", "肢体二级残疾")),
    ("李强，精神残疾一级。", ("health", "精神残疾一级")),
    ("户主：许海燕，致贫原因：缺劳力", ("hardship", "缺劳力")),
    ("李强，手机０13800138000", ("mobile", PHONE)),
    (f"身份证{OTHER_ID[:6]} {OTHER_ID[6:]}", ("identity_number", OTHER_ID)),
    ("村民何秀英的孙子何家豪，今年9岁", ("minor", "何家豪")),
    ("身份证号 11O1O5 19491231 OOO3", ("identity_number", OTHER_ID)),
    ("户主赵刚因病致贫", ("hardship", "因病致贫")),
    ("孤儿张小明由祖母抚养", ("minor", "张小明")),
    ("学生王浩然（8岁）", ("minor", "王浩然")),
    ("刘子轩，11个月大", ("minor", "刘子轩")),
    (f"残疾证号{OTHER_ID}42", ("identity_number", f"{OTHER_ID}42")),
    (f"身份证{OTHER_ID.replace('0', 'O')}", ("identity_number", OTHER_ID)),
    ("手机号l38OOl38OOO", ("mobile", PHONE)),
    ("手机 138 00 13 8000", ("mobile", PHONE)),
    ("13800 138000", ("mobile", PHONE)),
    (f"甲\t{CARD}\t乙", ("bank_card", CARD)),
    (f"甲\t{OTHER_ID}\t乙", ("identity_number", OTHER_ID)),
    ("在望湖村3组12号", ("address", "望湖村3组12号")),
    (f"卡号 {CARD[:7]} {CARD[7:]}", ("bank_card", CARD)),
]  # fmt: skip

AS_OFFICES_WRITE = [
    ("家中电话（0558）6612345", ("landline", "05586612345")),
    (
        "张三，男，身份证号码" + ID + "，住柳溪镇望湖村3组12号，电话0551-6543210，",
        ("landline", "05516543210"),
    ),
    ("联系电话：0558-6612345（宅）", ("landline", "05586612345")),
    ("家庭座机：６５４３２１０", ("landline", "6543210")),
    ("姓名：王芳\n性别：女\n电话：0551-6543210", ("landline", "05516543210")),
    ("家里的电话是6543210", ("landline", "6543210")),
    ("宅电0551—654—3210", ("landline", "05516543210")),
    ("家庭电话（０５５１）６５４３２１０", ("landline", "05516543210")),
    ("宅电（0551） 6543 210", ("landline", "05516543210")),
    ("张三向县信访局反映，家住望湖村3组12号，电话0551-6543210", ("landline", "05516543210")),
    ("车牌号：淮A·12345", ("plate", "淮A12345")),
    ("苏A．12345", ("plate", "苏A12345")),
    ("皖Ｋ１２３４５", ("plate", "皖Ｋ12345")),
    ("京A1234警", ("plate", "京A1234警")),
    ("粤Z1234港", ("plate", "粤Z1234港")),
    ("车号皖K-D12345", ("plate", "皖KD12345")),
    ("皖K•F12345", ("plate", "皖KF12345")),
    ("号牌为皖KAB12C", ("plate", "皖KAB12C")),
    ("皖A 12 345", ("plate", "皖A12345")),
    ("皖A.D1234学", ("plate", "皖AD1234学")),
    ("户主张三，一卡通号：123456789012，", ("bank_card", "123456789012")),
    ("存折账号1234 5678 9012 345", ("bank_card", "123456789012345")),
    (
        "户名：张三，开户行：农业银行青禾支行，账号：12345678901234567",
        ("bank_card", "12345678901234567"),
    ),
    (
        "姓名：张三\n开户行：青禾县农商银行\n账号：20000123456789012345",
        ("bank_card", "20000123456789012345"),
    ),
    ("本人微信为zhang_san88", ("social_account", "zhang_san88")),
    ("加微信（zhang_san88）", ("social_account", "zhang_san88")),
    ("QQ号码为 12345678", ("social_account", "12345678")),
    ("Q Q：12345678", ("social_account", "12345678")),
    ("ＱＱ：12345678", ("social_account", "12345678")),
    ("张三，微信 zhangsan_1", ("social_account", "zhangsan_1")),
    ("微信号是：zhangsan_1", ("social_account", "zhangsan_1")),
    ("微信号zhangsan_1", ("social_account", "zhangsan_1")),
    ("微信ID：zhangsan_1", ("social_account", "zhangsan_1")),
    ("向县信访局反映，本人QQ：1234567", ("social_account", "1234567")),
    ("王小明，2015年3月5日出生，", ("minor", "王小明")),
    ("刘子轩（2016年3月生）", ("minor", "刘子轩")),
    ("王小明，出生日期：2015", ("minor", "王小明")),
    ("张三、李四、王五因患肺癌", ("name", "李四")),
    ("姓名：张三\n性别：男\n证件号码：" + ID, ("name", "张三")),
    ("户主：王　　芳，身份证号" + ID, ("name", "王芳")),
    ("委托人：阿依古丽·买买提\n电话：" + PHONE, ("name", "阿依古丽·买买提")),
    ("村民张三反映，电话" + PHONE, ("name", "张三")),
    ("张三因患系统性红斑狼疮，", ("health", "系统性红斑狼疮")),
    ("张三因患类风湿关节炎，", ("health", "类风湿关节炎")),
    ("李强邮箱：a_b@163.com", ("name", "李强")),
    ("投诉人：司马青山（女士）\n联系电话：" + PHONE, ("name", "司马青山")),
]

PUBLIC = [
    "户名：青禾县财政局，开户行：农业银行青禾支行，账号：12345678901234567",
    "投标保证金账号：123456789012345",
    "缴款识别码12345678901234567890",
    "联系人：李明，办公电话：0551-6543210",
    "县民政局王芳，电话0551-6543210",
    "开户银行行号：103373012345",
    "向本人所在地民政局咨询，电话0551-6543210",
    "出生于2012年以前",
    "2016年3月生产",
    "关于2016年3月出生人口",
    "新增S12345线",
    "鲁B2类",
    "沪府规【2016】168号\n关于万里社区W060701单元",
    "微信小程序qinghe_zwfw",
    "官方微信：qinghefabu",
    "政务服务QQ：12345678",
    "单位\t账号\n甲公司\t12345678901234567",
    "对公账户：5228 4812 3456 7890 12",
    "捐款账号：1234567890123456",
    "统一项目代码2403-341226-04-01-123456",
    "银行贷款利率1234567890123",
    "路段G12345678",
    "皖A类12345",
]

CLEAN = [
    "张三致贫", "合同编号018390148616", "柳树13812345678株", "高度13812345678", "残疾证办理",
    "甲\t12345678901234567\t乙", "请送至3组1号", "张三，在3组1号", "1O1O1O1O1O",
    "咨询电话：0551-6543210，监督电话：（0551）6543211。", "柳溪镇人民政府办公室电话0551-6543210",
    "联系人：李办，联系电话：0551-6543210", "热线12345，4008001234",
    "电话0551-6543210", "传真：6543210", "邮箱：xxgk@qinghe.gov.cn", "意见发送至qinghe2026@163.com",
    "县民政局电子邮箱qhmz@126.com", "QQ群：123456789", "微信公众号qinghefabu", "政务微信：qinghefabu", "小微企业",
    "办公地址：青禾县人民路12号", "青禾县建设大街8号政务服务中心", "位于文昌街12号的项目部", "望湖村3组",
    "幸福路5号楼宇",
    "合同编号E12345678", "设备型号G12345678", "M12345678", "公务用车皖A12345", "编号京B123456", "新A级",
    "青政办发〔2026〕12号", "第12号令", "2026-03-05至2026-03-10", "统一社会信用代码11341702486344515H",
    "因病致贫返贫人口", "肺癌筛查工作", "残疾人两项补贴", "高血压、糖尿病患者管理", "因病致贫的，予以救助",
    "儿童福利工作", "孤儿高度关注", "60岁以上老人", "年满18岁", "王芳（38岁）", "县长王建国主持会议",
    "记者张晓东报道",
    "1O1O1O", f"流水号{OTHER_ID.replace('0', 'O')[:12]}", "l38OOl38OOO", "订单13800l38OOO",
    "@qinghe", "a@b", "第12345678号", "证号：12345678", "为1234567890", "12.5% 30.5 40.2", "栋", "号",
    "王府井13号", "路12", "1号", "3单元", "张*三", "微信", "QQ", "E1234",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND + AS_OFFICES_WRITE)
def test_a_datum_is_found_in_its_sentence(text, expected):
    assert expected in told(text, ASKED)


@pytest.mark.parametrize("text", CLEAN + PUBLIC)
def test_public_business_is_not_personal(text):
    assert told(text, ASKED) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"村民张三，身份证{ID}", ["张三"]),
        (f"张三男，{ID}", ["张三"]),
        (f"姓名：王　芳 {ID}", ["王芳"]),
        (f"欧阳建国{PHONE}", ["欧阳建国"]),
        (f"买买提·吐尔逊，{PHONE}", ["买买提·吐尔逊"]),
        (f"{PHONE}（李四）", ["李四"]),
        (f"{PHONE}，机主：王国强", ["王国强"]),
        (f"王府井{PHONE}", []),
        (f"江宁区{PHONE}", []),
        (f"江南，{PHONE}", []),
        (f"高度{PHONE}", []),
        (f"安徽省，{PHONE}", []),
        (f"张三说明情况。{PHONE}", []),
        (f"县长王建国。电话{PHONE}", []),
        ("张三的话", []),
    ],
)
def test_names_are_found_beside_other_data_only(text, names):
    assert [normal for kind, normal in told(text) if kind == "name"] == names


def test_who_appears_in_office_stays_by_nature():
    hits = find(f"联系人：李明，电话{PHONE}", V)
    assert [(hit.kind, hit.confidence >= ASKED) for hit in hits] == [
        ("name", False),
        ("mobile", True),
    ]


def test_a_credit_code_of_figures_only_is_no_identity_number():
    number = OTHER_ID
    credit = Validators(V.is_identity_number, V.is_bank_card, lambda code: code == number)
    assert find(f"统一社会信用代码{number}", credit) == []
    assert [hit.kind for hit in find(f"身份证号{number}", credit)] == ["identity_number"]
    assert [hit.kind for hit in find(f"机构代码{number}", V)] == ["identity_number"]


def test_masks_by_kind():
    text = (
        f"张建国{ID}，家住望湖村3组12号；王芳，邮箱wang@163.com，微信：wangfang1，"
        "车牌皖A12345，护照E12345678；"
        "李强患肺癌；户主赵刚因残致贫；孤儿刘小明；住宅电话0551-6543210"
    )
    assert mask(text, find(text, V)) == (
        "张*国110105************，家住望湖村*组**号；王*，邮箱w***@163.com，微信：wa*****g1，"
        "车牌皖A***45，护照E*****678；"
        "李*患**；户主赵*****；孤儿刘**；住宅电话0551-*****10"
    )


def test_a_list_that_may_show_names_keeps_them():
    text = f"张三 {ID}"
    assert mask(text, find(text, V, {**KEPT, "name": None})) == "张三 110105************"


def test_a_mask_hides_at_least_one_character():
    assert masked("name", "张", KEPT) == "*"
    assert masked("social_account", "1234", KEPT) == "12**"
    assert masked("plate", "A-1", {**KEPT, "plate": (2, 2)}) == "A-*"
    assert masked("email", "a＠b.cn") == "*＠b.cn"


def test_every_kind_has_a_mask_and_a_label():
    assert KEPT.keys() == LABELS.keys()


PARTS = st.sampled_from(
    [
        ID, PHONE, CARD, "张三", "王芳芳", "，", "。", "\t", "\n", "：", "姓名", "身份证", "家住",
        "望湖村3组12号", "幸福路5号",
        "邮箱", "a_b@163.com", "微信：abc_123", "QQ：1234567", "皖A12345", "护照E12345678", "肺癌",
        "因病致贫", "孤儿", "8岁",
        "0551-6543210", "住宅电话", "12", "l", "O", " ", "（", "）", "电话", "序号", "住址", "病种", "户主",
    ]
)  # fmt: skip


@given(st.lists(PARTS, max_size=14).map("".join))
def test_masked_text_holds_nothing_any_more(text):
    hits = find(text, V)
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    masked = mask(text, hits)
    assert len(masked) == len(text)
    left = {hit.normal for hit in find(masked, V) if hit.confidence >= ASKED}
    assert not left & {hit.normal for hit in hits if hit.kind not in {"name", "address"}}


@pytest.mark.parametrize(
    "unit",
    ["张", "张三", "a@", "a.", "A1", "皖A", "一号", "村3", "村3号", "3-", "微信", "微信：a", "QQ1", "1O", "O1O", "癌",
     "张三癌", "张癌", "岁", "8岁", "孤儿张", "证1", "：1234567 ", "0431-8888888", "(0431)", "\t", "张三\t", "姓名\t",
     "路1号", "欧阳", "张·", "因病致贫", "残疾", "E1234567", "13800138000张三", "1 1", "1  "],
)  # fmt: skip
def test_the_time_is_linear_for_anything(unit):
    text = unit * (60_000 // len(unit))
    find(text, V)
