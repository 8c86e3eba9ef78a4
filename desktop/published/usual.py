"""Which properties of an amount usually go together: what a division prefers where a file leaves several."""

from desktop.catalog.crosswalk import USUAL_FUNCTION
from desktop.ledger.vocabulary import Nature
from desktop.published.domains import PROPERTIES, Domain, Universe


def is_usual(domain: Domain, side: str, universe: Universe) -> bool:
    """Tell whether function, nature and economic class usually go together.

    Contributions have functions of their own; wages are 人员, goods and services 公用.
    """
    if side != "支出":
        return True
    names = PROPERTIES[side]
    functions = universe.values("function", domain[names.index("function")])
    economics = universe.values("economic", domain[names.index("economic")])
    natures = universe.values("nature", domain[names.index("nature")])
    if natures in ([Nature.PERSONNEL], [Nature.PUBLIC]):
        of_people = {code.startswith(("301", "303")) for code in economics}
        if of_people == {natures == [Nature.PUBLIC]}:  # wages out of 公用, or goods out of 人员
            return False
    if len(functions) > 1 or len(economics) > 1:
        return True
    wanted = USUAL_FUNCTION.get(economics[0])
    special = functions[0].startswith(tuple(USUAL_FUNCTION.values()))
    return functions[0].startswith(wanted) if wanted else not special
