using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Compliance;

/// <summary>What the page of compliance shows of a period.</summary>
/// <param name="Why">Of the period asked for alone; null: not compared, or nothing was decided in one of the two.</param>
/// <param name="Shown">Behind which figure the promises are listed; null: none is asked for.</param>
public sealed record ComplianceSeen(
    ComplianceReport Report, PeopleFunnel People, WhyChanged? Why, ShownFigure? Shown, IReadOnlyList<ReportedPromise> Behind)
{
    internal static ComplianceSeen Read(ReportMoment moment, ReportAsked asked, ReportRequest request)
    {
        var by = By(asked.Address);
        var report = ComplianceReport.Read(moment, request, by);
        var people = PeopleFunnel.Read(moment, request);
        var isAsked = request == asked.Request;
        var why = isAsked && asked.Actor.SeesAll() && asked.Before is { } before ? ChangeReport.Read(moment, before, request) : null;
        var shown = isAsked ? ShownFigure.Read(asked.Address.Show) : null;
        return new(report, people, why, shown, shown is null ? []
            : shown.OfPerson ? Promises(moment, asked, shown, ComplianceBy.Person, people.People.Select(person => person.Item))
            : Promises(moment, asked, shown, by, report.Items));
    }

    private static IReadOnlyList<ReportedPromise> Promises(
        ReportMoment moment, ReportAsked asked, ShownFigure shown, ComplianceBy by, IEnumerable<ComplianceItem> told)
    {
        // What there is besides its own a partner does not learn.
        if (shown.Key is { } key && !told.Any(item => item.Key == key)
            && !(asked.Actor.SeesAll() && ComplianceLeads.Knows(moment, by, key, shown.Agreement)))
            throw new InvalidArgument("show", $"There is no '{key}' that promises are counted by.");
        return ComplianceLeads.Read(moment, asked.Request, by, shown.Count, shown.Key, shown.Agreement);
    }

    /// <summary>What the address asks to count by.</summary>
    /// <exception cref="InvalidArgument">It is no such word.</exception>
    internal static ComplianceBy By(ReportAddress address) =>
        address.View is not { } view ? ComplianceBy.Commitment
            : Enum.GetValues<ComplianceBy>().Cast<ComplianceBy?>().FirstOrDefault(by => CamelCase.Of(by!.Value) == view)
                ?? throw new InvalidArgument("view",
                    "Give commitment, party, team, person, source, campaign, grade, country, agreement or week.");
}

/// <summary>A figure whose leads are listed, as the address writes it: <c>breached</c>, <c>breached:agreement:key</c>.</summary>
/// <param name="Key">Null: of all.</param>
/// <param name="OfPerson">A figure of the people's table, whatever else is counted by: <c>person.breached:…</c>.</param>
public sealed record ShownFigure(PromiseCount Count, string? Key, long? Agreement, bool OfPerson)
{
    private const string Person = "person.";

    /// <exception cref="InvalidArgument">It is no figure of this page.</exception>
    internal static ShownFigure? Read(string? show)
    {
        if (show?.Split(':', 3) is not [var word, .. var rest])
            return null;
        var ofPerson = word.StartsWith(Person, StringComparison.Ordinal);
        var name = ofPerson ? word[Person.Length..] : word;
        var count = CamelCase.Read<PromiseCount>(name) ?? throw new InvalidArgument("show", "Give a count, such as breached.");
        if (rest is [])
            return new(count, null, null, ofPerson);
        long? agreement = null;
        if (rest is not [var number, var key] || number.Length > 0 && (agreement = IdOf(number)) is null)
            throw new InvalidArgument("show", "Give a count, an agreement or nothing, and what it is counted by, such as breached::7.");
        return new(count, key, agreement, ofPerson);
    }

    private static long? IdOf(string number) => long.TryParse(number, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The address of the promises behind it.</summary>
    internal string Href(ReportAddress address) => (address with { Show = Written }).Href(ReportPage.Compliance.Path) + "#leads";

    private string Written =>
        (OfPerson ? Person : "") + CamelCase.Of(Count)
            + (Key is null ? "" : string.Create(CultureInfo.InvariantCulture, $":{Agreement}:{Key}"));
}
