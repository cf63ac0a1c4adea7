"""A study small enough to read whole: two partners, two levers, every kind of file."""

from __future__ import annotations

from pathlib import Path

STUDY = """\
id = "small"
name = { en = "A small study", zh = "小型研究" }
summary = { en = "For tests.", zh = "供测试使用。" }
home = "https://example.org/small"
origin = 2025-12-31
horizon = 2027-12-31
start_known_on = 2026-05-06
assembled = 2026-11-22
stored_material_until = 2026-10-10
seed = 7
members = 100
"""

DRIVERS = """\
[compute]
number = 1
name = { en = "Compute", zh = "算力" }
axis = { en = "US relative compute", zh = "美国相对算力" }
index = "index_compute"
unit = "log"
what = { en = "Installed compute.", zh = "已投运算力。" }

[adoption]
number = 2
name = { en = "Adoption", zh = "采用" }
axis = { en = "US-led adoption", zh = "美国主导的采用" }
index = "index_adoption"
unit = "log"
what = { en = "Use.", zh = "使用。" }

[areas.compute]
number = 1
driver = "compute"
name = { en = "Compute", zh = "算力" }
what = { en = "Chips.", zh = "芯片。" }

[areas.market_share]
number = 2
driver = "adoption"
name = { en = "Market share", zh = "市场份额" }
what = { en = "Shares.", zh = "份额。" }
"""

UNCERTAINTIES = """\
[[correlation]]
a = "growth_us"
b = "growth_cn"
rho = 0.3
judgement = true
note = "A judgement."

[growth]
name = { en = "Growth", zh = "增速" }
unit = "log/yr"
area = "compute"
prior.us = { family = "normal", mean = 0.4, sd = 0.1 }
prior.cn = { family = "normal", mean = 0.5, sd = 0.2 }
judgement = false
source = ["a-source"]
note = "Measured."

[incident_size]
name = { en = "Incident size", zh = "事件幅度" }
unit = "log"
area = "market_share"
prior.us = { family = "lognormal", median = 0.25, sigma = 0.4 }
prior.cn = { family = "lognormal", median = 0.22, sigma = 0.4 }
judgement = true
source = []

[trust_decay]
name = { en = "Decay", zh = "衰减" }
unit = "log/yr"
area = "market_share"
prior = { family = "fixed", value = 0.7 }
judgement = true
source = []

[affinity_noise]
name = { en = "Noise", zh = "噪声" }
unit = "log"
area = "market_share"
per = "partner"
prior = { family = "normal", mean = 0.0, sd = 0.15, low = -1.0, high = 1.0 }
judgement = true
source = []

[lever_strength_export_control]
name = { en = "Strength", zh = "强度" }
unit = "log"
area = "compute"
prior = { family = "lognormal", median = 1.0, sigma = 0.5 }
judgement = true
source = []

[lever_strength_partner_sovereign]
name = { en = "Strength", zh = "强度" }
unit = "log"
area = "compute"
prior = { family = "lognormal", median = 1.0, sigma = 0.5 }
judgement = true
source = []
"""

LEVERS = """\
[export_control]
name = { en = "Export control", zh = "出口管制" }
actor = "us"
range = [-1.0, 1.0]
unit = "log"
direction.low = { en = "tighten", zh = "收紧" }
direction.high = { en = "loosen", zh = "放松" }
register = ["L15"]
what = { en = "Licences.", zh = "许可。" }
judgement = true
source = []

[[export_control.effects]]
channel = "world.regime_hazard"
size = 1.2
kind = "level"
unit = "log"

[partner_sovereign]
name = { en = "Own capacity", zh = "自建能力" }
actor = "partner"
country = true
range = [0.0, 1.0]
unit = "log"
direction.low = { en = "as now", zh = "维持现状" }
direction.high = { en = "more", zh = "加大" }
what = { en = "Build own.", zh = "自建。" }
judgement = true
source = []

[[partner_sovereign.effects]]
channel = "world.own_utility"
size = 0.25
kind = "rate"
unit = "log/yr"

[[partner_sovereign.effects]]
channel = "world.acceptance"
size = -0.4
kind = "window"
months = 6
unit = "log"
"""


def _future(name: str, chinese: str, compute: str, adoption: str) -> str:
    return f"""
[[futures]]
id = "{name}"
name = {{ en = "{name}", zh = "{chinese}" }}
short = {{ en = "{name}", zh = "{chinese}" }}
compute = "{compute}"
adoption = "{adoption}"
colour = {{ light = "#000000", dark = "#ffffff" }}
what = {{ en = "A future.", zh = "一种未来。" }}
"""


def _dial(name: str, default: float, high: float) -> str:
    return f"""
[dials.{name}]
name = {{ en = "{name} dial", zh = "参数" }}
symbol = "{name}"
unit = "log"
default = {default}
range = [0.0, {high}]
why = {{ en = "A definition.", zh = "口径。" }}
"""


def _preset(name: str, tau: float, rho_c: float) -> str:
    return f"""
[presets.{name}]
name = {{ en = "{name} reading", zh = "口径" }}
tau = {tau}
rho_c = {rho_c}
why = {{ en = "A reading.", zh = "读法。" }}
"""


def _axis(name: str) -> str:
    return f"""
[axes.{name}]
index = "index_{name}"
name = {{ en = "{name}", zh = "轴" }}
us = {{ en = "US leads", zh = "美国领先" }}
cn = {{ en = "China leads", zh = "中国领先" }}
contested = {{ en = "neither", zh = "均未领先" }}
"""


FUTURES = (
    """\
band_ratio = 1.5
near_boundary = 0.1
own_share_multipolar = 0.3
flip_months = 3

[contested]
id = "contested"
name = { en = "Contested", zh = "胶着" }
short = { en = "contested", zh = "胶着" }
colour = { light = "#000000", dark = "#ffffff" }
what = { en = "Neither side.", zh = "均未领先。" }
bipolar = { en = "bipolar", zh = "双极" }
multipolar = { en = "multipolar", zh = "多极" }

[alignment]
lead = 0.25
majority = 0.5
own = 0.4
names.us = { en = "mostly US", zh = "以美国为主" }
names.cn = { en = "mostly Chinese", zh = "以中国为主" }
names.own = { en = "mostly own", zh = "以自建为主" }
names.mixed = { en = "mixed", zh = "混合" }
"""
    + _future("us_us", "甲", "us", "us")
    + _future("cn_us", "乙", "cn", "us")
    + _future("us_cn", "丙", "us", "cn")
    + _future("cn_cn", "丁", "cn", "cn")
    + _dial("tau", 2.0, 3.0)
    + _dial("rho_c", 4.0, 8.0)
    + _dial("gamma", 0.5, 1.0)
    + _dial("psi", 0.5, 1.0)
    + _dial("theta", 0.5, 1.0)
    + _preset("source", 2.0, 4.0)
    + _preset("committed", 2.0, 1.0)
    + _preset("strict", 0.0, 1.0)
    + _axis("compute")
    + _axis("adoption")
)

LENSES = """\
[neutral]
name = { en = "neutral", zh = "中性" }
note = { en = "As it is.", zh = "原样。" }

[china]
name = { en = "Chinese lens", zh = "中方视角" }
note = { en = "Another view.", zh = "另一种看法。" }
dials = { theta = 0.8 }

[[china.overrides]]
target = "incident_size_cn"
op = "scale"
value = 0.5
reason = { en = "Access.", zh = "准入。" }

[[china.overrides]]
target = "growth"
op = "shift"
value = 0.1
reason = { en = "Both.", zh = "双方。" }

[[china.overrides]]
target = "trust_decay"
op = "set"
value = 1.5
reason = { en = "Sooner.", zh = "更快。" }
"""

UNITS = """\
["log"]
name = { en = "log points", zh = "对数点" }

["log/yr"]
name = { en = "log points per year", zh = "对数点／年" }
"""

ENTITIES = """\
code,name_en,name_zh,kind,region,population,population_year,working_age_population,gdp_usd,gdp_year,\
internet_users_pct,un_distance_us,un_distance_cn,us_pact,cn_import_share,adoption_h1,adoption_h2,adoption_2026q1,\
imputed,rule,source_id
USA,United States,美国,bloc,North America,340000000,2024,220000000,29000000000000,2024,93,,,,,0.26,0.28,0.3,,,a-source
CHN,China,中国,bloc,East Asia,1410000000,2024,970000000,18700000000000,2024,78,,,,,0.15,0.16,0.17,,,a-source
IND,India,印度,partner,South Asia,1450000000,2024,990000000,3900000000000,2024,55,3.1,1.2,0,0.15,0.14,0.15,0.16,,,a-source
ARE,United Arab Emirates,阿联酋,partner,Gulf,11000000,2024,9000000,540000000000,2024,100,2.9,1.1,0,,0.6,0.64,0.7,\
internet_users_pct,a_rule,a-source
"""

SHARES = """\
entity,share_us,share_cn,share_own,log_sd_cn_below,log_sd_cn_above,log_sd_own,imputed,basis,source_id,note
IND,0.6,0.2,0.2,0.4,0.4,0.7,0,measured,a-source,
ARE,0.7,0.1,0.2,0.4,0.4,0.7,1,regression,,
"""

DEALS = """\
deal_id,country,announced,date_precision,provider,stack,kind,capacity_mw,status,status_rung,firm_share,counts,source_id,note_en
d1,ARE,2025-05-15,day,A firm,us,centre,1000,contract,contract,0.8,1,a-source,
d2,IND,2025-10,month,A firm,us,centre,,announced,interest,0.1,1,a-source,"Offer, not signed"
"""

EVENTS = """\
event_id,date,date_precision,title_en,title_zh,actor,lever,driver,direction_us,direction_cn,magnitude,source_id
e1,2025-12-08,day,A rule,一项规则,USA,L15,compute,-1,1,3,a-source
"""

REGIMES = """\
month,regime,known_on,event_ids,reason_en,reason_zh
2025-11,0,2025-11-30,,No licences,没有许可
2025-12,1,2025-12-31,e1,Announced,已宣布
2026-01,1,2026-01-31,,As before,同上
"""

SOURCES = """\
source_id,title,publisher,url,published,accessed,license,grade
a-source,A report,A publisher,https://example.org/report,2025-11,2026-01-05,CC BY 4.0,B2
"""

GROUPS = """\
[group.south]
name = { en = "South Asia", zh = "南亚" }
regions = ["South Asia"]

[group.gulf]
name = { en = "Gulf", zh = "海湾" }
members = ["ARE"]
source = "a-source"

[partition.all]
name = { en = "All", zh = "全部" }
groups = ["south", "gulf"]
"""

COVARIATES = """\
[tier]
name = { en = "Tier", zh = "层级" }
unit = "log"
kind = "class"
classes.1 = { en = "first", zh = "第一" }
source = "a-source"
license = "facts"
"""

COVARIATE_VALUES = """\
row_id,entity,covariate,value,year,known_on,source_id
tier:IND,IND,tier,1,2025,2025-01-31,a-source
"""

WORLD = """\
iso3,entity,population,gdp_usd,source_id
USA,USA,340000000,29000000000000,a-source
CHN,CHN,1410000000,18700000000000,a-source
IND,IND,1450000000,3900000000000,a-source
ARE,ARE,11000000,540000000000,a-source
"""

FILES = {
    "study.toml": STUDY,
    "drivers.toml": DRIVERS,
    "uncertainties.toml": UNCERTAINTIES,
    "levers.toml": LEVERS,
    "futures.toml": FUTURES,
    "lenses.toml": LENSES,
    "units.toml": UNITS,
    "entities.csv": ENTITIES,
    "shares.csv": SHARES,
    "deals.csv": DEALS,
    "events.csv": EVENTS,
    "regime_history.csv": REGIMES,
    "groups.toml": GROUPS,
    "covariates.toml": COVARIATES,
    "covariates.csv": COVARIATE_VALUES,
    "world.csv": WORLD,
    "sources.csv": SOURCES,
}


class SmallStudy:
    """The small study in a folder, to be spoilt one text at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        for name, text in FILES.items():
            (root / name).write_text(text, encoding="utf-8")

    def replace(self, file: str, old: str, new: str) -> SmallStudy:
        """Replace the first occurrence of a text that must be there."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        (self.root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return self

    def append(self, file: str, text: str) -> SmallStudy:
        """Add text at the end of a file."""
        with (self.root / file).open("a", encoding="utf-8") as stream:
            stream.write(text)
        return self

    def line(self, file: str, text: str) -> int:
        """Line on which a text first stands."""
        lines = (self.root / file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)
