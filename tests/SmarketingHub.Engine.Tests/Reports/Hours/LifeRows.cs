using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests.Reports.Hours;

/// <summary>Lives of leads as the reports' rows have them. Instants are minutes since Monday at nine in Warsaw.</summary>
internal sealed class LifeRows(HubFixture hub)
{
    private static long numbers = 5_000_000;
    private readonly List<object> rows = [];

    internal static Instant At(double minutes) => HubFixture.Monday + Duration.FromMilliseconds((long)(minutes * 60_000));

    internal long Lead(
        double received, string? source = null, string? grade = null, string? country = null, double? closed = null, long? owner = null)
    {
        var id = Interlocked.Increment(ref numbers);
        rows.Add(new ReportedLead
        {
            LeadId = id,
            KnownAt = At(received),
            ReceivedAt = At(received),
            Holder = Party.Sales,
            Owner = owner,
            Stage = Stage.Accepted,
            Source = source,
            Grade = grade,
            Country = country,
            ClosedAt = closed is { } at ? At(at) : null,
        });
        return id;
    }

    internal LifeRows Stretch(
        long lead, double from, double? to, long? person = null, StretchKind kind = StretchKind.Turn, string party = Party.Sales,
        string holder = Party.Sales, long? owner = null, double? known = null)
    {
        rows.Add(new LeadStretch
        {
            Sequence = Interlocked.Increment(ref numbers),
            LeadId = lead,
            From = At(from),
            KnownAt = At(known ?? from),
            To = to is { } end ? At(end) : null,
            Kind = kind,
            Stage = Stage.Accepted,
            Holder = holder,
            Owner = owner,
            Party = party,
            Person = person,
        });
        return this;
    }

    internal LifeRows Act(long lead, long person, double at, double received, bool takes = false)
    {
        rows.Add(new LeadAct
        {
            Sequence = Interlocked.Increment(ref numbers),
            LeadId = lead,
            Person = person,
            At = At(at),
            Takes = takes,
            ReceivedAt = At(received),
        });
        return this;
    }

    internal async Task Store()
    {
        await using var context = hub.Rows();
        context.AddRange(rows);
        await context.SaveChangesAsync();
    }
}
