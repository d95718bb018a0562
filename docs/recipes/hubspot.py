#!/usr/bin/env python3
"""HubSpot and SmarketingHub, both ways. Python 3.9 or newer, nothing else. See hubspot.md.

hubspot.py sync   contacts and calls come in, stages go out; from where it stopped last
hubspot.py hook   the body of a HubSpot webhook on standard input: its contacts come in at once
"""
import json, os, sys, time, urllib.error, urllib.parse, urllib.request
from datetime import datetime, timezone

HUB = (os.environ["HUB_URL"].rstrip("/") + "/api/v1/", os.environ["HUB_KEY"])
HUBSPOT = (os.environ.get("HUBSPOT_URL", "https://api.hubapi.com").rstrip("/") + "/", os.environ["HUBSPOT_TOKEN"])
STATE = os.environ.get("STATE_FILE", "hubspot-state.json")

CONTACT = {"email": "email", "firstname": "firstName", "lastname": "lastName", "phone": "phone", "jobtitle": "title",
           "company": "company", "country": "country"}
STAGES = {"captured": ("lead", "NEW"), "nurturing": ("lead", "BAD_TIMING"), "ready": ("marketingqualifiedlead", "OPEN"),
          "accepted": ("marketingqualifiedlead", "OPEN"), "working": ("marketingqualifiedlead", "IN_PROGRESS"),
          "meeting": ("marketingqualifiedlead", "CONNECTED"), "qualified": ("salesqualifiedlead", "CONNECTED"),
          "opportunity": ("opportunity", "OPEN_DEAL"), "won": ("customer", "OPEN_DEAL"), "lost": (None, "UNQUALIFIED"),
          "disqualified": (None, "UNQUALIFIED")}
MOVES = {"leadCaptured", "stageMoved", "handoffAccepted", "handoffReturned", "leadMerged", "leadPlaced"}
CONNECTED = "f240bbac-87c9-4f6e-bf70-924b57d47db7"  # HubSpot's own outcome "Connected"
OVERLAP = 5 * 60_000  # its search lags behind what was written


def call(there, method, path, body=None, **headers):
    """The answer's status and body. What is too much, or down, is tried again; 404, 409 and 422 are answers."""
    for tried in range(6):
        request = urllib.request.Request(there[0] + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + there[1], "Content-Type": "application/json", **headers})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code in (404, 409, 422):
                return error.code, json.loads(error.read() or b"null")
            if tried == 5 or error.code not in (429, 500, 502, 503, 504):
                raise SystemExit(f"{method} {path}: {error.code} {error.read().decode(errors='replace')[:500]}")
            time.sleep(float(error.headers.get("Retry-After") or 2 ** tried))


def search(kind, changed, properties, since):
    """All that changed since, the oldest first. HubSpot gives 10,000 of one search: then it goes on from the last."""
    seen, after = set(), None
    while True:
        body = {"filterGroups": [{"filters": [{"propertyName": changed, "operator": "GTE", "value": str(since)}]}],
                "sorts": [{"propertyName": changed, "direction": "ASCENDING"}], "properties": properties + [changed], "limit": 100}
        if after:
            body["after"] = after
        page = call(HUBSPOT, "POST", f"crm/v3/objects/{kind}/search", body)[1]
        for one in page["results"]:
            if one["id"] not in seen:
                seen.add(one["id"])
                yield one
        after = page.get("paging", {}).get("next", {}).get("after")
        if not after:
            return
        if int(after) >= 10_000:
            since, after = millis(page["results"][-1]["properties"][changed]), None


def millis(text):
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


def lead_of(contact):
    return "leads/by/hubspot/contact/" + urllib.parse.quote(str(contact), safe="")


def take(contact):
    """A contact is a lead by its id: taken in when it is new, edited when it is known. What it lacks is left as it is."""
    known = contact["properties"]
    body = {ours: known[theirs] for theirs, ours in CONTACT.items() if known.get(theirs)}
    if not ({"email", "phone", "company"} & body.keys()):
        return
    if call(HUB, "GET", lead_of(contact["id"]))[0] == 404:
        body["source"] = "hubspot"
    status, said = call(HUB, "PUT", lead_of(contact["id"]), body)
    if status >= 400:
        print(f"contact {contact['id']}: {said.get('detail')} {json.dumps(said.get('errors', {}))}", file=sys.stderr)


def take_calls(since, owners):
    calls = list(search("calls", "hs_lastmodifieddate", ["hs_timestamp", "hs_call_disposition", "hubspot_owner_id"], since))
    for start in range(0, len(calls), 100):
        part = {one["id"]: one["properties"] for one in calls[start:start + 100]}
        found = call(HUBSPOT, "POST", "crm/v4/associations/calls/contacts/batch/read", {"inputs": [{"id": id} for id in part]})[1]
        for pair in found["results"]:
            id, said = str(pair["from"]["id"]), part[str(pair["from"]["id"])]
            for to in pair["to"]:
                body = {"kind": "call", "reached": said.get("hs_call_disposition") == CONNECTED, "occurredAt": said["hs_timestamp"],
                        "externalId": f"hubspot-call-{id}"}
                if said.get("hubspot_owner_id") in owners:
                    body["by"] = owners[said["hubspot_owner_id"]]
                status, answer = call(HUB, "POST", lead_of(to["toObjectId"]) + "/attempt", body)
                if status == 422 and "by" in (answer.get("errors") or {}):
                    status, answer = call(HUB, "POST", lead_of(to["toObjectId"]) + "/attempt", {k: v for k, v in body.items() if k != "by"})
                if status >= 400 and status != 404:
                    print(f"call {id}: {answer.get('detail')}", file=sys.stderr)


def give(after):
    """Leads that moved since: HubSpot's contacts hear their stage. Returns where to go on."""
    moved = set()
    while True:
        page = call(HUB, "GET", f"events?after={after}&limit=1000")[1]
        moved |= {one["leadId"] for one in page["items"] if one["type"] in MOVES and one.get("leadId")}
        if page["next"] == after:
            break
        after = page["next"]
    inputs = {}
    for id in sorted(moved):
        status, lead = call(HUB, "GET", f"leads/{id}")
        for one in lead["externalIds"] if status == 200 else []:
            if (one["system"].lower(), one["type"].lower()) == ("hubspot", "contact"):
                cycle, state = STAGES[lead["stage"]]
                inputs[one["id"]] = {"hs_lead_status": state, **({"lifecyclestage": cycle} if cycle else {})}
    todo = [{"id": id, "properties": properties} for id, properties in inputs.items()]
    for start in range(0, len(todo), 100):
        call(HUBSPOT, "POST", "crm/v3/objects/contacts/batch/update", {"inputs": todo[start:start + 100]})
    return after


def sync():
    state = json.load(open(STATE)) if os.path.exists(STATE) else {"since": 0, "sequence": 0}
    began = int(datetime.now(timezone.utc).timestamp() * 1000)
    owners, after = {}, ""
    while after is not None:
        page = call(HUBSPOT, "GET", "crm/v3/owners?limit=100" + (f"&after={after}" if after else ""))[1]
        owners |= {str(one["id"]): one["email"] for one in page["results"] if one.get("email")}
        after = page.get("paging", {}).get("next", {}).get("after")
    for contact in search("contacts", "lastmodifieddate", list(CONTACT), state["since"]):
        take(contact)
    take_calls(state["since"], owners)
    state = {"since": began - OVERLAP, "sequence": give(state["sequence"])}
    # Only now: what fails is done again, and twice is as good as once.
    with open(STATE + ".part", "w") as file:
        json.dump(state, file)
    os.replace(STATE + ".part", STATE)


def hook():
    ids = sorted({str(one["objectId"]) for one in json.load(sys.stdin) if one["subscriptionType"].startswith("contact.")
                  and one["subscriptionType"] not in ("contact.deletion", "contact.privacyDeletion")})
    for start in range(0, len(ids), 100):
        body = {"properties": list(CONTACT), "inputs": [{"id": id} for id in ids[start:start + 100]]}
        for contact in call(HUBSPOT, "POST", "crm/v3/objects/contacts/batch/read", body)[1]["results"]:
            take(contact)


if __name__ == "__main__":
    {"sync": sync, "hook": hook}.get((sys.argv[1:] or ["sync"])[0], lambda: sys.exit(__doc__))()
