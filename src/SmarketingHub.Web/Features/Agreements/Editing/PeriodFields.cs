using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>What can be changed of a promise over a period; the sentence itself is of <see cref="PeriodWords"/>.</summary>
internal sealed class PeriodFields(IStringLocalizer<Texts> l, ConditionInputs conditions, string currency)
{
    internal FieldOf<PeriodCommitment> Named(string name) => name switch
    {
        "amount" => Amount,
        "condition" => Condition,
        "period" => Period,
        _ => BySource,
    };

    internal FieldOf<PeriodCommitment> Condition => new("condition", l["Which leads"],
        c => Said(c, "condition") ?? l["of all leads"],
        c => conditions.Read(c.Condition),
        conditions.Inputs,
        (c, typed) => c with { Condition = conditions.Write(typed, c.Condition) });

    internal FieldOf<PeriodCommitment> BySource => new("bySource", l["By source"],
        c => c.BySource ? l["of each source"] : l["all sources together"],
        c => CommitmentFields.Choice("bySource", c.BySource),
        _ => [CommitmentFields.YesNo("bySource", l["By source"], l["of each source"], l["all sources together"])],
        (c, typed) => c with { BySource = typed.Is("bySource") });

    private FieldOf<PeriodCommitment> Amount => new("amount", l["At least"],
        c => Said(c, "amount")!,
        c => new() { ["amount"] = c.Amount.ToString("0.##", CultureInfo.CurrentCulture) },
        _ => [new("amount", l["At least"], InputKind.Number)],
        (c, typed) => c with
        {
            Amount = Figures.Read(typed.Of("amount").Trim(' ', '%'), "amount")
                ?? throw new InvalidArgument("amount", "A number above zero."),
        });

    private FieldOf<PeriodCommitment> Period => new("period", l["Period"],
        c => Said(c, "period")!,
        c => new() { ["period"] = $"{c.Period}" },
        _ => [new("period", l["Period"], InputKind.Choice,
            [.. Enum.GetValues<Period>().Select(p => new Option($"{p}", l[$"each {p.ToString().ToLowerInvariant()}"]))])],
        (c, typed) => c with { Period = Enum.Parse<Period>(typed.Of("period")) });

    private string? Said(PeriodCommitment c, string field) => l.Parts(c, currency).FirstOrDefault(part => part.Field == field)?.Text;
}
