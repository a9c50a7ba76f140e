"""What can be asked of a role: pay, metrics, team and so on, with the everyday words for each.

The same table reads questions and the headings, labels and lead-ins of articles. Not here: roles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.words import stem, words


class Attribute(StrEnum):
    """An aspect of a role, or of how roles work together; the value is how it is named to a reader."""

    DEFINITION = "definition"
    RESPONSIBILITIES = "responsibilities"
    METRICS = "metrics"
    PAY = "pay"
    BUDGET = "budget"
    TEAM = "team"
    REPORTING = "reporting line"
    SKILLS = "skills"
    QUALIFICATIONS = "qualifications"
    CAREER = "career path"
    TRAITS = "personality"
    TOOLS = "tools"
    HORIZON = "time horizon"
    FORECAST = "forecasting"
    JOURNEY = "customer journey"
    AUDIENCE = "audience"
    PRODUCT = "work with the product team"
    PROS = "advantages"
    CONS = "drawbacks"
    SITUATIONS = "situations"
    ALIGNMENT = "alignment"
    BENEFITS = "benefits"
    DIFFERENCE = "difference"
    SIMILARITY = "similarities"
    FINANCE = "work with the CFO"
    SIZE = "company size"
    CONFLICT = "conflict"
    FUTURE = "future"
    AI = "artificial intelligence"
    CUSTOMER = "customer focus"
    EXPERIENCE = "customer experience"
    GOAL = "goal"
    STRATEGY = "strategy"
    ACTIVITIES = "activities"
    NAMES = "other names"
    CHANGE = "change of the position"
    SUCCESS = "effect on sales"
    PLAN = "sales plan"
    FEEDBACK = "feedback"
    TECHNOLOGY = "shared technology"
    LEADS = "leads"
    OWNERSHIP = "responsibility for revenue"
    SCOPE = "scope"
    JOINT = "joint leadership"


# Attributes that a question often names besides the one that it is about ("how does AI change the *job* ...").
BROAD = frozenset(
    {Attribute.RESPONSIBILITIES, Attribute.GOAL, Attribute.STRATEGY, Attribute.SUCCESS, Attribute.DEFINITION,
     Attribute.CHANGE, Attribute.LEADS, Attribute.ACTIVITIES, Attribute.SIZE, Attribute.OWNERSHIP, Attribute.SCOPE,
     Attribute.JOINT}
)  # fmt: skip

# Phrases, in everyday words; matching is by stem, so "judged" also finds "judging". A dash keeps words apart.
CUES: dict[Attribute, str] = {
    Attribute.RESPONSIBILITIES: """job spec, on their desk, take care of, main role, what stuff, involved in,
        who runs, handle, responsibility, responsible, duty, task, in charge, accountable for, what does do,
        what do do, do all day, day to day, working day, plate, answerable, answer for, answers for, role involve, role entail, job involve, job entail, job description, remit,
        look after, function, own, does actually do, spend time, work involve, oversee, main job, job of""",
    Attribute.METRICS: """gauge, gauges, gauged, sign of success, benchmark, success criteria, rated, score,
        how do we tell if, know it is working, perform well, held to, metric, kpi, numbers judged, numbers measured, which numbers, what numbers, measure, measured, judged, judge, evaluated, performance indicator, scorecard,
        yardstick, success look, graded, assessed, targets, how do you know doing well, performance measured,
        doing a good job, tracked, track""",
    Attribute.PAY: """salaries, comp plan, package, take home, on target earnings, bonuses, how much do they make,
        paycheck, income, pay, paid, salary, compensation, comp, bonus, commission, earn, wage, remuneration, incentive,
        pay package, money, variable pay, accelerator, make money, get rewarded, rewarded""",
    Attribute.BUDGET: """cash go, blow money, money on, where does the money, costs go, spends, cash, budget, budgets, spend, spending, allocation, money go, funds, spend money, allocate""",
    Attribute.TEAM: """people under, reports under, squad, crew, team look like, who sits in, org chart, line up, team, staff, who works for, works under, direct reports, team composition, structure of team,
        people do they lead, people do they manage, manage people, headcount, department made up, hire""",
    Attribute.REPORTING: """whom does answer, line manager, above in the chart, sits above, accountable to, reports up, hierarchy, report to, reports to, who is the bos, reporting line, boss, answer to, answers to, superior, reporting,
        manager of, who manages, line manager, works for whom, report into, reports into, above them, supervises""",
    Attribute.SKILLS: """qualities, makes a great, should be good at, know how, expertise, tech savvy, strong at, competencies, must be able, skill, ability, quality, competency, good at, capability, what makes a good, need to be good,
        look for in, mindset, aptitude, strengths needed, what should we look for, technical""",
    Attribute.QUALIFICATIONS: """study, studied, academic, schooling, undergraduate, postgraduate, uni, graduate, trained, certificate,
        how many years, seniority, degree, education, qualification, mba, bachelor, master, years of experience,
        experience, background, study, university, college, diploma, credentials""",
    Attribute.CAREER: """working life, start their career, work up, end up as, how do people get, road to, way to the top,
        grow into, advance, career, career path, become, move up, start from, come from, begin, promoted, route to, path to, work your way up, climb, progression,
        how do you get to be, get to the top, rise to, stepping stone, start out, previous jobs""",
    Attribute.TRAITS: """nature, mentality, what sort of person, type of people, mindset, temperamental, human qualities, personality, personal quality, trait, character, temperament, what kind of person, kind of people,
        type of person, what are they like""",
    Attribute.TOOLS: """programs, systems, apps, tech, crm system, programmes, tool, tooling, software, tech stack, technology, platform, application, systems do, stack""",
    Attribute.HORIZON: """patient, big picture time, next quarter, short run, far out, years ahead, think in, time horizon, longer term, further ahead, far ahead, long run, long term, short term, how far ahead, timeframe, time frame, horizon,
        long-term, short-term, think ahead, medium term""",
    Attribute.FORECAST: """projections, outlook, predictability, foresee, estimate the future, forecast, forecasting, predict, prediction, projection, predictable""",
    Attribute.JOURNEY: """path of the customer, way of the customer, from first contact, bit of the funnel, part of the funnel, buying process, customer journey, funnel, stage of, stages of, journey, buyer journey, which stages,
        buying journey""",
    Attribute.AUDIENCE: """speak with customers, talk to buyers, deal with customers, contact with customers, audience, one to one, one to many, talk to customers, communicate with customers,
        interact with customers, customer interaction, interaction, interact, reach customers""",
    Attribute.PRODUCT: """build the product, engineers, developers, r&d, product feedback, product team, roadmap, product development, product people, product managers""",
    Attribute.PROS: """good side, good sides, why prefer, gain by choosing, benefit of having, positives, selling point, argument for, pro, pros, advantage, strength, upside, plus points, better at, good about, plus, merit,
        why choose, in favor, in favour, case for, edge over, bring to the table, win over, brings, good thing""",
    Attribute.CONS: """bad side, bad sides, minuses, negative, what could go wrong, catch, price to pay, cost us, warn, blind spot,
        lose by, dangerous, devil's advocate, con, cons, drawback, disadvantage, weakness, downside, risk, limitation, danger, shortcoming,
        bad about, speaks against, against, go wrong, pitfall, problem with, worse, negatives, hurt, harm, case against,
        weak spot, trap, damage, minus""",
    Attribute.SITUATIONS: """in which cases, under what conditions, right time, pick over, choose over, go first, matters more when, situation, when is, when should, when do, better choice, which is better, better pick, should we hire, better fit,
        circumstance, which company, what kind of company, make sense, prefer, better off, which one do we need,
        hire first, favor, suit, need a, right choice, best when, scenario, what case""",
    Attribute.ALIGNMENT: """in sync, hand in hand, rowing, cooperation, connect sales and marketing, work as one, silo, silos, bring together,
        closer together, communicate with each other, sit together, talk to each other, align, alignment, same direction, pull in the same, work together, collaborate, collaboration, smarketing, partnership,
        alliance, cooperate, on the same page, same page, get along, team up, joined up, pull together""",
    Attribute.BENEFITS: """what good does, upside of working, pay off, why should they, result of, benefit, gain, get out of, payoff, why important, why matter, importance, value of, why bother""",
    Attribute.DIFFERENCE: """not same, not the same, not alike, aren't alike, isn't the same, dissimilar, diverge, line between, difference, differ, differs, compare, compared, comparison, versus, vs, distinct,
        distinguish, contrast, tell apart, unlike, set apart, distinction""",
    Attribute.SIMILARITY: """common points, common ground, same about, what unites, similar, similarity, in common, alike, share, overlap, same for""",
    Attribute.FINANCE: """money people, treasurer, cfo, chief financial officer, finance, financial""",
    Attribute.SIZE: """tiny startup, medium-sized, mid-size, grown, growing company, young company, stage of company, how big, size, startup, start-up, enterprise, small company, large company, big company, mid-sized,
        scale up, small business, bigger, smaller, early-stage, corporation""",
    Attribute.CONFLICT: """breaks the tie, last word, final say, referee, settles, at odds, throats, row between, arguing, impasse, disagree, disagreement, conflict, loggerheads, dispute, resolve, fight, clash, fall out, argue, quarrel,
        mediate, tie break, can't agree, settle, service level agreement, sla""",
    Attribute.FUTURE: """in ten years, next years, where is it heading, modern, future, trend, evolve, trajectory, coming years, going forward, tomorrow""",
    Attribute.AI: """chatbot, algorithms, chatgpt, ai, artificial intelligence, automation, machine learning, automate, robot""",
    Attribute.CUSTOMER: """modern customers, buyers today, put the customer, customer first, research before, customers know, customer centric, customer-centric, customer focus, understand the customer, modern buyers,
        buyers behave, customer understanding""",
    Attribute.EXPERIENCE: """customer experience, cx, buyer experience""",
    Attribute.GOAL: """dream, ambition, target state, want for the company, end game, north star, goal, aim, mission, objective, purpose, primary focus, focus, want to achieve, trying to""",
    Attribute.STRATEGY: """strategy, strategic, plan""",
    Attribute.ACTIVITIES: """activity, activities""",
    Attribute.NAMES: """also known, other name, another name, same as, same thing, same person, same job, same role,
        same post, two names, one job, synonym, aka, interchangeable, just another word""",
    Attribute.DEFINITION: """stand for, meaning, abbreviation, acronym, definition, defined""",
    Attribute.CHANGE: """rethinking, reinvent, renamed, abolished, remodel, replace, replaced, transform, eliminate, rethink, abolish, disappear, turned into,
        get rid, scrap, changing""",
    Attribute.SUCCESS: """contribute, drive sales, effect on sales, impact, increase sales, business success, matter""",
    Attribute.PLAN: """sales plan, overall plan, sales numbers, sales results""",
    Attribute.FEEDBACK: """feedback""",
    Attribute.TECHNOLOGY: """share data, shared data, data sharing, integrated technology, sync, connected systems""",
    Attribute.OWNERSHIP: """responsible for the company's revenue, principal responsibility, answer for revenue, top line, money in, own revenue, owns revenue, responsible for revenue, responsible for sales, drive revenue,
        driving revenue, sales go up, make sales, accountable for revenue, bring in the money, brings in revenue,
        revenue responsibility, responsibility for revenue, responsibility for sales, increase sales, raise sales,
        who drives sales, in charge of revenue, carries revenue, revenue growth""",
    Attribute.SCOPE: """only for sales, sales only, also for marketing, run both, marketing too, run marketing, in charge of marketing, oversee marketing, lead marketing, responsible for marketing, handle marketing, also marketing, marketing as well,
        marketing too, own marketing, manage marketing""",
    Attribute.JOINT: """one over both, combo, two in one, heading both, one leader, single leader, joint leader, combined role, one person, heads both, leads both,
        both departments, both functions, one boss, one head, run both, combine the two, under one roof,
        one executive, single person, one chief, single chief, merge the two, combined post, joint role, unite, unify, both sales and marketing""",
    Attribute.LEADS: """prospects, hand off, lead, mql, sql, qualified lead, lead quality, hand over, handoff, hand-off""",
}


@dataclass(frozen=True, kw_only=True)
class _Cue:
    attribute: Attribute
    stems: tuple[str, ...]


@cache
def _cues() -> dict[str, tuple[_Cue, ...]]:
    """The cues by their first stem."""
    table: dict[str, list[_Cue]] = {}
    for attribute, phrases in CUES.items():
        for phrase in phrases.split(","):
            stems = stems_of(phrase)
            table.setdefault(stems[0], []).append(_Cue(attribute=attribute, stems=stems))
    return {first: tuple(cues) for first, cues in table.items()}


def stems_of(text: str) -> tuple[str, ...]:
    """All stems of a text, function words too, in order."""
    return tuple(stem(word.norm) for word in words(text))


def attributes_in(text: str) -> dict[Attribute, int]:
    """The attributes that a text names, with the length in words of the longest cue seen for each.

    The words of a cue may have up to two others between them ("what *does* a CMO *do*").
    """
    stems = stems_of(text)
    table = _cues()
    seen = {
        cue
        for position, first in enumerate(stems)
        for cue in table.get(first, ())
        if _follows(stems, position, cue.stems)
    }
    # "personal quality" is not also a "quality".
    whole = [cue for cue in seen if not any(set(cue.stems) < set(other.stems) for other in seen)]
    found: dict[Attribute, int] = {}
    for cue in sorted(whole, key=lambda cue: (-len(cue.stems), cue.attribute.value)):
        found[cue.attribute] = max(found.get(cue.attribute, 0), len(cue.stems))
    return found


def _follows(stems: Sequence[str], position: int, cue: Sequence[str]) -> bool:
    at = position
    for wanted in cue[1:]:
        window = stems[at + 1 : at + 8] if wanted == "do" else stems[at + 1 : at + 4]
        if wanted not in window:
            return False
        at = at + 1 + window.index(wanted)
    return True


@cache
def _stems_by_attribute() -> dict[Attribute, frozenset[str]]:
    found: dict[Attribute, set[str]] = {}
    for cues in _cues().values():
        for cue in cues:
            found.setdefault(cue.attribute, set()).update(cue.stems)
    return {attribute: frozenset(stems) for attribute, stems in found.items()}


def cue_stems(attributes: Iterable[Attribute]) -> frozenset[str]:
    """All stems that the cues of some attributes are made of."""
    return frozenset().union(*(_stems_by_attribute()[attribute] for attribute in attributes))
