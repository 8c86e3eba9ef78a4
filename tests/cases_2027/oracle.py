"""The lines of a case again, month by month in plain arithmetic, from the words of its rules and nothing of the engine.

Only the crosswalk of economic codes and the names of funds are looked up in the catalogue; everything else is the case.
"""

from collections import Counter
from fractions import Fraction
from functools import cache

from desktop.catalog.crosswalk import government_code
from desktop.ledger.vocabulary import read_carry, read_fund, subsource_of

MONTHS = range(1, 13)
YUAN = 100
BASIC = "30101"
TOWN_STEPS = (0, 10, 20)


def half_up(exact):
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


@cache
def percent_of(text):
    return Fraction(text)


@cache
def fen(yuan):
    return int(Fraction(yuan) * 100)


def month_of(text):
    return int(text[-2:])


class Oracle:
    def __init__(self, case):
        self.case = case
        self.chosen = {key: entry["value"] for key, entry in case["policy"]["choices"].items()}
        self.found = []
        self.wages = []
        self.known = {}

    def lines(self):
        """Return how often each line comes: nature, item, who, codes, fund, sub-source, carry, 分."""
        for person in self.case["people"]:
            self.person(person)
        for quota in self.case["quotas"]:
            self.quota(quota)
        for project in self.case["projects"]:
            for line in project["lines"]:
                self.measured("项目", project["name"], project["function"], line)
        return Counter(line for line in self.found if line[-1])

    def value(self, key, month):
        """Return a parameter on the first of a month: the value that began last."""
        if (key, month) not in self.known:
            (entry,) = (p for p in self.case["policy"]["parameters"] if p["id"] == key)
            day = f"{self.case['unit']['fiscal_year']}-{month:02d}-01"
            begun = [(v["valid_from"], v["value"]) for v in entry["values"] if v["valid_from"] <= day]
            self.known[key, month] = Fraction(max(begun)[1])
        return self.known[key, month]

    def add(self, nature, item, who, place, economic, amounts, carry="当年"):
        function, side = place
        for fund, subsource, amount in amounts:
            name = str(read_fund(fund))
            self.found.append((nature, item, who, function, economic, government_code(economic, side), name,
                               subsource_of(name, subsource), carry, amount))  # fmt: skip

    # people ---------------------------------------------------------------------------------------------

    def months(self, person):
        """Return what a person is in each month she is there: fields and pay."""
        if person["id"] not in self.known:
            self.known[person["id"]] = self._months(person)
        return self.known[person["id"]]

    def _months(self, person):
        now = {key: person.get(key, "") for key in ("kind", "status", "rank", "centre", "function")}
        now |= {"insured": person.get("insured", []), "pay": {**person.get("pay", {}), **person.get("yearly", {})}}
        found = {}
        for month in MONTHS:
            for change in person.get("changes", []):
                if month_of(change["from"]) == month:
                    fields = {key: change[key] for key in now if key in change and key != "pay"}
                    old = {k: v for k, v in now["pay"].items() if "pay_all" not in change or k in self.yearly()}
                    now = {**now, **fields, "pay": {**old, **change.get("pay_all", {}), **change.get("pay", {})}}
            if month_of(person["from"]) <= month <= month_of(person["to"]):
                found[month] = now
        return found

    def yearly(self):
        return {i["item"] for i in self.case["policy"]["pay_items"] if i["period"].startswith("年·")}

    def status(self, now):
        return now["kind"] if now["kind"] in ("编外", "遗属") else now["status"]

    def running(self, now):
        codes = self.case["unit"]["operating_function"]
        names = (f"{self.status(now)}.{now['kind']}", self.status(now), now["kind"])
        centre = self.case["unit"].get("centres", {}).get(now["centre"], "")
        return now["function"] or centre or next(codes[name] for name in names if name in codes)

    def place(self, function, now):
        """Return 项 and side of the money of a person."""
        if function in ("", "运行科目"):
            code = self.running(now)
        else:
            code = function[now["kind"]] if isinstance(function, dict) else function
        return code, "事业" if now["kind"] == "事业" else self.case["unit"]["unit_kind"]

    def person(self, person):
        months = self.months(person)
        for rule in self.case["policy"]["pay_items"]:
            places = self.pay(rule, person, months)
            self.book(person, rule["item"], (rule["item"],), rule["nature"], rule["dept_econ"], places)
        for rule in self.case["policy"]["contributions"]:
            places = self.contribution(rule, person, months)
            self.book(person, rule["item"], (rule["item"], rule["fund"]), "人员", rule["dept_econ"], places)

    def book(self, person, label, names, nature, economic, places):
        shares = self.shares(person, *names)
        for place, total in places.items():
            amounts, left = [], total
            for number, (fund, percent) in enumerate(shares, 1):
                part = left if number == len(shares) else half_up(total * percent / 100)
                amounts.append((fund, "", part))
                left -= part
            self.add(nature, label, person["id"], place, economic, amounts)
            self.wages += [(label, place, fund, part) for fund, _, part in amounts]

    def shares(self, person, *names):
        items = person.get("item_shares", {})
        stated = next((items[name] for name in names if name in items), person.get("fund_shares"))
        return [(fund, percent_of(percent)) for fund, percent in (stated or {"一般公共预算": "100"}).items()]

    def takes(self, rule, now):
        wanted = [rule["status"]] if "status" in rule else ["在职", "拟招"]
        if set(rule["kinds"]) <= {"编外", "遗属"}:
            wanted = rule["kinds"]
        kinds = list(rule["kinds"])
        if rule.get("period") == "奖金" and self.chosen.get("institution_bonus") in ("发", "不发"):
            kinds = [k for k in kinds if k != "事业"] + (["事业"] if self.chosen["institution_bonus"] == "发" else [])
        return self.status(now) in wanted and now["kind"] in kinds

    def pay(self, rule, person, months):
        """Return the year of one pay item by place; the whole is rounded once, the last place has what is left."""
        meant = {month: now for month, now in months.items() if self.takes(rule, now)}
        exact = {}
        for month, now in meant.items():
            place = self.place(rule.get("function", ""), now)
            exact[place] = exact.get(place, 0) + self.of_month(rule, person, month, now, meant)
        total, left = half_up(Fraction(sum(exact.values()))), {}
        for number, (place, amount) in enumerate(exact.items(), 1):
            left[place] = total - sum(left.values()) if number == len(exact) else half_up(Fraction(amount))
        return left

    def of_month(self, rule, person, month, now, meant):
        item, typed = rule["item"], fen(now["pay"].get(rule["item"], 0))
        if rule["period"] == "奖金":
            return self.bonus(month, meant)
        if rule["period"] == "月":
            if rule.get("by") == "职级":
                return self.value(f"{rule['parameter']}.{now['rank']}", month) * YUAN
            if rule.get("by") == "乡镇工作年限" and not typed and person.get("town_years") is not None:
                return self.town(person["town_years"])
            return typed
        if rule["period"] == "年·按月":
            return Fraction(typed, 12)
        last = month == max(meant)
        whole = last if rule["period"] == "年·全额" else month == 12
        return typed if whole and item in now["pay"] else 0

    def town(self, years):
        (table,) = (e for e in self.case["policy"]["information"] if e["id"] == "town.allowance")
        steps = table["values"][0]["value"].split("/")
        return fen(next(v for since, v in reversed(list(zip(TOWN_STEPS, steps, strict=True))) if since <= years))

    def basic(self, now):
        items = self.case["policy"]["pay_items"]
        names = [i["item"] for i in items if i["dept_econ"] == BASIC and i["period"] == "月" and "status" not in i]
        return sum(fen(now["pay"].get(name, 0)) for name in names)

    def bonus(self, month, meant):
        if month != max(meant) or self.chosen["bonus_rule"] == "不发":
            return 0
        year = self.basic(meant[month]) * self.value("bonus13.months", month)
        if self.chosen["bonus_rule"] == "十二月在职全发":
            return year if month == 12 else 0
        return Fraction(half_up(year * len(meant) / 12))

    def contribution(self, rule, person, months):
        """Return the year of one insurance by place: base of the first month of a kind, clamped, rounded, × rate."""
        found, reference = {}, None
        first = min(months, default=0)
        for month, now in months.items():
            leave = now["status"] == "停薪"
            if not (
                (leave or self.takes(rule, now)) and now["kind"] in rule["kinds"] and rule["fund"] in now["insured"]
            ):
                reference = None
                continue
            if reference is None or reference[0] != now["kind"] or self.chosen["base_reference"] == "随工资变动":
                reference = (now["kind"], self.base(rule, now, month))
            later = person.get("first_job") and rule["fund"] == "公积金" and month == first
            skipped = leave and self.chosen.get("leave_rule", "停薪月单位不缴") == "停薪月单位不缴"
            if skipped or (later and self.chosen.get("housing_first_job", "次月起缴") == "次月起缴"):
                continue
            declared = person.get("declared_base", {}).get(rule["fund"])
            asked = fen(declared) if declared and self.chosen["declared_base"] == "有核定数用核定数" else reference[1]
            if asked:
                place = self.place(rule["function"], now)
                found[place] = found.get(place, 0) + self.insurance(rule, asked, month)
        return found

    def insurance(self, rule, asked, month):
        """Return the insurance of a month over a base that is asked for; mostly it is that of the month before."""
        terms = [f"{rule['limits']}.floor", f"{rule['limits']}.ceiling", rule["rate"]]
        low, high, rate = (self.value(key, month) for key in terms)
        known = (asked, low.as_integer_ratio(), high.as_integer_ratio(), rate.as_integer_ratio())
        if known not in self.known:
            base = half_up(min(max(Fraction(asked), low * YUAN), high * YUAN) / YUAN) * YUAN
            self.known[known] = half_up(base * rate)
        return self.known[known]

    def base(self, rule, now, month):
        total = Fraction(0)
        for name in self.case["policy"]["base_sets"][rule["base"]][now["kind"]]:
            item, _, yearly = name.partition("/")
            if item == "年终一次性奖金":
                total += Fraction(half_up(self.basic(now) * self.value("bonus13.months", month)), 12)  # paid or not
            else:
                total += Fraction(fen(now["pay"].get(item, 0)), 12 if yearly else 1)
        return total

    # public funds ---------------------------------------------------------------------------------------

    def quota(self, quota):
        if quota["base"] == "计划":
            for line in quota["lines"]:
                self.measured("公用", quota["name"], quota["function"], line)
            return
        for (function, side, fund, _), months in self.groups(quota).items():
            exact = sum(self.value(quota["parameter"], month) * base for month, base in months.items())
            money = quota["base"] == "工资"
            whole = half_up(exact / 12 * (1 if money else YUAN))
            place = (quota["function"] if quota.get("function") else function, side)
            splits = quota.get("split") or {quota["dept_econ"]: "100"}
            for economic, part in self.divided(whole, splits):
                parts = self.divided(part, quota["sub_sources"]) if "sub_sources" in quota else [("", part)]
                amounts = [(fund, subsource, amount) for subsource, amount in parts]
                self.add("公用", quota["name"], "", place, economic, amounts)

    def divided(self, whole, percents):
        found = [(name, half_up(Fraction(whole) * Fraction(percent) / 100)) for name, percent in percents.items()]
        found[-1] = (found[-1][0], whole - sum(part for _, part in found[:-1]))
        return found

    def groups(self, quota):
        """Return the base of a quota in each month under 项, side and source of its money, and kind of its people."""
        found = {}
        unit = self.case["unit"]["unit_kind"]
        if quota["base"] == "工资":
            for item, (function, side), fund, amount in self.wages:
                if item in quota["items"]:
                    months = found.setdefault((function, side, fund, ""), dict.fromkeys(MONTHS, 0))
                    for month in MONTHS:
                        months[month] += amount
        elif quota["base"] == "人月":
            for person in self.case["people"]:
                for month, now in self.months(person).items():
                    if self.takes(quota, now):
                        for fund, percent in self.shares(person, "公用定额"):
                            key = (*self.place("", now), fund, now["kind"])
                            months = found.setdefault(key, dict.fromkeys(MONTHS, Fraction(0)))
                            months[month] += percent / 100
        else:
            count = (
                Fraction(quota["count"])
                if "count" in quota
                else sum(int(a["count"]) for a in self.case["assets"] if a["class"] in quota["classes"])
            )
            found[quota["function"], unit, quota["fund"], ""] = dict.fromkeys(MONTHS, count)
        return found

    def measured(self, nature, label, function, line):
        total = fen(line["price_yuan"]) * int(line["quantity"]) * int(line.get("times", "1"))
        fund = line.get("fund", "一般公共预算")
        if "funds" in line:
            amounts = [(name, "", fen(yuan)) for name, yuan in line["funds"].items()]
        elif "sub_sources" in line:
            amounts = [(fund, name, part) for name, part in self.divided(total, line["sub_sources"])]
        else:
            amounts = [(fund, line.get("sub_source", ""), total)]
        place = (line.get("function", function), self.case["unit"]["unit_kind"])
        self.add(nature, label, "", place, line["dept_econ"], amounts, str(read_carry(line.get("carry", ""))))
