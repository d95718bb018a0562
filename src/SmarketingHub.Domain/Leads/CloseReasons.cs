namespace SmarketingHub.Domain.Leads;

/// <summary>
/// Why leads end, as the ledger names it. Whatever else is said goes into the words beside it: they can be forgotten, the ledger cannot.
/// </summary>
public static class CloseReasons
{
    public const string Other = "other", Duplicate = "duplicate";

    public static readonly IReadOnlyList<string> Lost =
    [
        "price", "competitor", "no-budget", "no-decision", "bad-timing", "no-response", Other,
    ];
    public static readonly IReadOnlyList<string> NoLead =
    [
        "bad-data", "not-our-market", "no-need", "no-response", "spam", Duplicate, Other,
    ];

    public static readonly IReadOnlyList<string> All = [.. Lost.Union(NoLead)];

    /// <summary>One of the reasons, and the words with what no reason says.</summary>
    public static (string Reason, string? Words) Read(string given, string? words)
    {
        var name = given.Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
        return All.Contains(name) ? (name, words)
            : (Other, string.IsNullOrWhiteSpace(words) ? given.Trim() : $"{given.Trim()}: {words.Trim()}");
    }
}
