using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Pace;

/// <summary>How far leads of the past came whose outcome is known: each number is of the ones before it.</summary>
/// <param name="HandedOff">Handed off, and closed since.</param>
/// <param name="WonAmount">Together, of those with an amount.</param>
/// <param name="Priced">How many of the won have an amount.</param>
public sealed record Rates(int HandedOff, int Accepted, int Qualified, int Opportunities, int Won, decimal WonAmount, int Priced)
{
    /// <summary>Fewer leads say nothing about a rate …</summary>
    public const int EnoughLeads = 20;

    /// <summary>… and fewer deals nothing about what one brings.</summary>
    public const int EnoughDeals = 5;

    public static readonly Rates None = new(0, 0, 0, 0, 0, 0, 0);

    public bool HasLeads => HandedOff >= EnoughLeads;

    public bool HasDeals => Priced >= EnoughDeals && WonAmount > 0;

    /// <summary>0 to 1; null: of none.</summary>
    public decimal? LeadToDeal => Of(Won, HandedOff);

    /// <summary>Of the qualified ones; 0 to 1; null: of none.</summary>
    public decimal? QualifiedToDeal => Of(Won, Qualified);

    /// <summary>In the installation's currency; null: of none.</summary>
    public decimal? AverageDeal => Priced == 0 ? null : WonAmount / Priced;

    public static Rates operator +(Rates a, Rates b) => new(
        a.HandedOff + b.HandedOff, a.Accepted + b.Accepted, a.Qualified + b.Qualified, a.Opportunities + b.Opportunities,
        a.Won + b.Won, a.WonAmount + b.WonAmount, a.Priced + b.Priced);

    internal static Rates Of(LeadPath path, Pass first)
    {
        var level = path.Won is not null ? 4 : path.Converted is not null ? 3 : path.Qualified is not null ? 2
            : path.HadPassed(first.From, first.To, NodaTime.Instant.MaxValue) ? 1 : 0;
        return new(1, level >= 1 ? 1 : 0, level >= 2 ? 1 : 0, level >= 3 ? 1 : 0, level >= 4 ? 1 : 0, path.Won?.Amount ?? 0,
            path.Won?.Amount is null ? 0 : 1);
    }

    private static decimal? Of(int part, int whole) => whole == 0 ? null : (decimal)part / whole;
}

/// <param name="Source">Null: unknown.</param>
/// <param name="Grade">Null: any.</param>
public sealed record GroupRates(string? Source, string? Grade, Rates Rates);
