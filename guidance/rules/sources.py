"""The documents that the rules cite, named once.

No rule lives here.
"""

from guidance.rules.rule import Citation


PARTICIPATION_2008 = "Principles for participation online (Cabinet Office, June 2008)"
SOCIAL_MEDIA_2012 = "Social media guidance for civil servants (Cabinet Office, 2012)"
SOCIAL_MEDIA_2014 = (
    "Social media guidance for civil servants (Cabinet Office, October 2014)"
)

NO_CONTACT_DETAILS = Citation(
    PARTICIPATION_2008, "The Code: never give out personal details"
)
LAW_APPLIES = Citation(
    PARTICIPATION_2008, "The Code: data protection law applies online"
)
NO_COMMITMENT = Citation(
    PARTICIPATION_2008, "The Code: no commitment without authority"
)
NO_DISCLOSURE = Citation(
    PARTICIPATION_2008, "The Code: no disclosure without authority"
)
DISCLOSURE_2012 = Citation(
    SOCIAL_MEDIA_2012, "Disclosure of official information needs authority"
)
UK_GDPR = Citation("UK General Data Protection Regulation", "Article 5")
