"""What the reason of a change means: that there is more than last year, or less, told by the words offices write.

Known words are taken out one after the other; what is left must say nothing that could mean the other way. A reason of
which something may be meant otherwise has no direction.
"""

import re

MORE, LESS, LEFT = "↑", "↓", "◇"
"""Signs put in the place of words that are understood; ◇ people who left: pay falls, what is paid to them rises."""
LONGEST = 240
"""Letters of a reason that is read."""
_N = r"[^，。；、↑↓◇]"
_NOW = r"(?:本年度?|今年|当年)"
_BEFORE = r"(?:上年度?|去年|上一年度?|以前年度|往年)"
_PAID_OUT = "(?:支付|执行|拨付|使用|建设|实施|结算)完毕?"
_DONE_ALL = rf"(?:完成|完工|竣工|结束|到期|收官|验收|{_PAID_OUT}|付清|结清|结项|终止|进入收尾(?:阶段)?|收尾)"
_ENDED = rf"{_DONE_ALL}(?![\u4e00-\u9fff](?<![后且并及和以而或，]))"
"""What is done and over; 完成日常工作任务 has an object and is what the money is for."""
_UP = r"(?:增加|增多|增长|增大|上升|上调|上涨|提高|调增|调高|核增|追加|扩大|加大)"
_DOWN = r"(?:减少|下降|降低|下调|下滑|回落|萎缩|核减|调减|压减|压缩|缩减|削减|锐减|变少)"
_PLAIN = r"(?:(?!增[加长多大设配购]|新[增招聘建购]|减少|压[减缩]|以及|同时|并|和|及|与|但|而|因)[^，。；、↑↓◇\d]){0,18}"
"""Words of a name in which nothing goes up or down and no second thing begins."""
_THING = (
    r"(?:经费|支出|费用|[\u4e00-\u9fff]费|项目|数量|任务|人数|人员|批次|次数|规模|计划|需求|投入|开支|面积|户数|对象|补助|补贴|收入|班次|业务量?|工作量"
    r"|标准|基数|定额|比例|价格|单价|里程|用量|数|量)"
)
_LIKE = r"(?:有所|相应|较上年|比上年|较去年|同比|大幅|略有|小幅|随之|较多|均|也|由\d+[^，。；、\d]{0,3}|等)*"
_DONE = (
    r"(?:项目|工程|工作|建设|改造|更新|购置|普查|采购|活动|任务|整治|修缮|维修|装修|试点|课题|编制|换届|合同|租赁|规划)"
)
_WHEN = r"(?:已于|已经|已|于|全部|基本|全面|大部分|陆续|按期|如期|均|上年度?|去年|年底|前)*"
_HEADS = r"(?:\d+|[一二三四五六七八九十两])[人名]"

_STEPS: tuple[tuple[str, str], ...] = (
    # names that look like a direction, and words of quality that are none
    (r"新能源[^，。；、\d]{0,8}?(?:占比|比例|比重)(?:的)?(?:不断|有所|逐步)*(?:提高|上升|提升|增加|增大)", ""),
    (r"新能源", "线上"),
    (
        r"未成年人?|未来|少先队|少年|少数民族|不动产|退役|退耕|退捕|防灾减灾|减灾|防控|控烟|控辍|新疆|新时代|新农村|新型",
        "",
    ),
    (
        r"(?:提高|提升|增强)(?:了)?(?:资金|财政|预算|管理|工作|行政|服务|办公|使用|执行|支出|的)*(?:效益|效率|效能|绩效|水平|质量|能力|意识|认识)",
        "",
    ),
    (
        r"(?:管理水平|工作效率|使用效益|使用效率|性能|意识|认识|质量)(?:的)?(?:不断|有所|明显|进一步)?(?:提高|提升|增强)",
        "",
    ),
    (r"(?:压减|压缩|控制|管控|节约)(?:的)?(?:力度|幅度)(?:加大|增加|提高|增大)", LESS),
    (
        r"(?:加大|加强|强化|提高|扩大|增强|严格|进一步|规范)+[^，。；、]{0,10}?(?:压减|压缩|控制|管控|节约|(?:车辆|公车|用车|接待|经费|支出|开支|费用|派车|预算)(?:使用|运行)?(?:管理|监管|审批|调度|约束|执行))(?:力度|幅度)?",
        LESS,
    ),
    (
        r"(?:养老|医疗|失业|工伤|职业年金|住房|社会保障|社会保险|社保|公积金|保险|缴费|缴存|及|和|、)*基数(?:的)?(?:正常|按规定|政策性|年度)?(?:调整|变化|变动)",
        "",
    ),
    (
        r"免费(?:开放|培训|教育|检[测查]|筛查|服务|接种|婚检|孕前|午餐|营养|提供|发放|师范)(?=[^，。；、↑↓◇减降]{0,6}(?:经费|补助|资金|专项))",
        "",
    ),
    (r"新增[^，。；、↑↓◇]{0,12}疫情防控(?:经费|资金|项目|支出)", MORE),
    (
        r"(?:车辆|公车|公务用车)统筹(?:安排|调度|使用|派遣)|统筹(?:安排|调度|使用|派遣)?(?:用车|派车|车辆|公车|公务用车|[^，。；、↑↓◇]{1,6}车辆)",
        LESS,
    ),
    # this year against the last one
    (rf"{_BEFORE}{_N}{{0,24}}(?:较多|偏多|较大|偏大|基数大|数额大|较高)", LESS),
    (rf"{_BEFORE}{_N}{{0,24}}(?:较少|偏少|较小|偏小|基数小|数额小|较低)", MORE),
    (
        rf"(?:上年|去年){_N}{{0,20}}(?:多|高|大)于(?:本年|今年)|(?:本年|今年){_N}{{0,20}}(?:少|低|小)于(?:上年|去年)",
        LESS,
    ),
    (
        rf"(?:上年|去年){_N}{{0,20}}(?:少|低|小)于(?:本年|今年)|(?:本年|今年){_N}{{0,20}}(?:多|高|大)于(?:上年|去年)",
        MORE,
    ),
    (
        rf"{_BEFORE}(?:预算)?(?:无|没有|未|暂未){_N}{{1,24}}，(?:而)?{_NOW}(?:预算)?(?:有|新增|增加|安排|需|拟|计划){_N}{{0,24}}",
        MORE,
    ),
    (
        rf"{_BEFORE}(?:预算)?(?:有|含|安排|实施|开展|购置|更新|发放|一次性|举办|召开){_N}{{1,30}}，(?:而)?{_NOW}(?:预算)?(?:无|没有|未|不再|暂未){_N}{{0,24}}",
        LESS,
    ),
    (rf"(?:上年度?|去年){_N}{{0,12}}一次性{_N}{{0,24}}|一次性{_N}{{0,24}}(?:减少|完成|完工|结束|不再|到期)", LESS),
    (rf"(?:上年度?|去年)(?:含|安排了|实施了|购置了|更新了|列支了|支付了|有){_N}{{1,24}}", LESS),
    (rf"{_BEFORE}(?:预算)?(?:无|没有|未)(?:安排|列支|购置|实施|编列|此项|该项|这项){_N}{{0,24}}", MORE),
    (rf"(?<![较比与同]){_BEFORE}(?!结转|结余){_N}{{0,16}}?(?:{_UP}|{_DOWN}|新增|追加|精简|晋级|调标)", "未"),
    (r"(?:已?达到?|接近|到)报废[^，。；、]{0,8}|报废更新|更新报废", "未"),
    (rf"(?<!终)(?<!末)(?:上年度?|以前年度)?结转(?:结余)?(?:资金|项目|支出|收入|数)*{_LIKE}{_DOWN}", LESS),
    (rf"(?<!终)(?<!末)(?:上年度?|以前年度)?结转(?:结余)?(?:资金|项目|支出|收入|数)*{_LIKE}{_UP}", MORE),
    # what is no more
    (
        rf"{_NOW}?(?:无|没有|未|不再|暂不|不需|无需|停止|取消|暂停|停办)(?:再)?(?:此项|该项|这项|安排|列支|实施|承担|发放|开展|举办|购置|更新|计划|产生|发生|支付|编列|申报)+{_N}{{0,24}}",
        LESS,
    ),
    (rf"(?:未|没有|尚)[^，。；、↑↓◇]{{0,8}}{_DONE_ALL}", "未"),
    (rf"{_PLAIN}{_DONE}{_WHEN}{_ENDED}", LESS),
    (rf"(?:{_BEFORE}{_N}{{0,24}})?{_WHEN}{_ENDED}", LESS),
    (r"(?:停办|停止|取消|撤销|停发|停用|停播|停招|报废|拆除|清退|核销|计提折旧|折旧)", LESS),
    # people
    (
        rf"(?:新增)?(?:在职转|到龄)?(?:离?退休|离休|(?<!遗属)(?<!遗属人员)(?<!低保户)(?<!对象)(?:去世|死亡))(?:人员|人数|教师|干部|职工)*(?:(?:有所|相应)?增[加多](?:{_HEADS})?|了?{_HEADS}|(?=[，。；、↑↓]|$))",
        LEFT,
    ),
    (rf"{_HEADS}(?:在职|在编)?(?:人员|教师|干部|职工|民警)?(?:到龄)?(?:退休|去世|死亡)", LEFT),
    (r"离?退休(?:人员|费|干部|教师|职工|生活)", ""),
    (rf"(?:病故|辞职|离职|辞退|解聘|调离|调出|减员|转出|划出|剥离|减编)(?:人员|教师|干部|职工)?(?:{_HEADS})?", LESS),
    (
        rf"(?:新?招录|新?录用|新?招聘|新?聘用|新聘|新进|新入职|调入|转入|划入|增编|增员|安置|分配)(?:了)?(?:大学生|公务员|人员|教师|职工|干部|军转干部)*(?:{_HEADS})?",
        MORE,
    ),
    # pay and standards
    (r"增人增资|(?:正常)?增资|晋级|晋档|晋升|晋职|调资|调标|涨薪|涨工资|提标|扩面|提薪|普调", MORE),
    (
        r"(?:正常|按规定|逐年)?(?:调整|调增|上调|提高|增加)(?:机关|事业|在职|单位|工作|人员|职工|教师)*(?:基本)?(?:工资|薪级|津贴补贴|津贴|津补贴|薪酬)(?:标准|档次|补贴)?",
        MORE,
    ),
    (r"(?:工资|薪级|薪酬|津贴补贴|津补贴)(?:标准|档次)?(?:正常)?(?:调整|调高|上调)", MORE),
    (r"补(?:发|缴|提|交)", MORE),
    # what became more or less
    (rf"{_PLAIN}{_THING}{_LIKE}{_DOWN}", LESS),
    (rf"{_PLAIN}{_THING}{_LIKE}{_UP}", MORE),
    (
        r"厉行(?:勤俭)?节约|勤俭节约|节约[^，。；、]{0,8}(?:开支|支出|成本|经费)?|过紧日子(?:的?(?:要求|思想|精神))?|(?:中央)?八项规定(?:实施细则)?(?:及其实施细则)?(?:精神)?|反对浪费",
        LESS,
    ),
    (r"(?:压减|压缩|压降|缩减|削减|精简|核减|调减|控减|减支|裁减|严控|控制)", LESS),
    (r"(?:严格|从严|规范|严肃)(?:执行|落实|遵守|审批|管理|公务|接待|车辆|审核|报销)[^，。；、↑↓◇]{0,16}", LESS),
    (rf"{_DOWN}|下浮|减免|调低", LESS),
    (rf"{_UP}|增支|净增|(?<!更)新增|增设|增配|增购|增拨|新设|新建|(?<!更)新购|新办|新开|新成立|扩增|扩建|添置", MORE),
    (
        r"(?:首次|启动|新)(?:安排|实施|开展|列入|列支|承担|承办|举办|编入)|开工建设|投入使用|纳入(?:预算|保障|部门预算|财政)(?:管理|范围|安排|保障)?",
        MORE,
    ),
    (r"(?<=[↑↓])(?:等)?(?:因素|原因)?的?(?:影响|原因|因素|所致|导致)", ""),
)
_STEP = tuple((re.compile(pattern), sign) for pattern, sign in _STEPS)
_PURPOSE = re.compile(r"，(?:主要)?用于.*$")

_EITHER = re.compile(
    "上年|去年|包括|为保障|用于|各项支出|增减|变动|变化|但|然而|抵|除|不含|其中|退|合并|整合|划转|转隶|改革|统筹|转为|改由|改为|改列|转列|列入|口径|科目|调剂|置换|调整"
    "|影响|因素|疫情|减税|降费|滞后|推迟|延期|延后|结构|优化|据实|未|无|不|没有|少|多|缺口|弥补|补足|补齐|冲减|免费|质保|保修|借调|挂职|收费|加成|征收"
    "|亏损|债务|欠|赤字|年末|年终|下年|结转|结余"
)
"""Words with which a reason may go either way."""
_COULD_RAISE = re.compile(
    "新|增|涨|提|扩|升|晋|补(?!助|贴|偿|充)|追加|首次|调[入整]|招|聘|需|更新|购置|尾款|结算|启动|建成|安排(?!的)|拟|开展|承[办担]|举[办行]|实施|支付|偿还|兑现|缴纳|采购|发放|投入|列支"
)
_COULD_LOWER = re.compile(
    "减|降|缩|简|控|约|取消|停|束|完|退休|调出|转出|一次性|合(?!同|理|作)|统|划(?!局)|线上|视频|网上|电子|分流|外包|盘活|收回|撤|关停|归还|收尾|进度|加快"
    "|自动化|信息化|无纸|智能|共享|利用率|使用率|公共交通"
)
"""Words in what is left that may explain the other direction."""
_RETIRED = re.compile("退休|离休|养老|年金|抚恤|丧葬|遗属|对个人|社会保障|医疗")
_STAFF = re.compile("公用经费|公积金|工会经费|福利费|交通(?:费|补贴)|机关运行|工资福利|在职")
_LASTING = re.compile("资产|保有|房屋|面积|物业|水电|取暖|维护|运维|折旧")
"""Subjects of which what is done or who left means another thing."""
_BOUGHT = re.compile("购置|更新")


def way(reason: str, of: str = "", year: int = 0) -> bool | None:
    """Tell whether a reason says that there is more (True) or less (False); None where that is mixed or not sure.

    of: the words that say what changed; year: the budget's.
    """
    if len(reason) > LONGEST:
        return None
    signed = _PURPOSE.sub("", reason).replace(f"{year}年", "本年").replace(f"{year - 1}年", "上年")
    for pattern, sign in _STEP:
        signed = pattern.sub(sign, signed)
    up, down, left = MORE in signed, LESS in signed, LEFT in signed
    if left and not up and not down:
        return True if _RETIRED.search(of) else False if _STAFF.search(of) else None
    rest = re.sub(f"[{MORE}{LESS}{LEFT}]", "", signed)
    if up == down or _EITHER.search(rest) or (_COULD_LOWER if up else _COULD_RAISE).search(rest):
        return None
    if left and (up != (_RETIRED.search(of) is not None)):
        return None
    if down and ((_LASTING.search(of) and re.search(_ENDED, reason)) or (_BOUGHT.search(of) and "报废" in reason)):
        return None
    return up


_STILL = re.compile(
    r"(?:未|没有|尚未|未能|暂未)(?:全部|及时|按期|如期)*(?:完成|完工|支付|执行|实施|使用|拨付|结算|验收|支出|竣工)|跨年|进度(?:较?慢|缓慢|滞后)"
    r"|(?:下达|到位)(?:时间)?较?晚|年底(?:才)?下达|推迟|延期|结转(?:资金|项目|结余|数)?(?:有所|较上年|较多|大幅)?(?:增加|较多|增多)"
)
_DONE_WITH = re.compile(
    rf"(?<!未)(?<!未按期)(?<!未全部){_ENDED}|(?<!未)(?:全部|大部分|基本)(?:已|均|已经)?(?:支付|使用|执行|支出|拨付)|(?:加快|加大|提高)[^，。；、]{{0,14}}(?:执行|支付|支出|进度|使用)|进度(?:加快|提高|较快)"
    r"|收回|盘活|清理|消化|结转(?:资金|项目|结余|数)?(?:有所|较上年|大幅)?(?:减少|下降|较少)|已(?:支付|使用|执行|拨付)"
)


def way_of_carried(reason: str) -> bool | None:
    """Tell whether a reason says that more was carried over (True) or less (False); None where not sure."""
    still, done = _STILL.search(reason), _DONE_WITH.search(_STILL.sub("", reason))
    if bool(still) == bool(done) or re.search("但|同时|节约|压减|抵", reason):
        return None
    return bool(still)
