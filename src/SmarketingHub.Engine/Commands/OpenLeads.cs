using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>How many open leads people own: counted once, then kept up. For the writing thread.</summary>
internal sealed class OpenLeads(HubContext rows) : IDisposable
{
    private readonly Dictionary<long, int> counts = [];
    private Statement? count, offered;

    /// <summary>Whose open lead it is; null: nobody's, or it is closed.</summary>
    internal static long? OwnerOf(Lead? lead) => lead is { ClosedAt: null } ? lead.Owner : null;

    /// <param name="unwritten">How many more they are than the rows say, so far.</param>
    internal int Of(long person, Func<long, int> unwritten)
    {
        if (counts.TryGetValue(person, out var known))
            return known;
        count ??= rows.Prepare("""SELECT COUNT(*) FROM "Leads" WHERE "Owner" = $1 AND "ClosedAt" IS NULL""");
        count.Set(0, person);
        return counts[person] = (int)count.Number()!.Value + unwritten(person);
    }

    /// <summary>By the rows alone.</summary>
    internal int OfferedTo(long person)
    {
        offered ??= rows.Prepare("""SELECT COUNT(*) FROM "Handoffs" WHERE "ToPerson" = $1 AND "State" = 'Offered'""");
        offered.Set(0, person);
        return (int)offered.Number()!.Value;
    }

    internal void Moved(long? from, long? to)
    {
        if (from == to)
            return;
        if (from is { } before && counts.TryGetValue(before, out var fewer))
            counts[before] = fewer - 1;
        if (to is { } now && counts.TryGetValue(now, out var more))
            counts[now] = more + 1;
    }

    /// <summary>Something was undone, or somebody else has written.</summary>
    internal void Forget() => counts.Clear();

    public void Dispose()
    {
        count?.Dispose();
        offered?.Dispose();
    }
}
