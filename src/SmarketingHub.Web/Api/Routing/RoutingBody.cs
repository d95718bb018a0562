using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Web.Api.Agreements;

namespace SmarketingHub.Web.Api.Routing;

/// <summary>All rules, as they are read and written.</summary>
public sealed record RoutingBody
{
    /// <summary>Told, and not read: what is written is the next version. 0: nobody has written any yet.</summary>
    public int? Version { get; init; }

    /// <summary>Told, and not read: when it was put in force.</summary>
    public Instant? At { get; init; }

    /// <summary>Told, and not read: by whom.</summary>
    public string? By { get; init; }

    /// <summary>Ordered: the first that fits and has somebody free wins.</summary>
    public IReadOnlyList<RuleBody>? Rules { get; init; }

    internal static RoutingBody Of(RoutingRules routing, Company company) => new()
    {
        Version = routing.Version,
        At = routing.Version == 0 ? null : routing.At,
        By = routing.Version == 0 ? null : company.ActorName(routing.By),
        Rules = [.. routing.Rules.Select(rule => RuleBody.Of(rule, company))],
    };

    internal IReadOnlyList<RoutingRule> ToRules(Company company) =>
        [.. (Rules ?? throw new InvalidArgument("rules", "All rules in their order; [] for none."))
            .Select((rule, i) => (rule ?? throw new InvalidArgument($"rules[{i}]", "A rule.")).ToRule($"rules[{i}]", company))];
}

/// <summary>Such leads are readied at capture and offered there.</summary>
public sealed record RuleBody
{
    /// <summary>1 to 80 characters, its own among the rules. Balances are kept under it: a rule with another name begins anew.</summary>
    public string? Name { get; init; }

    /// <summary>Left out: every lead.</summary>
    public ConditionBody? When { get; init; }

    /// <summary><c>sales</c>, <c>team:emea</c>, <c>partner:altamar</c> or <c>person:7</c>.</summary>
    public string? To { get; init; }

    /// <summary>Left out: the queue, nobody in particular.</summary>
    public RouteMethod? Method { get; init; }

    /// <summary>Those who are asked; left out or empty: everybody of the target who takes leads, each with the weight 1.</summary>
    public IReadOnlyList<RuleEntryBody>? People { get; init; }

    /// <summary>Left out: overflow.</summary>
    public IfNobody? IfNobody { get; init; }

    /// <summary>
    /// How long a lead is held at most: business time by the calendar of the agreement with whoever gets it, such as PT8H, which it is when
    /// left out. 1 minute to 30 days.
    /// </summary>
    public string? HoldFor { get; init; }

    /// <summary>The id of the calendar within which people are asked; left out: at any time.</summary>
    public string? Hours { get; init; }

    internal static RuleBody Of(RoutingRule rule, Company company) => new()
    {
        Name = rule.Name,
        When = ConditionBody.Of(rule.When),
        To = rule.To,
        Method = rule.Method,
        People = [.. rule.People.Select(entry => RuleEntryBody.Of(entry, company))],
        IfNobody = rule.IfNobody,
        HoldFor = rule.HoldFor?.ToString(),
        Hours = rule.Calendar,
    };

    internal RoutingRule ToRule(string where, Company company) => new()
    {
        Name = Name?.Trim() ?? throw new InvalidArgument($"{where}.name", "A name of 1 to 80 characters."),
        When = When?.Clean() ?? Condition.Every,
        To = ToTarget(where, company),
        Method = Method ?? RouteMethod.Queue,
        People = [.. (People ?? []).Select((entry, i) =>
            (entry ?? throw new InvalidArgument($"{where}.people[{i}]", "Somebody: id, weight, limit."))
                .ToEntry($"{where}.people[{i}]", company))],
        IfNobody = IfNobody ?? Domain.Routing.IfNobody.Overflow,
        HoldFor = HoldFor is null ? null
            : BusinessDuration.TryParse(HoldFor, out var most) ? most
            : throw new InvalidArgument($"{where}.holdFor", "Business time in days, hours and minutes, such as PT8H or P1D."),
        Calendar = Hours,
    };

    // A person is kept by number: an address can change.
    private string ToTarget(string where, Company company)
    {
        try
        {
            return Addressees.Parse(To, company).ToString();
        }
        catch (InvalidArgument none)
        {
            throw new InvalidArgument($"{where}.to", none.Said);
        }
    }
}

/// <summary>Somebody in a rule.</summary>
public sealed record RuleEntryBody
{
    /// <summary>A number, or an e-mail address.</summary>
    public PersonId? Id { get; init; }

    /// <summary>Told, and not read.</summary>
    public string? Name { get; init; }

    /// <summary>0.01 to 100, with two decimal places at most; left out: 1.</summary>
    public decimal? Weight { get; init; }

    /// <summary>With so many open leads, and offers that wait, nothing more; left out: no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>ISO 3166-1 alpha-2: asked for leads of these alone; left out or empty: of any.</summary>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>The id of a calendar, instead of the rule's.</summary>
    public string? Hours { get; init; }

    internal static RuleEntryBody Of(RoutedPerson entry, Company company) => new()
    {
        Id = new(entry.Id.ToString(CultureInfo.InvariantCulture)),
        Name = company.PersonName(entry.Id),
        Weight = entry.Weight,
        Limit = entry.Limit,
        Countries = entry.Countries,
        Hours = entry.Calendar,
    };

    internal RoutedPerson ToEntry(string where, Company company) => new(
        Addressees.FindPerson(Id?.Text ?? throw new InvalidArgument($"{where}.id", "A person's number or e-mail address."), company)?.Id
            ?? throw new InvalidArgument($"{where}.id", $"Nobody here is called '{Id.Text}': a person's number or e-mail address."),
        Weight ?? 1, Limit,
        [.. (Countries ?? []).Select(c => Domain.Places.Countries.CodeOf(c ?? "") ?? c ?? "")], Hours);
}

/// <summary>A person as a program names one: by number or by e-mail address.</summary>
[JsonConverter(typeof(Json))]
public sealed record PersonId(string Text)
{
    internal sealed class Json : JsonConverter<PersonId>
    {
        public override PersonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Number => new(reader.GetInt64().ToString(CultureInfo.InvariantCulture)),
                JsonTokenType.String => new(reader.GetString()!),
                _ => throw new JsonException("A person's number or e-mail address."),
            };

        public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options)
        {
            if (long.TryParse(value.Text, CultureInfo.InvariantCulture, out var number))
                writer.WriteNumberValue(number);
            else
                writer.WriteStringValue(value.Text);
        }
    }
}
