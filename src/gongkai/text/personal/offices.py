"""Words that say a telephone, an address or a mailbox is an office's, and such as say a home's."""

import re

from gongkai.text.late import late
from gongkai.text.personal.written import HAN

_OFFICE = late(
    "政府|党政|便民|服务|街道办|委员会|村委|居委|党委|支部|局|厅|办公|办事|中心|派出所|法院|检察院|公司|企业|学校|中学|小学|"
    "幼儿园|大学|学院|医院|卫生院|卫生室|银行|支行|信用社|合作社|协会|服务站|工作站|科室|股室|窗口|单位|部门|"
    "机关|大队|支队|工厂|厂区|酒店|宾馆|事务所|热线|咨询|监督|举报|投诉|受理|值班|传真|总机|客服|报名|公开|"
    "征集|征求|反馈|邮寄|寄至|寄送|来信|来访|来电|查询|联系人|联络人|经办|官方|政务|公众号|项目|工程|施工|工地|"
    "注册|经营|会议|地点|门店|商店|超市|药店|饭店|基地|园区|产业园|仓库|车站|图书馆|文化站|纪念馆|殡仪馆|"
    "敬老院|福利院|养老院|发送|发至|报送|投稿|递交|提交|邮编|集合|考点|会场|现场|指挥部|工作组|专班"
)
_HOME = late(
    "住址|住所|家住|现住|户籍|居住|家庭地址|家庭住址|住在|租住|户口|暂住|常住地|住于|身份证地址|居所|住宅|住房坐落|家庭"
)
_PRIVATE = late(
    "家庭|家中|家里|家属|住宅|宅电|本人|个人|私人|自家|家住|现住|户籍|住址|亲属|父亲|母亲|妻子|丈夫|儿子|女儿|监护人|户主"
)
_ORGAN = late(
    "公司|局|财政|中心|政府|委员会|合作社|单位|非税|保证金|专户|国库|基金|捐赠|捐款|慈善|缴款|缴费|缴纳|学校|医院|对公|"
    "基本户|工会|协会|项目部|街道办|村委|集体|供应商|采购|投标|罚没|罚款|汇款至|公积金"
)
_BANK = late(
    f"[{HAN}]{{0,16}}(?:银行|信用社|信用联社|支行|分行|分社|储蓄所|营业部|营业室|分理处|农商行)"
)


def after_home(words: str) -> tuple[bool, str]:
    """Whether the words before a datum speak of somebody's home or person, and what follows that."""
    end = _last(_PRIVATE, words)
    return end > 0, words[end:]


def holder(words: str) -> int:
    """Where in the words before an account those end that name an organ as its holder, or 0; banks are none."""
    return _last(_ORGAN, _BANK.sub(lambda bank: "＿" * len(bank[0]), words))


def _last(pattern: re.Pattern[str], words: str) -> int:
    end = 0
    for found in pattern.finditer(words):
        end = found.end()
    return end


def is_office(words: str) -> bool:
    """Whether the words around a datum are about an office, an enterprise or a public matter."""
    return _OFFICE.search(words) is not None


def is_home(words: str) -> bool:
    """Whether the words before an address say that somebody lives there."""
    return _HOME.search(words) is not None
