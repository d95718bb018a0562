using System.Globalization;
using NodaTime;
using SmarketingHub.Domain.Places;

namespace SmarketingHub.Domain.Facts;

/// <summary>What is known of the lead itself: it stands in the ledger.</summary>
public abstract class FactField(string name, FieldKind kind) : LeadField(name, kind)
{
    /// <summary>Judged anew with each inquiry, so that the newest stands; else the first.</summary>
    public bool NewestStands { get; init; }

    /// <summary>Null: unknown.</summary>
    public abstract object? Of(LeadFacts facts);

    public abstract bool IsKnown(LeadFacts facts);

    /// <summary>Puts in what another has of it, also nothing.</summary>
    public abstract LeadFacts Take(LeadFacts into, LeadFacts from);

    /// <summary>As files have it: the same on every machine; null: unknown.</summary>
    public string? Write(LeadFacts facts) => Of(facts) switch
    {
        decimal amount => amount.ToString("0.####", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var text => (string?)text,
    };

    /// <exception cref="InvalidArgument">It changes, to what it cannot be.</exception>
    public abstract void Check(LeadFacts now, LeadFacts before);
}

/// <typeparam name="T">Text, a whole number or an amount; each can be unknown.</typeparam>
public sealed class FactField<T>(string name, FieldKind kind, Func<LeadFacts, T?> get, Func<LeadFacts, T?, LeadFacts> with)
    : FactField(name, kind)
{
    public T? Get(LeadFacts facts) => get(facts);

    public LeadFacts With(LeadFacts facts, T? value) => with(facts, value);

    public override object? Of(LeadFacts facts) => get(facts);

    public override bool IsKnown(LeadFacts facts) => get(facts) is not null;

    public override LeadFacts Take(LeadFacts into, LeadFacts from) => with(into, get(from));

    public override void Check(LeadFacts now, LeadFacts before)
    {
        if (get(now) is { } value && !EqualityComparer<T?>.Default.Equals(value, get(before)))
            FactChecks.Check(this, value);
    }
}

/// <summary>What a fact can be, by its kind.</summary>
internal static class FactChecks
{
    internal static void Check(LeadField field, object value)
    {
        switch (field.Kind, value)
        {
            case (FieldKind.Grade, string grade) when !LeadGrades.IsOne(grade):
                throw new InvalidArgument(field.Name, $"'{grade}' is no grade: A, B, C or D.");
            case (FieldKind.Score, < 0 or > 100):
                throw new InvalidArgument(field.Name, "A score is a whole number from 0 to 100.");
            case (FieldKind.Money, decimal amount):
                Amounts.Check(amount, field.Name);
                break;
            case (FieldKind.Country, string country) when Countries.CodeOf(country) != country:
                throw new InvalidArgument(field.Name,
                    $"'{country}' is no country known here: two letters of ISO 3166, like PL, or its name.");
            case (FieldKind.TimeZone, string zone) when !DateTimeZoneProviders.Tzdb.Ids.Contains(zone):
                throw new InvalidArgument(field.Name, $"'{zone}' is no time zone: an IANA name, like Europe/Warsaw.");
            case (FieldKind.Text, string text):
                PlainText.Check(text, field.Name);
                break;
        }
    }
}
