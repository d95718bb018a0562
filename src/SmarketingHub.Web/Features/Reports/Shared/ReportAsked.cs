using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>What the viewer asks, understood.</summary>
/// <param name="Before">Null: not compared.</param>
/// <param name="Known">The company as the viewer knows it.</param>
public sealed record ReportAsked(ReportAddress Address, ReportRequest Request, ReportRequest? Before, Actor Actor, Company Known)
{
    public DateTimeZone Zone => Known.Zone;

    /// <summary>
    /// What is shown, as of the moment as of which it is shown: a list behind one of its figures has what was counted, whatever is recorded
    /// meanwhile.
    /// </summary>
    public ReportAddress Here =>
        Address with { As = InstantPattern.ExtendedIso.Format(Request.AsKnownAt), Show = null, Page = 1 };

    /// <summary>The period before, likewise; null: not compared.</summary>
    public ReportAddress? Earlier => Before is { } before ? Of(before) : null;

    /// <summary>Another period, likewise.</summary>
    public ReportAddress Of(ReportRequest request) => Here with
    {
        Period = null,
        From = InstantPattern.ExtendedIso.Format(request.From),
        To = InstantPattern.ExtendedIso.Format(request.To),
    };
}

/// <summary>What a report answered.</summary>
/// <param name="Before">Of the period before; default: not compared.</param>
/// <param name="Sequence">The ledger's last line that was known.</param>
public sealed record ReportSeen<TReport>(ReportAsked Asked, TReport Now, TReport? Before, long Sequence)
{
    /// <summary>Leads that are in no figure, as their lines of the ledger cannot be read.</summary>
    public int LeftOut { get; init; }

    /// <summary>False: the installation has none at all.</summary>
    public bool HasLeads { get; init; } = true;
}
