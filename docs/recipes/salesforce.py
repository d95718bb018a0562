#!/usr/bin/env python3
"""Salesforce and SmarketingHub, both ways. Python 3.9 or newer, nothing else. See salesforce.md.

salesforce.py   leads and calls come in, stages go out; from where it stopped last
"""
import json, os, sys, time, urllib.error, urllib.parse, urllib.request
from datetime import datetime, timedelta, timezone

HUB = (os.environ["HUB_URL"].rstrip("/") + "/api/v1/", os.environ["HUB_KEY"])
STATE = os.environ.get("STATE_FILE", "salesforce-state.json")
DATA = "services/data/v62.0/"

LEAD = {"Email": "email", "FirstName": "firstName", "LastName": "lastName", "Phone": "phone", "Title": "title", "Company": "company",
        "Country": "country"}
STAGES = {"captured": "Open - Not Contacted", "nurturing": "Open - Not Contacted", "ready": "Open - Not Contacted",
          "accepted": "Open - Not Contacted", "working": "Working - Contacted", "meeting": "Working - Contacted",
          "qualified": "Working - Contacted", "opportunity": "Working - Contacted", "won": "Working - Contacted",
          "lost": "Closed - Not Converted", "disqualified": "Closed - Not Converted"}
MOVES = {"leadCaptured", "stageMoved", "handoffAccepted", "handoffReturned", "leadMerged", "leadPlaced"}
OWN = "SmarketingHub_Id__c"  # a text field on Lead, marked External ID and Unique


def call(there, method, path, body=None, form=None):
    """The answer's status and body. What is too much, or down, is tried again; 404, 409 and 422 are answers."""
    data = urllib.parse.urlencode(form).encode() if form else None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded" if form else "application/json"}
    if there[1]:
        headers["Authorization"] = "Bearer " + there[1]
    for tried in range(6):
        try:
            request = urllib.request.Request(there[0] + path, method=method, data=data, headers=headers)
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code in (404, 409, 422):
                return error.code, json.loads(error.read() or b"null")
            if tried == 5 or error.code not in (429, 500, 502, 503, 504):
                raise SystemExit(f"{method} {path}: {error.code} {error.read().decode(errors='replace')[:500]}")
            time.sleep(float(error.headers.get("Retry-After") or 2 ** tried))


def sign_in():
    """The client-credentials flow of a connected app."""
    form = {"grant_type": "client_credentials", "client_id": os.environ["SALESFORCE_CLIENT_ID"],
            "client_secret": os.environ["SALESFORCE_CLIENT_SECRET"]}
    said = call((os.environ["SALESFORCE_URL"].rstrip("/") + "/", None), "POST", "services/oauth2/token", form=form)[1]
    return said["instance_url"].rstrip("/") + "/", said["access_token"]


def query(salesforce, soql):
    page = call(salesforce, "GET", DATA + "query?" + urllib.parse.urlencode({"q": soql}))[1]
    while True:
        yield from page["records"]
        if page["done"]:
            return
        page = call(salesforce, "GET", page["nextRecordsUrl"].lstrip("/"))[1]


def lead_of(id):
    return "leads/by/salesforce/lead/" + urllib.parse.quote(id, safe="")


def told(what, status, said):
    if status >= 400:
        print(f"{what}: {said.get('detail')} {json.dumps(said.get('errors', {}))}", file=sys.stderr)


def take(record):
    body = {ours: record[theirs] for theirs, ours in LEAD.items() if record.get(theirs)}
    # One that went out from here is known by our number; any other by Salesforce's id.
    known = call(HUB, "GET", lead_of(record["Id"]))[0] == 200
    if not known and record.get(OWN):
        told(record["Id"], *call(HUB, "POST", f"leads/{record[OWN]}/edit", body))
        return
    if not known:
        body["source"] = record.get("LeadSource") or "salesforce"
    told(record["Id"], *call(HUB, "PUT", lead_of(record["Id"]), body))


def take_call(task):
    who = task.get("Who") or {}
    body = {"kind": "call", "reached": (task.get("CallDisposition") or "").lower() in ("connected", "reached"),
            "occurredAt": task["CompletedDateTime"].replace("+0000", "Z"), "externalId": "salesforce-task-" + task["Id"],
            "by": (task.get("Owner") or {}).get("Email")}
    at = lead_of(task["WhoId"])
    if call(HUB, "GET", at)[0] == 404:
        if not who.get(OWN):
            return
        at = f"leads/{who[OWN]}"
    status, said = call(HUB, "POST", at + "/attempt", {k: v for k, v in body.items() if v is not None})
    if status == 422 and "by" in (said.get("errors") or {}):
        status, said = call(HUB, "POST", at + "/attempt", {k: v for k, v in body.items() if k != "by"})
    told(task["Id"], status, said)


def give(salesforce, after):
    """Leads that moved since. Known ones are updated by their id, others made or found by ours. Returns where to go on."""
    moved = set()
    while True:
        page = call(HUB, "GET", f"events?after={after}&limit=1000")[1]
        moved |= {one["leadId"] for one in page["items"] if one["type"] in MOVES and one.get("leadId")}
        if page["next"] == after:
            break
        after = page["next"]
    known, new = {}, []
    for id in sorted(moved):
        status, lead = call(HUB, "GET", f"leads/{id}")
        if status != 200:
            continue
        record = {"attributes": {"type": "Lead"}, "Status": STAGES[lead["stage"]]}
        ids = [one["id"] for one in lead["externalIds"] if (one["system"].lower(), one["type"].lower()) == ("salesforce", "lead")]
        for theirs in ids:
            known[theirs] = {**record, "id": theirs, OWN: str(id)}
        # Salesforce makes no lead without these two.
        if not ids and lead.get("lastName") and lead.get("company"):
            new.append({**record, OWN: str(id), **{theirs: lead[ours] for theirs, ours in LEAD.items() if lead.get(ours)}})
    for path, records in (("composite/sobjects", list(known.values())), (f"composite/sobjects/Lead/{OWN}", new)):
        for start in range(0, len(records), 200):
            answers = call(salesforce, "PATCH", DATA + path, {"allOrNone": False, "records": records[start:start + 200]})[1]
            for record, answer in zip(records[start:], answers):
                if not answer["success"]:
                    print(f"lead {record[OWN]}: {json.dumps(answer['errors'])}", file=sys.stderr)
    return after


def sync():
    state = json.load(open(STATE)) if os.path.exists(STATE) else {"since": "2000-01-01T00:00:00Z", "sequence": 0}
    began = (datetime.now(timezone.utc) - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    salesforce = sign_in()
    fields = ", ".join(["Id", *LEAD, "LeadSource", OWN])
    for record in query(salesforce, f"SELECT {fields} FROM Lead WHERE IsConverted = false AND SystemModstamp >= {state['since']}"
                                    " ORDER BY SystemModstamp"):
        take(record)
    for task in query(salesforce, f"SELECT Id, WhoId, TYPEOF Who WHEN Lead THEN {OWN} END, CallDisposition, CompletedDateTime, Owner.Email"
                                  " FROM Task WHERE TaskSubtype = 'Call' AND IsClosed = true AND Who.Type = 'Lead'"
                                  f" AND SystemModstamp >= {state['since']} ORDER BY SystemModstamp"):
        take_call(task)
    state = {"since": began, "sequence": give(salesforce, state["sequence"])}
    # Only now: what fails is done again, and twice is as good as once.
    with open(STATE + ".part", "w") as file:
        json.dump(state, file)
    os.replace(STATE + ".part", STATE)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) > 1 else sync()
