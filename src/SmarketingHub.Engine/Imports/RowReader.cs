using System.Collections.Frozen;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Places;
using SmarketingHub.Engine.Identities;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>Reads what a row says, by the columns and the profile.</summary>
internal sealed class RowReader(Columns columns, ImportProfile profile, Moments moments, string currency, Instant now, BesideFiles beside)
{
    private static readonly Stage[] Stages = Enum.GetValues<Stage>();
    private static readonly Dictionary<string, string> Grades = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hot"] = "A",
        ["warm"] = "B",
        ["cold"] = "C",
    };

    // Deals without an id that are called the same, counted.
    private readonly Dictionary<string, int> deals = new(StringComparer.Ordinal);

    private readonly Numbers numbers = new(profile.Decimal);
    private readonly (string System, string Type) system =
        (profile.System ?? columns.System?.System ?? "csv", profile.Type ?? columns.System?.Type ?? "lead");

    /// <summary>What the values of the file's columns prove of how they are written.</summary>
    internal IReadOnlyDictionary<int, ColumnProof> Proofs { get; init; } = new Dictionary<int, ColumnProof>();

    // Of the row that is read.
    private string[] cells = [];

    /// <exception cref="InvalidArgument">A value cannot be read; its field is the column's name.</exception>
    internal ImportRow Read(CsvRow row)
    {
        if (row.IsTorn || row.Cells.Skip(columns.Width).Any(cell => !string.IsNullOrWhiteSpace(cell)))
            throw new InvalidArgument(
                "", $"It has {row.Cells.Length} fields, the header {columns.Width}: is a delimiter or a line break not quoted?");
        cells = row.Cells;
        string? Text(string field) =>
            columns.Text(field, row.Cells) is { } text ? Spell(field, text) : profile.Constants.GetValueOrDefault(field);
        List<string> words = [.. columns.Texts("stage", row.Cells).Select(text => Spell("stage", text))];
        if (words.Count == 0 && profile.Constants.TryGetValue("stage", out var constant))
            words.Add(constant);
        CheckCurrency(Text("currency"));
        var stage = StageNames.Find(words, profile.Stages, columns.Kind);
        var received = Date("receivedAt", Text);
        var company = Text("company");
        var (person, facts) = (Person(Text), Facts(Text, company));
        return Counted(new()
        {
            Line = row.Line,
            Profile = person,
            Company = company,
            Facts = facts,
            Emptied = Emptied(person, company, facts),
            ExternalIds = Ids(Text),
            ReceivedAt = received?.At,
            Stage = stage,
            Reached = Reached(stage ?? Stage.Captured, received, Text),
            Amount = Money("amount", Text),
            CloseReason = Short("closeReason", Text, 60),
            Owner = Text("owner") is { } owner ? profile.Owners.GetValueOrDefault(owner, owner) : null,
            Holder = Text("holder"),
            Note = Short("note", Text, CsvFile.LongestField),
        }, columns.Text(StockWords.DealName, row.Cells));
    }

    // Two deals of one company are two leads, also when nothing but their place in the file tells them apart.
    private ImportRow Counted(ImportRow row, string? deal)
    {
        if (!columns.Kind.IsDeals || row.ExternalIds.Count > 0)
            return row;
        var read = row with { IsDeal = true, Deal = deal };
        var name = deal is null ? Convert.ToHexStringLower(read.Hash()) : read.Name();
        var before = deals.GetValueOrDefault(name);
        deals[name] = before + 1;
        return before == 0 ? read : read with { Again = before };
    }

    private string Spell(string field, string text) =>
        profile.Spellings.TryGetValue(field, out var spellings) && spellings.TryGetValue(text, out var right) ? right : text;

    // A column that is there and empty says "none"; one that is not there says nothing.
    private FrozenSet<string> Emptied(Profile person, string? company, LeadFacts facts)
    {
        bool Has(LeadField field) =>
            columns.Has(field.Name) || (field == LeadFields.FirstName || field == LeadFields.LastName) && columns.Has(Fields.Name);
        bool IsSaid(LeadField field) => field switch
        {
            PersonField personal => personal.Of(person) is not null,
            FactField fact => fact.IsKnown(facts),
            _ => company is not null,
        };
        return LeadFields.All.Where(field => Has(field) && !IsSaid(field)).Select(field => field.Name).ToFrozenSet();
    }

    private static Profile Person(Func<string, string?> text)
    {
        var person = Profile.Empty;
        foreach (var field in LeadFields.Personal)
            person = field.With(person, text(field.Name));
        if (person is { FirstName: null, LastName: null } && text(Fields.Name) is { } name)
        {
            var space = name.LastIndexOf(' ');
            person = person with { FirstName = space > 0 ? name[..space].Trim() : null, LastName = space > 0 ? name[(space + 1)..] : name };
        }
        return Profiles.Clean(person);
    }

    private LeadFacts Facts(Func<string, string?> text, string? company)
    {
        var facts = new LeadFacts();
        foreach (var field in LeadFields.Facts)
            facts = field switch
            {
                FactField<string> words => Word(words, text, company) is { } word ? words.With(facts, word) : facts,
                FactField<int?> number => text(field.Name) is { } given ? number.With(facts, Whole(field.Name, given)) : facts,
                FactField<decimal?> amount => Money(field.Name, text) is { } money ? amount.With(facts, money) : facts,
                _ => throw new InvalidOperationException($"No file has a {field.Name}."),
            };
        return facts;
    }

    private string? Word(FactField<string> field, Func<string, string?> text, string? company) => field.Kind switch
    {
        FieldKind.Country => text(field.Name) is { } country ? CountryOf(country) : beside.CountryOf(company),
        FieldKind.Grade => text(field.Name) is { } grade ? GradeOf(grade) : null,
        FieldKind.TimeZone => text(field.Name) is { } zone ? FileZones.Of(zone) : null,
        _ => Short(field.Name, text, field.Longest) is { } word ? field == LeadFields.Product ? beside.Product(word) : word : null,
    };

    internal static string GradeOf(string text) => Grades.GetValueOrDefault(text, text.ToUpperInvariant());

    private static int Whole(string field, string text) =>
        Numbers.Whole(text) ?? throw new InvalidArgument(field, $"'{text}' is no whole number.");

    private List<ExternalRef> Ids(Func<string, string?> text)
    {
        var ids = new List<ExternalRef>();
        if (Short("externalId", text, PlainText.LongestWord) is { } id)
            ids.Add(new(system.System, (profile.Type is null ? columns.TypeOf(id) : null) ?? system.Type, id));
        foreach (var part in (text("externalIds") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            ids.Add(part.Split('/') is [var name, var type, var value]
                ? new(Uri.UnescapeDataString(name), Uri.UnescapeDataString(type), Uri.UnescapeDataString(value))
                : throw new InvalidArgument("externalIds", $"'{part}' is not system/type/id."));
        return ids;
    }

    /// <summary>Every stage that has a date; what the file calls the end counts for the row's own closed stage.</summary>
    private List<Reached> Reached(Stage own, Moment? received, Func<string, string?> text)
    {
        var reached = new List<(Stage Stage, Moment At, string Field)>();
        foreach (var stage in Stages)
            if ((stage == own || !stage.IsClosed()) && DateOf(stage, own, text) is { } found)
                reached.Add((stage, found.At, found.Field));
        var before = received?.At;
        var steps = new List<Reached>();
        foreach (var (stage, moment, field) in reached.OrderBy(r => r.At.At).ThenBy(r => r.Stage == own).ThenBy(r => r.Stage))
        {
            var at = before is { } last ? moment.NotBefore(last) : moment.At;
            if (at < before)
                throw new InvalidArgument(field, $"{stage} was reached before the lead was received.");
            if (steps.Count > 0 && steps[^1].Stage == own)
                throw new InvalidArgument(field, $"{stage} was reached after {own}, and the lead is at {own}.");
            steps.Add(new(stage, at));
            before = at;
        }
        return steps;
    }

    private (Moment At, string Field)? DateOf(Stage stage, Stage own, Func<string, string?> text)
    {
        string[] fields = stage != own ? [Fields.AtField(stage)]
            : own.IsClosed() ? [Fields.AtField(own), "closedAt", "stageAt"] : [Fields.AtField(own), "stageAt"];
        foreach (var field in fields)
            if (Date(field, text) is { } moment)
                return (moment, field);
        return null;
    }

    private Moment? Date(string field, Func<string, string?> text)
    {
        if (text(field) is not { } given)
            return null;
        var moment = moments.Read(field, given, ProofOf(field));
        return moment.At <= now ? moment : throw new InvalidArgument(field, $"{given} is in the future.");
    }

    private ColumnProof? ProofOf(string field) =>
        columns.ColumnOf(field, cells) is { } column ? Proofs.GetValueOrDefault(column) : null;

    private decimal? Money(string field, Func<string, string?> text)
    {
        var comma = ProofOf(field)?.DecimalComma;
        var amount = text(field) is { } given ? numbers.Amount(field, given, comma) : (decimal?)null;
        Amounts.Check(amount, field);
        return amount;
    }

    private void CheckCurrency(string? given)
    {
        if (given is not null && !given.Equals(currency, StringComparison.OrdinalIgnoreCase))
            throw new InvalidArgument("currency", $"The amount is in {given}; money here is in {currency}.");
    }

    /// <exception cref="InvalidArgument">No country is called so.</exception>
    internal static string CountryOf(string text) => Countries.CodeOf(text)
        ?? throw new InvalidArgument("country", $"'{text}' is no country known here: "
            + "two letters of ISO 3166 or its name; or give it in the profile's spellings.");

    private static string? Short(string field, Func<string, string?> text, int longest) =>
        text(field) is not { } value ? null
        : value.Length <= longest ? value : throw new InvalidArgument(field, $"At most {longest} characters.");
}
