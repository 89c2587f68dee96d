"""The demo department's people, their posts and their authority: invented, every one.

Data only; `load_demo` writes it.
"""

from accounts.roles import Role


# Name, team, job post, roles.
PEOPLE = (
    ("Alice Archer", "River warnings", "Press officer", [Role.AUTHOR]),
    ("Bob Okafor", "River warnings", "Senior press officer", [Role.AUTHOR]),
    ("Priya Shah", "River warnings", "Head of news", [Role.LINE_MANAGER]),
    ("Una Dale", "River warnings", "Duty press officer", [Role.DUTY_OFFICER]),
    (
        "Tom Reed",
        "Flood policy",
        "Deputy director, flood policy",
        [Role.POLICY_OWNER, Role.AUTHORISED_OFFICER],
    ),
    ("Fay Quill", "Executive", "Permanent secretary", [Role.DIRECTOR]),
    ("Dee Marsh", "Communications", "Director of communications", [Role.DIRECTOR]),
    (
        "Hana Wu",
        "Communications",
        "Head of digital engagement",
        [Role.HEAD_OF_DIGITAL],
    ),
    ("Lev Stone", "Legal", "Legal adviser", [Role.LEGAL]),
    ("Pia Grant", "Private office", "Private secretary", [Role.PRIVATE_OFFICE]),
    ("Finn Ash", "Finance", "Finance partner", [Role.FINANCE]),
    ("Cai Rees", "Welsh-language unit", "Welsh-language officer", [Role.WELSH_READER]),
    ("Grace Lin", "Internal audit", "Internal auditor", [Role.AUDITOR]),
    ("Tess Moor", "Communications", "Training lead", [Role.TRAINING_ADMINISTRATOR]),
    ("Ruth Vale", "Rule custodians", "Rule custodian", [Role.RULE_CUSTODIAN]),
    ("Carl Nuttall", "Rule custodians", "Second custodian", [Role.RULE_CUSTODIAN]),
    ("Dina Cole", "Information", "Data protection officer", [Role.DATA_PROTECTION]),
    ("Sol Price", "Analysis", "Head of statistics", [Role.STATISTICS_HEAD]),
    # From here on there is an administrator, so two people give a post.
    ("Sam Rowe", "Digital services", "Service manager", [Role.ADMINISTRATOR]),
    ("Ada Holt", "Digital services", "Service engineer", [Role.ADMINISTRATOR]),
)

# Reference, job post, classes, ceiling in pounds, granted by. The director's own
# authority comes from above: nobody gives any to a post that they hold.
DELEGATIONS = (
    (
        "D-101",
        "Head of news",
        "routine reply staff rumour correction",
        None,
        "Dee Marsh",
    ),
    (
        "D-105",
        "Duty press officer",
        "routine reply rumour correction",
        None,
        "Dee Marsh",
    ),
    (
        "D-114",
        "Deputy director, flood policy",
        "routine reply commitment new_commitment money unpublished security rumour",
        5_000_000,
        "Dee Marsh",
    ),
    (
        "D-120",
        "Director of communications",
        "routine new_commitment market election all_stop paid",
        None,
        "Fay Quill",
    ),
    (
        "D-121",
        "Head of digital engagement",
        "routine reply unpublished proceedings other_body controversy correction",
        None,
        "Dee Marsh",
    ),
    ("D-122", "Legal adviser", "proceedings market", None, "Dee Marsh"),
    (
        "D-123",
        "Private secretary",
        "new_commitment new_money announcement controversy",
        20_000_000,
        "Dee Marsh",
    ),
    ("D-124", "Finance partner", "new_money paid", 20_000_000, "Dee Marsh"),
    ("D-125", "Welsh-language officer", "welsh", None, "Dee Marsh"),
    ("D-126", "Head of statistics", "statistics", None, "Dee Marsh"),
    ("D-127", "Data protection officer", "case", None, "Dee Marsh"),
)
