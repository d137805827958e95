from people.models.accounts import Clinic, Consent, Invitation, Membership, Role, User
from people.models.audit import AuditEvent, AuditSeal
from people.models.care import AccessGrant, CareRelationship, GrantKind, Scope
from people.models.records import Audience, ClinicRecord, PersonalRecord
from people.models.submissions import Submission

__all__ = [
    "AccessGrant",
    "Audience",
    "AuditEvent",
    "AuditSeal",
    "CareRelationship",
    "Clinic",
    "ClinicRecord",
    "Consent",
    "GrantKind",
    "Invitation",
    "Membership",
    "PersonalRecord",
    "Role",
    "Scope",
    "Submission",
    "User",
]
