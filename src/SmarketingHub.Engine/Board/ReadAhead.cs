namespace SmarketingHub.Engine.Board;

/// <summary>
/// Leads whose cards were read after a later commit than the one that the board stands at: what the commits in between tell of them is old.
/// </summary>
internal sealed class ReadAhead
{
    // The last sequence that each has.
    private readonly Dictionary<long, long> leads = [];

    /// <summary>Whether the lead's card has this commit already.</summary>
    internal bool Has(long lead, long sequence) => leads.TryGetValue(lead, out var has) && has >= sequence;

    internal void Add(IEnumerable<long> read, long sequence)
    {
        foreach (var lead in read)
            leads[lead] = sequence;
    }

    /// <summary>The board has come so far; when no lead is ahead of it any more, none is known.</summary>
    internal void Reached(long sequence)
    {
        if (leads.Count > 0 && leads.Values.Max() <= sequence)
            leads.Clear();
    }

    internal void Clear() => leads.Clear();
}
