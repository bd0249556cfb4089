"""Words that say a telephone, an address or a mailbox is an office's, and such as say a home's."""

from gongkai.text.late import late

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


def is_office(words: str) -> bool:
    """Whether the words around a datum are about an office, an enterprise or a public matter."""
    return _OFFICE.search(words) is not None


def is_home(words: str) -> bool:
    """Whether the words before an address say that somebody lives there."""
    return _HOME.search(words) is not None
