using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Domain.Routing.Choosing;
using SmarketingHub.Web.Features.Agreements.Editing;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Routing;

/// <summary>A rule as it is typed.</summary>
public sealed class RuleInputs(IStringLocalizer<Texts> l, Company company, Lazy<KnownValues> known)
{
    /// <summary>What a line of a person has.</summary>
    public static readonly IReadOnlyList<string> Columns = ["person", "weight", "limit", "countries", "hours"];

    private readonly ConditionInputs conditions = new(l, known, company.Currency);

    public InputValues Read(RoutingRule rule)
    {
        var typed = conditions.Read(rule.When);
        foreach (var (name, value) in new[]
        {
            ("name", rule.Name), ("to", rule.To), ("method", $"{rule.Method}"), ("ifNobody", $"{rule.IfNobody}"),
            ("holdFor", Hours(rule.HoldFor ?? RoutingRule.HoldsFor)), ("hours", rule.Calendar ?? ""),
        })
            typed[name] = value;
        typed.RowCount = rule.People.Count;
        foreach (var (entry, i) in rule.People.Select((entry, i) => (entry, i)))
        {
            typed[$"person{i}"] = entry.Id.ToString(CultureInfo.InvariantCulture);
            typed[$"weight{i}"] = RoutingWords.Weight(entry.Weight);
            typed[$"limit{i}"] = entry.Limit?.ToString(CultureInfo.CurrentCulture) ?? "";
            typed[$"countries{i}"] = string.Join(", ", entry.Countries);
            typed[$"hours{i}"] = entry.Calendar ?? "";
        }
        return typed;
    }

    public IReadOnlyList<Input> Name =>
        [new("name", l["Name of the rule"], Hint: l["Balances are kept under it: another name begins anew."])];

    public IReadOnlyList<Input> Which(InputValues typed) => conditions.Inputs(typed);

    public IReadOnlyList<Input> Where(InputValues typed)
    {
        var method = Enum.Parse<RouteMethod>(typed.Of("method"));
        List<Input> inputs =
        [
            new("to", l["Offered to"], InputKind.Choice, Targets()),
            new("method", l["How somebody is found"], InputKind.Choice, Options<RouteMethod>(l.Method)),
        ];
        if (method == RouteMethod.Queue)
            return inputs;
        inputs.Add(new("hours", l["Only within the hours of"], InputKind.Choice, Calendars(l["any time"])));
        inputs.Add(new("ifNobody", l["If nobody is free"], InputKind.Choice, Options<IfNobody>(l.Nobody)));
        if (typed.Of("ifNobody") == $"{IfNobody.Hold}")
            inputs.Add(new("holdFor", l["Waits at most, in business hours"], InputKind.Number));
        return inputs;
    }

    public IReadOnlyList<Input> People(InputValues typed) => typed.Of("method") == $"{RouteMethod.Queue}" ? [] :
    [
        .. Enumerable.Range(0, typed.RowCount).SelectMany(row => new Input[]
        {
            new($"person{row}", l["Person"], InputKind.Choice, Takers(typed, row), Row: row),
            new($"weight{row}", l["Weight"], InputKind.Number, Row: row),
            new($"limit{row}", l["Most open leads"], InputKind.Number, Row: row),
            new($"countries{row}", l["Only of countries"], Row: row),
            new($"hours{row}", l["Hours"], InputKind.Choice, Calendars(l["of the rule"]), Row: row),
        }),
    ];

    /// <exception cref="InvalidArgument">Names the input.</exception>
    public RoutingRule Write(InputValues typed, RoutingRule before)
    {
        var method = Enum.Parse<RouteMethod>(typed.Of("method"));
        return new()
        {
            Name = typed.Of("name").Trim(),
            When = conditions.Write(typed, before.When),
            To = typed.Of("to"),
            Method = method,
            IfNobody = Enum.Parse<IfNobody>(typed.Of("ifNobody")),
            HoldFor = typed.Of("ifNobody") == $"{IfNobody.Hold}" ? HoldFor(typed.Of("holdFor")) : null,
            Calendar = Some(typed.Of("hours")),
            People = method == RouteMethod.Queue ? [] : [.. Enumerable.Range(0, typed.RowCount).Select(row => Entry(typed, row))],
        };
    }

    /// <summary>The input that the engine's name of a field means: <c>rules[2].people[0].weight</c> is <c>weight0</c>.</summary>
    public static string? InputOf(string field)
    {
        var end = field[(field.LastIndexOf('.') + 1)..];
        var row = field.IndexOf(".people[", StringComparison.Ordinal);
        if (row < 0)
            return end;
        var number = field[(row + 8)..field.IndexOf(']', row)];
        return $"{(end == "id" ? "person" : end)}{number}";
    }

    private static RoutedPerson Entry(InputValues typed, int row) => new(
        long.TryParse(typed.Of($"person{row}"), CultureInfo.InvariantCulture, out var id)
            ? id : throw new InvalidArgument($"person{row}", "Choose somebody."),
        Figures.Read(typed.Of($"weight{row}"), $"weight{row}") ?? 1,
        string.IsNullOrWhiteSpace(typed.Of($"limit{row}")) ? null
            : Figures.Whole(typed.Of($"limit{row}"), $"limit{row}") ?? throw new InvalidArgument($"limit{row}", Figures.NoNumber),
        [.. typed.Of($"countries{row}").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(c => Domain.Places.Countries.CodeOf(c) ?? c)], Some(typed.Of($"hours{row}")));

    private static BusinessDuration HoldFor(string text) =>
        Figures.Read(text, "holdFor") is > 0 and <= 720 and var hours && BusinessDuration.TryParse(
            string.Create(CultureInfo.InvariantCulture, $"PT{(int)(hours * 60)}M"), out var length)
            ? length : throw new InvalidArgument("holdFor", "From 1 minute to 30 days.");

    private static string Hours(BusinessDuration length) => Figures.Write((decimal)length.Time.TotalHours + 24 * length.Days)!;

    private static string? Some(string text) => text.Length == 0 ? null : text;

    private static List<Option> Options<T>(Func<T, string> say) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new Option($"{value}", say(value)))];

    private List<Option> Calendars(string none) =>
    [
        new("", none),
        .. company.Calendars.Keys.Select(c => c.Id).Distinct().Order().Select(id => new Option(id, l.CalendarCalled(id, company))),
    ];

    private List<Option> Targets() =>
    [
        .. company.Parties.Values.Where(p => p.Key != Party.Marketing).OrderBy(p => p.Key).Select(p => new Option(p.Key, l.Name(p))),
        .. company.Teams.Values.Where(t => t.Party != Party.Marketing).OrderBy(t => t.Name)
            .Select(t => new Option($"team:{t.Key}", t.Name)),
        .. company.People.Values.Where(p => p.Active && p.Party != Party.Marketing).OrderBy(p => p.Name)
            .Select(p => new Option($"person:{p.Id}", p.Name)),
    ];

    // Whoever stands there stays to be chosen, also when no longer of the target.
    private List<Option> Takers(InputValues typed, int row) =>
    [
        new("", "–"),
        .. company.People.Values.Where(p => $"{p.Id}" == typed.Of($"person{row}")
                || p.Active && Target.Of(typed.Of("to"), company) is { } to && Target.Has(to, p))
            .OrderBy(p => p.Name).Select(p => new Option(p.Id.ToString(CultureInfo.InvariantCulture), p.Name)),
    ];
}
