using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Play;

/// <summary>What an attempt has to do to the clocks that wait for one.</summary>
internal static class Evidence
{
    public static void Counts(Model model, RefLead lead, IReadOnlyList<Line> lines)
    {
        var made = lines.Where(l => l.Type == "attemptMade").Select(l => lead.Attempts.Find(a => a.Id == l.Body.Number("attempt")))
            .FirstOrDefault();
        if (made is null || made.Kind == "sequence")
            return;
        foreach (var touch in lead.Clocks.Where(c => c.Promise == "touch" && c.OwedBy == made.Party && c.StartedAt <= made.OccurredAt))
        {
            Broken.Unless(!touch.IsLive, "an attempt stops the touch clocks", $"clock {touch.Id} of lead {lead.Id}");
            Broken.Unless(touch.State != "breached" || touch.DueAt <= made.OccurredAt, "late evidence counts",
                $"clock {touch.Id} of lead {lead.Id}, due {Clocked.Text(touch.DueAt)}, {made}");
        }
        if (made.Reached)
            Broken.Unless(
                !lead.Clocks.Any(c => c.Promise == "effort" && c.IsLive && c.OwedBy == made.Party && c.StartedAt <= made.OccurredAt),
                "two-way contact completes the effort", $"lead {lead.Id}: {made}");
        var external = made.ExternalId;
        Broken.Unless(external is null || lead.Attempts.Count(a => a.ExternalId == external) == 1, "an activity counts once",
            $"{external} on lead {lead.Id}");
        if (model.Company.Person(made.By) is { Active: true } by && lines.Any(l => l.Type == "handoffAccepted"))
            Broken.Unless(lead.Holder == by.Party, "whoever attempts an offered lead accepts it", $"lead {lead.Id}");
    }
}
