using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Imports;

/// <summary>What a column can be, and by which names of other systems it is recognised.</summary>
public static class Fields
{
    /// <summary>Recognised and left out: it says nothing of the lead.</summary>
    internal const string Nothing = "";

    /// <summary>A person's first and last name in one.</summary>
    internal const string Name = "name";

    internal const string Line = "line", Field = "field", Reason = "reason";

    /// <summary>The fields as profiles name them; <c>workingAt</c> and its kin say when a stage was reached.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. LeadFields.InFiles.SelectMany(field => field == LeadFields.LastName ? [field.Name, Name] : new[] { field.Name }),
        "amount", "currency", "externalId", "externalIds", "receivedAt", "note",
        "stage", "stageAt", "closedAt", "closeReason", "owner", "holder",
        .. Enum.GetValues<Stage>().Select(AtField),
    ];

    /// <summary>Those that hold a day or a time.</summary>
    public static readonly IReadOnlyList<string> Dates =
    [
        "receivedAt",
        "stageAt",
        "closedAt",
        .. Enum.GetValues<Stage>().Select(AtField),
    ];

    /// <summary>Those that hold money.</summary>
    internal static readonly IReadOnlyList<string> Amounts = ["amount", "expectedValue"];

    private static readonly string[] OfThePast =
    [
        "amount", "stage", "closeReason", "owner", "holder", .. Dates.Where(field => field != "receivedAt"),
    ];

    /// <summary>Those that an inquiry of now does not have. A currency is one where nothing but an amount is in it.</summary>
    internal static IEnumerable<string> NotUsedAsNew(Func<string, bool> isThere) =>
        isThere("expectedValue") ? OfThePast : OfThePast.Append("currency");

    private static readonly Dictionary<string, string> ByName = All.ToDictionary(Key, StringComparer.Ordinal);

    static Fields()
    {
        foreach (var field in LeadFields.All)
            Also(field.Name, [.. field.Columns]);
        Also(Name, "fullname", "contactname", "leadname");
        Also("amount", "dealamount", "closevalue");
        Also("currency", "currencycode", "dealcurrency", "leadcurrency", "currencyisocode");
        Also("receivedAt", "received", "createdate", "createddate", "created", "createdat", "datecreated", "creationdate");
        Also("note", "notes", "description", "message", "comments");
        Also("stage", "leadstatus", "status", "lifecyclestage", "dealstage", "pipelinestage");
        Also("closedAt", "closedate", "closeddate");
        Also("closeReason", "closedlostreason", "lossreason", "lostreason", "unqualifiedreason", "disqualificationreason");
        Also("owner", "leadowner", "hubspotowner", "contactowner", "opportunityowner", "dealowner", "ownername", "salesagent");
        Also("readyAt", "becameamarketingqualifiedleaddate");
        Also("qualifiedAt", "becameasalesqualifiedleaddate", "converteddate");
        Also("opportunityAt", "becameanopportunitydate");
        Also("wonAt", "becameacustomerdate");
        Also(Nothing, "annualrevenue", "numberofemployees", "noofemployees");
    }

    internal static string AtField(Stage stage) => CamelCase.Of(stage) + "At";

    /// <summary>The field that a column's name stands for; null: unknown.</summary>
    internal static string? Recognise(string column) => ByName.GetValueOrDefault(Key(column));

    /// <summary>Lower case, letters and digits only.</summary>
    internal static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static void Also(string field, params string[] names)
    {
        foreach (var name in names)
            ByName[name] = field;
    }
}
