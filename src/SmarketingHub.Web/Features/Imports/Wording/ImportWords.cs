using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Imports.Wording;

/// <summary>What imports are made of, in the viewer's words.</summary>
public static class ImportWords
{
    /// <summary>The systems whose files are known, by their own names.</summary>
    private static readonly Dictionary<string, string> Systems = new(StringComparer.Ordinal)
    {
        ["hubspot"] = "HubSpot",
        ["salesforce"] = "Salesforce",
        ["pipedrive"] = "Pipedrive",
        ["zoho"] = "Zoho CRM",
        ["dynamics"] = "Dynamics 365",
        ["close"] = "Close",
        ["odoo"] = "Odoo",
        ["bitrix24"] = "Bitrix24",
        ["mautic"] = "Mautic",
        ["marketo"] = "Marketo",
        ["meta"] = "Meta",
        ["google-ads"] = "Google Ads",
        ["google-forms"] = "Google Forms",
        ["linkedin"] = "LinkedIn",
        ["typeform"] = "Typeform",
        ["eventbrite"] = "Eventbrite",
    };

    /// <summary>In the order of the list that a column's field is chosen from; what is in none of them is a date of a stage.</summary>
    private static readonly (string Label, string[] Fields)[] Groups =
    [
        ("Person as a group", ["email", "firstName", "lastName", "name", "phone", "title"]),
        ("Company as a group", ["company", "country", "timeZone", "segment", "businessUnit"]),
        ("Inquiry as a group", ["receivedAt", "source", "campaign", "channel", "product", "note", "score", "grade", "expectedValue"]),
        ("Where the lead stands", ["stage", "stageAt", "owner", "holder", "amount", "currency", "closedAt", "closeReason"]),
        ("Ids", ["externalId", "externalIds"]),
    ];

    /// <summary>All that a column can be, in groups.</summary>
    public static IEnumerable<(string Label, IReadOnlyList<string> Fields)> FieldGroups => Groups
        .Select(group => (group.Label, (IReadOnlyList<string>)[.. group.Fields.Intersect(Fields.All)]))
        .Append(("Dates of stages", [.. Fields.All.Except(Groups.SelectMany(group => group.Fields))]));

    /// <summary>A field as profiles name it.</summary>
    public static string ImportField(this IStringLocalizer<Texts> l, string field) =>
        field.EndsWith("At", StringComparison.Ordinal) && Enum.TryParse<Stage>(field[..^2], ignoreCase: true, out var stage)
            ? l["import: {0} on", l.Name(stage)] : l[$"import: {field}"];

    /// <summary>Whose file it is and what its rows are; null: nobody's that is known.</summary>
    public static string? FileOf(this IStringLocalizer<Texts> l, ImportPreview preview) => preview.System is not { } system ? null
        : (Systems.GetValueOrDefault(system, system), preview.Type) is (var name, { } type) ? $"{name} · {l.RowsOf(type)}" : system;

    public static string Name(this IStringLocalizer<Texts> l, ImportAs how) => l[how == ImportAs.New ? "As new inquiries" : "As history"];

    public static string Name(this IStringLocalizer<Texts> l, ImportState state) => l[$"import: {state.ToString().ToLowerInvariant()}"];

    public static string Name(this IStringLocalizer<Texts> l, PreviewFate fate) => l[$"row: {fate.ToString().ToLowerInvariant()}"];

    /// <summary>How it is known what a column becomes.</summary>
    public static string How(this IStringLocalizer<Texts> l, ColumnUse use) => l[use switch
    {
        ColumnUse.Recognised => "By its name",
        ColumnUse.Mapped => "You said so",
        ColumnUse.Guessed => "Guessed from its values",
        ColumnUse.NothingHere => "Says nothing of a lead: kept beside it",
        ColumnUse.LeftOut => "Left out: you said so",
        ColumnUse.NotUsedAsNew => "New inquiries do not have it: kept beside the lead",
        _ => "Unknown: kept beside the lead",
    }];

    /// <summary>How the values of a column are written.</summary>
    public static string Proof(this IStringLocalizer<Texts> l, string proof) => proof switch
    {
        "dd/MM" => l["the day comes first"],
        "MM/dd" => l["the month comes first"],
        "Excel days" => l["days as Excel counts them"],
        "comma" => l["decimal comma"],
        "point" => l["decimal point"],
        "UTC" => l["times in UTC"],
        _ => proof,
    };

    // What a system calls its records is a word of everybody's; what is none reads as it is.
    private static string RowsOf(this IStringLocalizer<Texts> l, string type) =>
        l[$"rows: {type}"] is { ResourceNotFound: false } known ? known : type;
}
