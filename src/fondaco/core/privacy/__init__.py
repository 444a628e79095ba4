"""Personal data: what is held on whom, taking it along, erasing it, letting it go.

Each app declares its own in a module `privacy`; here is what works on all of them.
"""

from fondaco.core.privacy import brought_in, hanging, own
from fondaco.core.privacy.declaring import (
    Basis,
    Erasure,
    Fate,
    Kind,
    Subject,
    all_kinds,
    blank,
    declare,
    declare_impersonal,
    declared_columns,
    delete,
    keep,
)
from fondaco.core.privacy.erasing import (
    Foreseen,
    delete_with_history,
    erase,
    foresee,
)
from fondaco.core.privacy.retention import (
    Rule,
    all_rules,
    declare_rule,
    purge_due,
    read_lines,
)
from fondaco.core.privacy.telling import Told, as_archive, as_data, as_json, tell

__all__ = [
    "Basis",
    "Erasure",
    "Fate",
    "Foreseen",
    "Kind",
    "Rule",
    "Subject",
    "Told",
    "all_kinds",
    "all_rules",
    "as_archive",
    "as_data",
    "as_json",
    "blank",
    "brought_in",
    "declare",
    "declare_impersonal",
    "declare_rule",
    "declared_columns",
    "delete",
    "delete_with_history",
    "erase",
    "foresee",
    "hanging",
    "keep",
    "own",
    "purge_due",
    "read_lines",
    "tell",
]
