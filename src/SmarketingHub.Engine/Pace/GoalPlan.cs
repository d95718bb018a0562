using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Engine.Pace;

/// <param name="Leads">Of this source, of all that are needed; by its part of the leads of the past.</param>
/// <param name="Rate">Lead to deal, 0 to 1.</param>
/// <param name="Own">The rate is the source's own; else it has too few leads, and all sources' stands.</param>
/// <param name="Sample">How many leads of it there were.</param>
public sealed record SourceNeed(string? Source, int Leads, decimal Rate, bool Own, int Sample);

/// <summary>Worked back from revenue: revenue ÷ average deal = deals; deals ÷ lead-to-deal = leads.</summary>
/// <param name="LeadToDeal">The sources' rates by their parts, 0 to 1.</param>
/// <param name="Qualified">So many of them have to become Qualified.</param>
/// <param name="Room">What the receiver's reps can take in such a period; null: too little is known.</param>
/// <param name="Worths">The table of expected worths from the same history.</param>
public sealed record GoalPlan(
    decimal Revenue, Period Period, decimal AverageDeal, int Deals, decimal LeadToDeal, int Leads, int Qualified,
    IReadOnlyList<SourceNeed> BySource,
    int? Room, IReadOnlyList<ExpectedWorth> Worths)
{
    private const decimal MostLeads = 1_000_000_000m;

    /// <summary>More is needed than the receiver can take.</summary>
    public bool IsTooMuch => Leads > Room;

    /// <summary>What to promise: the revenue, the qualified leads, and the leads handed off.</summary>
    public IReadOnlyList<PeriodCommitment> Promises(string giver) =>
    [
        new() { Id = "revenue", Measure = Measure.Revenue, Period = Period, Amount = Revenue },
        new() { Id = "qualified", Measure = Measure.Qualified, Period = Period, Amount = Qualified },
        new() { Id = "volume", Measure = Measure.Leads, OwedBy = giver, Period = Period, Amount = Leads },
    ];

    /// <summary>Null: the sample is too small, or nothing of it was won.</summary>
    /// <param name="revenue">More than zero, in the installation's currency.</param>
    public static GoalPlan? Of(decimal revenue, Period period, History history)
    {
        var all = history.All;
        if (!all.HasLeads || !all.HasDeals || revenue is <= 0 or > Amounts.Most)
            return null;
        var sources = history.BySource.Select(s => (s.Source, Part: (decimal)s.Rates.HandedOff / all.HandedOff,
            Rate: s.Rates.HasLeads ? s.Rates.LeadToDeal!.Value : all.LeadToDeal!.Value, Own: s.Rates.HasLeads, Sample: s.Rates.HandedOff))
            .ToList();
        var (rate, deal) = (sources.Sum(s => s.Part * s.Rate), all.AverageDeal!.Value);
        if (rate == 0)
            (sources, rate) = (sources.ConvertAll(s => s with { Rate = all.LeadToDeal!.Value, Own = false }), all.LeadToDeal!.Value);
        var deals = Up(revenue / deal);
        if (deals / rate > MostLeads)
            return null;
        var leads = (int)Up(deals / rate);
        var needs = Shared(leads, [.. sources.Select(s => s.Part)]);
        return new(revenue, period, deal, (int)deals, rate, leads, (int)Up(deals / all.QualifiedToDeal!.Value),
            [.. sources.Select((s, i) => new SourceNeed(s.Source, needs[i], s.Rate, s.Own, s.Sample))], RoomIn(period, history.Capacity),
            history.Worths);
    }

    /// <summary>A quarter has three months, a week 12 of 52 parts of one.</summary>
    private static int? RoomIn(Period period, Capacity capacity) => (int?)(capacity.Room * period switch
    {
        Period.Week => 12m / 52m,
        Period.Quarter => 3m,
        _ => 1m,
    });

    // A third is no exact number: what is a hair above a whole one is it.
    private static decimal Up(decimal number) => Math.Ceiling(decimal.Round(number, 9));

    /// <summary>Whole parts that make the whole: what is left over goes to the largest remainders.</summary>
    private static int[] Shared(int whole, IReadOnlyList<decimal> parts)
    {
        var shares = parts.Select(part => (int)Math.Floor(whole * part)).ToArray();
        var first = Enumerable.Range(0, parts.Count).OrderByDescending(i => whole * parts[i] - shares[i]).ToList();
        for (var i = 0; shares.Sum() < whole; i++)
            shares[first[i % first.Count]]++;
        return shares;
    }
}
