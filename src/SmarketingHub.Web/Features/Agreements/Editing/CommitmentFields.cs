using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>What can be changed of a response or an effort.</summary>
internal sealed class CommitmentFields(IStringLocalizer<Texts> l, ConditionInputs conditions, string currency)
{
    internal FieldOf<Commitment> Condition => new("condition", l["Which leads"],
        c => l.Leads(c.Condition, currency),
        c => conditions.Read(c.Condition),
        conditions.Inputs,
        (c, typed) => c with { Condition = conditions.Write(typed, c.Condition) });

    internal FieldOf<Commitment> Target => new("target", l["Target"],
        c => l.Length(c.Target),
        c => Lengths.Read(c.Target),
        typed => Lengths.Inputs(l, typed, "target", l["Target"]),
        (c, typed) => c with { Target = Lengths.Write(typed, "target") });

    internal FieldOf<Commitment> FromOpening => new("targetFromOpening", l["From opening, in closed time"],
        c => c.TargetFromOpening is { } length
            ? l["in closed time within {0} of opening", l.Length(length)] : l["closed time does not count"],
        c => c.TargetFromOpening is { } length
            ? Lengths.Read(length, "targetFromOpening") : new() { [Lengths.Unit] = $"{LengthUnit.Hours}" },
        typed => Lengths.Inputs(l, typed, "targetFromOpening", l["From opening, in closed time"],
            l["Empty: what comes in closed time counts from the opening like any other."]),
        (c, typed) => c with
        {
            TargetFromOpening = typed.Of("targetFromOpening").Trim().Length == 0 ? null : Lengths.Write(typed, "targetFromOpening"),
        });

    internal FieldOf<Commitment> Starts => new("starts", l["Counts from"],
        c => l[$"counts from {c.Starts.ToString().ToLowerInvariant()}"],
        c => new() { ["starts"] = $"{c.Starts}" },
        _ => [new("starts", l["Counts from"], InputKind.Choice,
            [.. new[] { StartsAt.Receipt, StartsAt.Acceptance }.Select(s => new Option($"{s}",
                l[$"counts from {s.ToString().ToLowerInvariant()}"]))])],
        (c, typed) => c with { Starts = Enum.Parse<StartsAt>(typed.Of("starts")) });

    internal FieldOf<Commitment> Attempts => new("attempts", l["Attempts"],
        c => c.Attempts == 1 ? l["1 time"] : l["{0} times", c.Attempts],
        c => new() { ["attempts"] = Whole(c.Attempts) },
        _ => [new("attempts", l["Attempts"], InputKind.Number)],
        (c, typed) => c with { Attempts = Whole(typed, "attempts") });

    internal FieldOf<Commitment> Calls => new("calls", l["of them calls"],
        c => c.Calls == 0 ? l["calls or not"] : l["at least {0} of them calls", c.Calls],
        c => new() { ["calls"] = Whole(c.Calls) },
        _ => [new("calls", l["of them calls"], InputKind.Number)],
        (c, typed) => c with { Calls = Whole(typed, "calls") });

    internal FieldOf<Commitment> DifferentDays => new("differentDays", l["Days"],
        c => c.DifferentDays ? l["on different days"] : l["on any days"],
        c => Choice("differentDays", c.DifferentDays),
        _ => [YesNo("differentDays", l["Days"], l["on different days"], l["on any days"])],
        (c, typed) => c with { DifferentDays = typed.Is("differentDays") });

    internal FieldOf<Commitment> WarnAt => new("warnAt", l["Warn at percent"],
        c => c.WarnAt.Count == 0 ? l["no warning"] : l["warn at {0}", string.Join(", ", c.WarnAt.Select(p => $"{p}%"))],
        c => new() { ["warnAt"] = string.Join(", ", c.WarnAt) },
        _ => [new("warnAt", l["Warn at percent"], Hint: l["Of the target, with commas between: 50, 80. Empty: no warning."])],
        (c, typed) => c with
        {
            WarnAt = [.. typed.Of("warnAt").Split([',', ' ', '\u00a0', '\u202f', ';', '%'], StringSplitOptions.RemoveEmptyEntries)
                .Select(p => Whole(p, "warnAt"))],
        });

    internal FieldOf<Commitment> ReJudge => new("reJudge", l["When the grade changes"],
        c => c.ReJudge ? l["a regrade judges again"] : l["a regrade changes nothing"],
        c => Choice("reJudge", c.ReJudge),
        _ => [YesNo("reJudge", l["When the grade changes"], l["a regrade judges again"], l["a regrade changes nothing"])],
        (c, typed) => c with { ReJudge = typed.Is("reJudge") });

    internal static InputValues Choice(string name, bool yes) => new() { [name] = yes ? InputValues.Yes : "" };

    internal static Input YesNo(string name, string label, string yes, string no) =>
        new(name, label, InputKind.Choice, [new(InputValues.Yes, yes), new("", no)]);

    internal static string Whole(int number) => number.ToString(CultureInfo.CurrentCulture);

    internal static int Whole(InputValues typed, string field) => Whole(typed.Of(field), field);

    internal static int Whole(string text, string field) =>
        Figures.Whole(text, field) ?? throw new InvalidArgument(field, "A whole number.");
}

/// <summary>A length of business time as it is typed: a number and a unit.</summary>
internal static class Lengths
{
    internal const string Unit = "unit";

    internal static InputValues Read(BusinessDuration length, string name = "target")
    {
        var form = LengthForm.Of(length);
        return new() { [name] = form.Number, [Unit] = $"{form.Unit}" };
    }

    internal static IReadOnlyList<Input> Inputs(
        IStringLocalizer<Texts> l, InputValues typed, string name, string label, string? hint = null) =>
    [
        new(name, label, InputKind.Number, Hint: hint),
        new(Unit, l["Unit of {0}", label], InputKind.Choice,
        [
            new($"{LengthUnit.Minutes}", l["business minutes"]),
            new($"{LengthUnit.Hours}", l["business hours"]),
            new($"{LengthUnit.Days}", l["business days"]),
            // Only for what one number cannot say.
            .. typed.Of(Unit) == $"{LengthUnit.Written}"
                ? new[] { new Option($"{LengthUnit.Written}", l["days and hours, written like P1DT2H"]) } : [],
        ]),
    ];

    /// <exception cref="InvalidArgument">No whole number above zero.</exception>
    internal static BusinessDuration Write(InputValues typed, string name) =>
        new LengthForm { Number = typed.Of(name).Trim(), Unit = Enum.Parse<LengthUnit>(typed.Of(Unit)) }.Read(name);
}
