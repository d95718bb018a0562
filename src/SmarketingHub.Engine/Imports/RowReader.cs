using System.Collections.Frozen;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Identities;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Imports;

/// <summary>Reads what a row says, by the columns and the profile.</summary>
internal sealed class RowReader(
    Columns columns, ImportProfile profile, ImportAs importAs, Moments moments, IReadOnlyDictionary<int, ColumnProof> proofs,
    Company company, Instant now, BesideFiles beside)
{
    private const int LongestReason = 60;

    private readonly SameRows counted = new(importAs == ImportAs.History);
    private readonly Numbers numbers = new(profile.Decimal, company.Currency);
    private readonly (string System, string Type) system =
        (profile.System ?? columns.System?.System ?? "csv", profile.Type ?? columns.System?.Type ?? "lead");

    /// <exception cref="RowRefused">It does not say whose it is, or is no whole row; or the profile is strict, and a value cannot be
    /// read.</exception>
    internal ImportRow Read(CsvRow row)
    {
        if (row.IsTorn || row.Cells.Skip(columns.Width).Any(cell => !string.IsNullOrWhiteSpace(cell)))
            throw new RowRefused(
                null, $"It has {row.Cells.Length} fields, the header {columns.Width}: is a delimiter or a line break not quoted?");
        if (row.Swallowed is { } swallowed)
            throw new RowRefused(
                columns.NameOf(swallowed), "It holds what look like further rows of the file: is a quote opened there and not closed?");
        var values = new RowValues(columns, profile, proofs, row.Cells);
        var isHistory = importAs == ImportAs.History;
        var stage = values.ReadFurthest("stage", StageOf, StageNames.Weight);
        var dates = new RowDates(values, moments, now);
        if (stage is null && isHistory && values.WhyNot("stage") is not null)
            stage = dates.Last();
        var reached = dates.Reached(stage ?? Stage.Captured, isHistory);
        var (named, ids, foreign) = (values.Text("company"), Ids(values), Foreign(values));
        var (person, facts) = (Person(values), Facts(values, named, foreign));
        if (person is { Email: null, Phone: null } && named is null && ids.Count == 0)
            throw Nobodys(values);
        var isDeal = ids.Count == 0 && (columns.Kind.IsDeals
            // Of a company's amounts each is another deal, where nobody is named who could have been there before.
            || isHistory && columns.Has("amount") && person is { Email: null, Phone: null });
        var read = new ImportRow
        {
            Line = row.Line,
            Values = values,
            Profile = person,
            Company = named,
            Facts = facts,
            Emptied = ids.Count > 0 || columns.Kind.IsDeals ? Emptied(values, person, named, facts) : FrozenSet<string>.Empty,
            ExternalIds = ids,
            ReceivedAt = dates.ReceivedAt,
            Stage = stage,
            Reached = reached,
            Amount = Money("amount", values, foreign),
            CloseReason = values.Text("closeReason", LongestReason),
            Owner = values.Text("owner") is { } owner ? profile.Owners.GetValueOrDefault(owner, owner) : null,
            Holder = values.Read("holder", text => Cells.Holder(text, company)),
            Note = values.Text("note", PlainText.LongestWords),
            IsDeal = isDeal ? true : null,
            Deal = columns.Kind.IsDeals && ids.Count == 0 ? columns.Text(StockWords.DealName, row.Cells) : null,
        };
        return counted.Of(read with { LeftOut = values.LeftOut() });
    }

    private static RowRefused Nobodys(RowValues values) =>
        Columns.Identities.FirstOrDefault(field => values.WhyNot(field) is not null) is { } wrong
            ? new(values.WrongColumnOf(wrong), values.WhyNot(wrong)!)
            : new(null, "Give at least one of email, phone, company and externalId.");

    private Parsed<Stage?> StageOf(string word) => StageNames.Find(word, profile.Stages, columns.Kind) is { } stage ? stage
        : Parsed<Stage?>.Not($"'{Cells.Shorten(word)}' is no stage known here: map it in the profile's \"stages\" to one "
            + $"of {string.Join(", ", Enum.GetNames<Stage>())}.");

    private Parsed<decimal?> AmountOf(string text, ColumnProof? proof) => numbers.Amount(text, proof?.DecimalComma);

    private decimal? Money(string field, RowValues values, Phrase? foreign) =>
        values.Read(field, (text, proof) => foreign is null ? AmountOf(text, proof) : Parsed<decimal?>.Not(foreign));

    // Why no amount of the row is one of the money here.
    private Phrase? Foreign(RowValues values)
    {
        values.Read("currency", text => Cells.Currency(text, company.Currency));
        return values.WhyNot("currency");
    }

    // A column that is there and empty says "none"; one that is not there says nothing, nor does one that cannot be read.
    private FrozenSet<string> Emptied(RowValues values, Profile person, string? named, LeadFacts facts)
    {
        IEnumerable<string> ColumnsOf(LeadField field) =>
            field == LeadFields.FirstName || field == LeadFields.LastName ? [field.Name, Fields.Name] : [field.Name];
        bool IsSaid(LeadField field) => field switch
        {
            PersonField personal => personal.Of(person) is not null,
            FactField fact => fact.IsKnown(facts),
            _ => named is not null,
        };
        return LeadFields.All
            .Where(field => !IsSaid(field) && ColumnsOf(field).Any(columns.IsNamed) && ColumnsOf(field).All(f => values.WhyNot(f) is null))
            .Select(field => field.Name).ToFrozenSet();
    }

    private static Profile Person(RowValues values)
    {
        var person = Profile.Empty;
        foreach (var field in LeadFields.Personal)
            person = field.With(person, field == LeadFields.Email ? values.Read(field.Name, Cells.Email) : values.Text(field.Name));
        if (values.Text(Fields.Name) is { } name)
        {
            var space = name.LastIndexOf(' ');
            if (person is { FirstName: null, LastName: null })
                person = person with { FirstName = space > 0 ? name[..space].Trim() : null, LastName = name[(space + 1)..] };
            else if (name != $"{person.FirstName} {person.LastName}".Trim())
                values.SetAside(Fields.Name, LeftOutWhy.AnotherStands);
        }
        return Profiles.Clean(person);
    }

    private LeadFacts Facts(RowValues values, string? named, Phrase? foreign)
    {
        var facts = new LeadFacts();
        foreach (var field in LeadFields.Facts)
            facts = field switch
            {
                FactField<string> words => Word(words, values, named) is { } word ? words.With(facts, word) : facts,
                FactField<int?> number => values.Read(field.Name, Cells.Score) is { } given ? number.With(facts, given) : facts,
                FactField<decimal?> amount => Money(field.Name, values, foreign) is { } money ? amount.With(facts, money) : facts,
                _ => throw new InvalidOperationException($"No file has a {field.Name}."),
            };
        return facts;
    }

    private string? Word(FactField<string> field, RowValues values, string? named) => field.Kind switch
    {
        FieldKind.Country => values.Read(field.Name, Cells.Country) ?? beside.CountryOf(named),
        FieldKind.Grade => values.Read(field.Name, Cells.Grade),
        FieldKind.TimeZone => values.Read(field.Name, Cells.TimeZone),
        _ => values.Text(field.Name, field.Longest) is { } word ? field == LeadFields.Product ? beside.Product(word) : word : null,
    };

    private List<ExternalRef> Ids(RowValues values)
    {
        var ids = new List<ExternalRef>();
        if (values.Text("externalId") is { } id)
            ids.Add(new(system.System, (profile.Type is null ? columns.TypeOf(id) : null) ?? system.Type, id));
        ids.AddRange(values.Read<IReadOnlyList<ExternalRef>?>("externalIds", Cells.ExternalIds) ?? []);
        return ids;
    }
}
