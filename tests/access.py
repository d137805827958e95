"""Who gets what at which address: every URL name, nobody and the whole cast, GET and POST.

The rows named in an address are ana's, and none of those she shared. A cell is a status, ``in``
for "sent to log in", or ``>`` for a redirect elsewhere. A POST sends an empty form with a good
key, so that nothing but the question who may stands between it and the row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.hers import Hers

COLUMNS = ("nobody", "ana", "ben", "cleo", "dev", "edna", "finn")

# fmt: off
TABLE = """
#                                     GET                          | POST
#                                     -   ana ben cleo dev edna finn
healthz                               200 200 200 200 200 200 200  | 405 405 405 405 405 405 405

account_login                         200 >   >   >   >   >   >    | 200 >   >   >   >   >   >
account_logout                        >   200 200 200 200 200 200  | >   >   >   >   >   >   >
account_inactive                      200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
account_signup                        200 >   >   >   >   >   >    | 200 >   >   >   >   >   >
account_reauthenticate                in  200 200 200 200 200 200  | in  200 200 200 200 200 200
account_email                         in  200 200 200 200 200 200  | in  >   >   >   >   >   >
account_email_verification_sent       200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
account_change_password               in  200 200 200 200 200 200  | in  200 200 200 200 200 200
account_set_password                  in  >   >   >   >   >   >    | in  >   >   >   >   >   >
account_reset_password                200 200 200 200 200 200 200  | 200 200 200 200 200 200 200
account_confirm_login_code            in  >   >   >   >   >   >    | in  >   >   >   >   >   >
account_confirm_email                 200 200 200 200 200 200 200  | 404 404 404 404 404 404 404
account_reset_password_from_key_done  200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
account_reset_password_from_key       200 200 200 200 200 200 200  | 200 200 200 200 200 200 200
account_reset_password_done           200 200 200 200 200 200 200  | 405 405 405 405 405 405 405

welcome                               200 >   >   >   >   >   >    | 405 405 405 405 405 405 405
home                                  in  >   >   >   >   >   >    | in  405 405 405 405 405 405

people:accept                         404 404 404 404 404 404 404  | >   404 404 404 404 404 404
people:invitation                     >   >   >   >   >   >   >    | 405 405 405 405 405 405 405
people:settings                       in  200 200 200 200 200 200  | in  422 422 422 422 422 422
people:who_can_see                    in  200 404 200 404 404 200  | in  405 405 405 405 405 405
people:stop_sharing                   in  405 405 405 405 405 405  | in  >   404 404 404 404 404
people:accounts                       in  404 404 404 404 200 404  | in  404 404 404 404 200 404
people:invite                         in  404 404 404 404 200 404  | in  404 404 404 404 422 404
people:resend                         in  405 405 405 405 405 405  | in  404 404 404 404 >   404
people:revoke                         in  405 405 405 405 405 405  | in  404 404 404 404 >   404
people:deactivate                     in  404 404 404 404 200 404  | in  404 404 404 404 >   404
people:reactivate                     in  404 404 404 404 200 404  | in  404 404 404 404 >   404
people:assign                         in  404 404 404 404 200 404  | in  404 404 404 404 422 404
people:end_care                       in  405 405 405 405 405 405  | in  404 404 404 404 >   404

safety:help                           200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
safety:breathe                        200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
safety:flare                          200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
safety:talk                           in  200 404 200 404 404 200  | in  >   404 200 404 404 200
safety:flags                          in  200 404 200 404 404 200  | in  200 404 200 404 404 200
safety:advice                         in  200 404 404 404 404 404  | in  200 404 404 404 404 404
safety:correct                        in  200 404 404 404 404 404  | in  200 404 404 404 404 404
safety:clear                          in  405 404 405 404 404 405  | in  200 404 404 404 404 404
safety:support                        in  200 404 200 404 404 200  | in  200 404 200 404 404 200
safety:support_screen                 in  200 404 404 404 404 404  | in  200 404 404 404 404 404
safety:alerts                         in  404 200 404 200 404 404  | in  404 405 404 405 404 404
safety:alert                          in  404 200 404 404 404 404  | in  404 405 404 405 404 404
safety:seen                           in  404 405 404 405 404 404  | in  404 >   404 404 404 404
safety:acknowledge                    in  404 405 404 405 404 404  | in  404 200 404 404 404 404
safety:outcome                        in  404 405 404 405 404 404  | in  404 200 404 404 404 404
safety:alert_clear                    in  404 405 404 405 404 404  | in  404 200 404 404 404 404

journal:check_in                      in  200 404 200 404 404 200  | in  422 404 422 404 404 422
journal:new_entry                     in  200 404 200 404 404 200  | in  422 404 422 404 404 422
journal:change                        in  200 404 404 404 404 404  | in  422 404 404 404 404 404
journal:entries                       in  200 404 200 404 404 200  | in  405 405 405 405 405 405
journal:find                          in  405 405 405 405 405 405  | in  >   404 >   404 404 >
journal:entry                         in  200 404 404 404 404 404  | in  405 405 405 405 405 405
journal:delete                        in  200 404 404 404 404 404  | in  >   404 404 404 404 404
journal:restore                       in  405 405 405 405 405 405  | in  >   404 404 404 404 404
journal:triggers                      in  200 404 200 404 404 200  | in  405 405 405 405 405 405
journal:trigger                       in  200 404 404 404 404 404  | in  422 404 404 404 404 404
journal:trial_new                     in  200 404 200 404 404 200  | in  422 404 422 404 404 422
journal:trial                         in  200 404 404 404 404 404  | in  405 405 405 405 405 405
journal:trial_day                     in  405 405 405 405 405 405  | in  >   404 404 404 404 404
journal:trial_end                     in  405 405 405 405 405 405  | in  >   404 404 404 404 404
journal:trial_delete                  in  405 405 405 405 405 405  | in  >   404 404 404 404 404
journal:take_along                    in  200 404 200 404 404 200  | in  405 405 405 405 405 405
journal:export_csv                    in  200 404 200 404 404 200  | in  405 405 405 405 405 405
journal:export_json                   in  200 404 200 404 404 200  | in  405 405 405 405 405 405
journal:import                        in  405 405 405 405 405 405  | in  422 404 422 404 404 422
journal:queue                         401 200 404 200 404 404 200  | 401 400 404 400 404 404 400
journal:keep                          405 405 405 405 405 405 405  | 401 400 404 400 404 404 400
journal:worker                        200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
journal:manifest                      200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
journal:shell_today                   200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
journal:shell_check_in                200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
journal:shell_entry                   200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
journal:shell_help                    200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
journal:shell_breathe                 200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
journal:shell_flare                   200 200 200 200 200 200 200  | 405 405 405 405 405 405 405
journal:shell_offline                 200 200 200 200 200 200 200  | 405 405 405 405 405 405 405

sessions:beliefs                      in  200 404 200 404 404 200  | in  405 405 405 405 405 405
sessions:start                        in  >   404 200 404 404 200  | in  >   404 >   404 404 >
sessions:new_belief                   in  200 404 200 404 404 200  | in  422 404 422 404 404 422
sessions:belief                       in  200 404 404 404 404 404  | in  405 405 405 405 405 405
sessions:belief_state                 in  405 405 405 405 405 405  | in  404 404 404 404 404 404
sessions:belief_privacy               in  405 405 405 405 405 405  | in  404 404 404 404 404 404
sessions:reword                       in  200 404 404 404 404 404  | in  422 404 404 404 404 404
sessions:erase_belief                 in  200 404 404 404 404 404  | in  >   404 404 404 404 404
sessions:suggestion                   in  200 404 404 404 404 404  | in  422 404 404 404 404 404
sessions:lead                         in  404 >   404 404 404 404  | in  404 >   404 404 404 404
sessions:led                          in  200 404 404 404 404 404  | in  405 405 405 405 405 405
sessions:led_join                     in  405 405 405 405 405 405  | in  >   404 404 404 404 404
sessions:led_follow                   in  200 404 404 404 404 404  | in  405 405 405 405 405 405
sessions:led_end                      in  405 405 405 405 405 405  | in  >   >   404 404 404 404
sessions:led_desk                     in  404 200 404 404 404 404  | in  405 405 405 405 405 405
sessions:led_news                     in  404 204 404 404 404 404  | in  405 405 405 405 405 405
sessions:led_question                 in  404 >   404 404 404 404  | in  404 422 404 404 404 404
sessions:led_step                     in  404 >   404 404 404 404  | in  404 422 404 404 404 404
sessions:led_item                     in  404 >   404 404 404 404  | in  404 422 404 404 404 404
sessions:page                         in  200 404 404 404 404 404  | in  405 405 405 405 405 405
sessions:page_pdf                     in  200 404 404 404 404 404  | in  405 405 405 405 405 405
sessions:share                        in  405 405 405 405 405 405  | in  404 404 404 404 404 404
sessions:unshare                      in  405 405 405 405 405 405  | in  404 404 404 404 404 404
sessions:set_aside                    in  405 405 405 405 405 405  | in  >   404 404 404 404 404
sessions:erase                        in  200 404 404 404 404 404  | in  >   404 404 404 404 404
sessions:follow_up                    in  200 404 404 404 404 404  | in  422 404 404 404 404 404
sessions:skip_follow_up               in  405 405 405 405 405 405  | in  >   404 404 404 404 404
sessions:offer                        in  404 404 404 404 404 404  | in  405 405 405 405 405 405
sessions:step                         in  200 404 404 404 404 404  | in  422 404 404 404 404 404
sessions:item                         in  200 404 404 404 404 404  | in  422 404 404 404 404 404
sessions:plans                        in  200 404 200 404 404 200  | in  405 405 405 405 405 405
sessions:plan_card                    in  200 404 404 404 404 404  | in  405 405 405 405 405 405
sessions:plan                         in  200 404 404 404 404 404  | in  200 404 404 404 404 404
sessions:reclaim                      in  200 404 404 404 404 404  | in  200 404 404 404 404 404
sessions:take_back_reclaim            in  405 405 405 405 405 405  | in  >   404 404 404 404 404
sessions:experiment                   in  200 404 404 404 404 404  | in  200 404 404 404 404 404
sessions:tests                        in  200 404 200 404 404 200  | in  405 405 405 405 405 405
sessions:experiment_check             in  >   404 404 404 404 404  | in  422 404 404 404 404 404
sessions:agreed                       in  405 405 405 405 405 405  | in  200 404 404 404 404 404
sessions:care_answer                  in  200 404 404 404 404 404  | in  200 404 404 404 404 404

insights:today                        in  200 404 200 404 404 200  | in  405 405 405 405 405 405
insights:patterns                     in  200 404 200 404 404 200  | in  405 405 405 405 405 405
insights:take_look                    in  405 405 405 405 405 405  | in  >   404 >   404 404 >
insights:look                         in  200 404 404 404 404 404  | in  405 405 405 405 405 405
insights:hide                         in  405 405 405 405 405 405  | in  >   404 404 404 404 404
insights:show_again                   in  405 405 405 405 405 405  | in  >   404 404 404 404 404

care:patients                         in  404 200 404 200 404 404  | in  404 200 404 200 404 404
care:patient                          in  404 200 404 404 404 404  | in  405 405 405 405 405 405
care:suggest                          in  404 200 404 404 404 404  | in  404 200 404 404 404 404
care:unsuggest                        in  405 405 405 405 405 405  | in  404 >   404 404 404 404
care:questions                        in  404 200 404 404 404 404  | in  404 200 404 404 404 404
care:withdraw_question                in  405 405 405 405 405 405  | in  404 >   404 404 404 404
care:question_sets                    in  404 200 404 200 404 404  | in  405 405 405 405 405 405
care:question_set                     in  404 200 404 404 404 404  | in  404 200 404 404 404 404
care:retire_questions                 in  405 405 405 405 405 405  | in  404 >   404 404 404 404
care:review                           in  404 404 404 404 404 404  | in  404 404 404 404 404 404
care:limits                           in  404 200 404 404 404 404  | in  404 200 404 404 404 404
care:withdraw_limit                   in  405 405 405 405 405 405  | in  404 >   404 404 404 404
care:lock                             in  404 404 404 404 404 404  | in  404 404 404 404 404 404
care:unlock                           in  405 405 405 405 405 405  | in  404 >   404 404 404 404
care:approve_plan                     in  405 405 405 405 405 405  | in  404 404 404 404 404 404
care:page_pdf                         in  404 404 404 404 404 404  | in  405 405 405 405 405 405
care:approve                          in  405 405 405 405 405 405  | in  404 404 404 404 404 404
care:answer                           in  404 404 404 404 404 404  | in  404 404 404 404 404 404
"""
# fmt: on


def _the(kind: str) -> Callable[[Hers], dict[str, Any]]:
    return lambda hers: {"pk": getattr(hers, kind).pk}


def _of_a_finding(hers: Hers) -> dict[str, Any]:
    return {"pk": hers.look.pk, "finding": hers.look.findings.get(trigger=hers.trigger).pk}


# Which row of ana's an address names.
NAMED: dict[str, Callable[[Hers], dict[str, Any]]] = {
    "account_confirm_email": lambda hers: {"key": "not-a-key"},
    "account_reset_password_from_key": lambda hers: {"uidb36": "1", "key": "not-a-key"},
    "people:invitation": lambda hers: {"token": "not-a-token"},
    "people:stop_sharing": _the("grant"),
    "people:resend": _the("invitation"),
    "people:revoke": _the("invitation"),
    "people:deactivate": _the("membership"),
    "people:reactivate": _the("membership"),
    "people:assign": _the("membership"),
    "people:end_care": lambda hers: {"pk": hers.membership.pk, "care": hers.care.pk},
    "safety:advice": _the("flags"),
    "safety:correct": _the("flags"),
    "safety:clear": _the("hold"),
    "safety:support_screen": _the("support"),
    "safety:alert": _the("alert"),
    "safety:seen": _the("alert"),
    "safety:acknowledge": _the("alert"),
    "safety:outcome": _the("alert"),
    "safety:alert_clear": _the("alert"),
    "journal:entry": _the("entry"),
    "journal:change": _the("entry"),
    "journal:delete": _the("entry"),
    "journal:restore": _the("entry"),
    "journal:trial": _the("trial"),
    "journal:trial_day": _the("trial"),
    "journal:trial_end": _the("trial"),
    "journal:trial_delete": _the("trial"),
    "journal:trigger": _the("trigger"),
    "insights:look": _the("look"),
    "insights:hide": _of_a_finding,
    "insights:show_again": _of_a_finding,
    "sessions:belief": _the("thought"),
    "sessions:belief_state": _the("thought"),
    "sessions:belief_privacy": _the("thought"),
    "sessions:reword": _the("thought"),
    "sessions:erase_belief": _the("thought"),
    "sessions:suggestion": _the("suggestion"),
    "sessions:lead": _the("person"),
    "sessions:led": _the("led"),
    "sessions:led_join": _the("led"),
    "sessions:led_follow": _the("led"),
    "sessions:led_end": _the("led"),
    "sessions:led_desk": _the("led"),
    "sessions:led_news": _the("led"),
    "sessions:led_question": _the("led"),
    "sessions:led_step": lambda hers: {"pk": hers.led.pk, "step": "fears"},
    "sessions:led_item": lambda hers: {"pk": hers.led.pk, "step": "evidence", "item": hers.fact},
    "sessions:page": _the("finished"),
    "sessions:page_pdf": _the("finished"),
    "sessions:share": _the("finished"),
    "sessions:unshare": _the("finished"),
    "sessions:set_aside": _the("unfinished"),
    "sessions:erase": _the("finished"),
    "sessions:offer": lambda hers: {"pk": hers.unfinished.pk, "what": "pause"},
    "sessions:step": lambda hers: {"pk": hers.unfinished.pk, "step": "fears"},
    "sessions:item": lambda hers: {
        "pk": hers.unfinished.pk,
        "step": "evidence",
        "item": hers.fact,
    },
    "sessions:follow_up": lambda hers: {"pk": hers.earlier.pk, "day": 3},
    "sessions:skip_follow_up": lambda hers: {"pk": hers.earlier.pk, "day": 3},
    "sessions:plan": _the("plan"),
    "sessions:plan_card": _the("plan"),
    "sessions:reclaim": lambda hers: {"pk": hers.finished.pk, "cost": hers.cost},
    "sessions:take_back_reclaim": lambda hers: {"pk": hers.finished.pk, "cost": hers.cost},
    "sessions:experiment": _the("experiment"),
    "sessions:experiment_check": lambda hers: {"pk": hers.experiment.pk, "day": 1},
    "sessions:agreed": _the("experiment"),
    "sessions:care_answer": _the("question"),
    "care:patient": _the("person"),
    "care:suggest": _the("person"),
    "care:unsuggest": _the("suggestion"),
    "care:questions": _the("person"),
    "care:withdraw_question": _the("added"),
    "care:question_set": lambda hers: {"clinic": hers.membership.clinic_id, "kind": "falling"},
    "care:retire_questions": _the("questions"),
    "care:review": _the("finished"),
    "care:limits": _the("person"),
    "care:withdraw_limit": _the("limit"),
    "care:lock": lambda hers: {"pk": hers.finished.pk, "fear": hers.plan.fear},
    "care:unlock": _the("lock"),
    "care:approve_plan": _the("plan"),
    "care:page_pdf": _the("finished"),
    "care:approve": _the("experiment"),
    "care:answer": _the("question"),
}

# The clinic's rows about ana, and the alerts that her clinic is told of.
CLINICS = ("people:resend", "people:revoke", "people:deactivate", "people:reactivate")
CLINICS += ("people:assign", "people:end_care")


@dataclass(frozen=True)
class Row:
    name: str
    gets: tuple[str, ...]
    posts: tuple[str, ...]

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """(method, who, expected)"""
        for method, cells in (("GET", self.gets), ("POST", self.posts)):
            for who, cell in zip(COLUMNS, cells, strict=True):
                yield method, who, cell


def _row(line: str) -> Row:
    name, *cells = line.replace("|", " ").split()
    return Row(name, tuple(cells[:7]), tuple(cells[7:]))


ROWS = [_row(line) for line in TABLE.splitlines() if line and not line.startswith("#")]
