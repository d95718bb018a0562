namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>The hand-off's part of the fold.</summary>
internal sealed partial class Model
{
    private void FoldHandoff(RefLead lead, Body e, Line line)
    {
        var handoff = lead.Handoffs.Find(h => h.Id == e.Number("handoff"));
        if (line.Type == "handoffOffered")
        {
            Broken.Unless(handoff is null && lead.Open is null, "at most one open hand-off", line.ToString());
            Broken.Unless(e.Text("from") == lead.Holder && e.Text("to") != lead.Holder, "the holder gives, to another party",
                line.ToString());
            lead.Placed = false;
            lead.Handoffs.Add(new()
            {
                Id = e.Number("handoff")!.Value,
                From = e.Text("from")!,
                To = e.Text("to")!,
                Team = e.Text("team"),
                Person = Given(lead, e.Text("to")!, e.Number("person"), e, line),
                Giver = e.Number("giver"),
                OfferedIn = lead.Stage,
                OfferedAt = line.At,
            });
            return;
        }
        Broken.Unless(handoff is not null, "known hand-offs", line.ToString());
        Move(lead, handoff!, e, line);
        Broken.Unless(lead.Handoffs.Count(h => h.IsOpen) <= 1, "at most one open hand-off", line.ToString());
    }

    private void Move(RefLead lead, RefHandoff handoff, Body e, Line line)
    {
        void From(params string[] states) =>
            Broken.Unless(states.Contains(handoff.State), "the table of hand-offs", $"{handoff.State}: {line}");
        switch (line.Type)
        {
            case "addresseeChanged":
                From("offered");
                PassOn(lead, handoff.To, e.Number("person"), e, line);
                (handoff.Team, handoff.Person) = (e.Text("team"), Given(lead, handoff.To, e.Number("person"), e, line));
                break;
            case "handoffAccepted":
                From("offered");
                handoff.State = "accepted";
                PassOn(lead, handoff.To, e.Number("owner"), e, line, but: "accept");
                Broken.Unless(e.Text("stage") == (lead.Stage == "ready" ? "accepted" : lead.Stage), "the table of hand-offs",
                    line.ToString());
                (lead.Holder, lead.Owner, lead.Team, lead.Stage) = (handoff.To, Given(lead, handoff.To, e.Number("owner"), e, line),
                    handoff.Team, e.Text("stage")!);
                break;
            case "handoffReturned":
                From("offered", "accepted");
                Broken.Unless(handoff.State == "offered" || lead.Holder == handoff.To, "the receiver who holds it returns it",
                    line.ToString());
                if (handoff.State == "accepted")
                    (lead.Holder, lead.Owner, lead.Team, lead.Stage) = (handoff.From, handoff.Giver, null, handoff.OfferedIn);
                (handoff.State, handoff.Reason) = ("returned", e.Text("reason"));
                handoff.Bounces += handoff.Reason == "timedOut" ? 0 : 1;
                (lead.LookAgainAt, lead.MeetingAt, lead.NoShow) = (null, null, false);
                break;
            case "handoffDisputed":
                From("returned");
                Broken.Unless(!handoff.Disputed, "a return is disputed once", line.ToString());
                (handoff.State, handoff.Disputed, handoff.OfferedAt) = ("offered", true, line.At);
                break;
            case "timeOutWithdrawn":
                From("returned");
                Broken.Unless(handoff.Reason == "timedOut", "only a time-out is taken back", line.ToString());
                (handoff.State, handoff.Reason) = ("offered", null);
                break;
            default:
                From("offered", "returned");
                handoff.State = "closed";
                break;
        }
    }
}
