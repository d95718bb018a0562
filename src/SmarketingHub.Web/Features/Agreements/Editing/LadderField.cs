using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>What happens from the breach on, step by step.</summary>
internal static class LadderField
{
    private static readonly string[] Columns = ["percent", "action"];

    internal static FieldOf<Commitment> Of(IStringLocalizer<Texts> l, bool isAccept) => new("ladder", l["After the breach"],
        c => c.Ladder.Count == 0 ? l["nothing happens at the breach"] : string.Join(" · ", c.Ladder.Select(step => Step(l, step))),
        c =>
        {
            var typed = new InputValues { RowCount = c.Ladder.Count };
            foreach (var (step, i) in c.Ladder.Select((step, i) => (step, i)))
            {
                typed[$"percent{i}"] = step.Percent.ToString(CultureInfo.InvariantCulture);
                typed[$"action{i}"] = $"{step.Action}";
            }
            return typed;
        },
        typed =>
        [
            .. Enumerable.Range(0, typed.RowCount).SelectMany(i => new Input[]
            {
                new($"percent{i}", l["At percent"], InputKind.Number, Row: i),
                new($"action{i}", l["What happens"], InputKind.Choice, [.. Actions(isAccept).Select(a => new Option($"{a}", l.Name(a)))],
                    Row: i),
            }),
        ],
        (c, typed) => c with
        {
            Ladder =
            [
                .. Enumerable.Range(0, typed.RowCount).Select(i => new LadderStep(
                    Figures.Whole(typed.Of($"percent{i}").Trim(' ', '%'), "ladder")
                        ?? throw new InvalidArgument("ladder", "Up to 6 steps from 100 to 1000 percent, ascending."),
                    Enum.TryParse<LadderAction>(typed.Of($"action{i}"), out var action) ? action : LadderAction.Notify)),
            ],
        },
        Columns);

    private static string Step(IStringLocalizer<Texts> l, LadderStep step) => step.Percent == 100
        ? l["at breach: {0}", l[$"step: {step.Action}"]] : l["step: at {0}%: {1}", step.Percent, l[$"step: {step.Action}"]];

    private static IEnumerable<LadderAction> Actions(bool isAccept) =>
        Enum.GetValues<LadderAction>().Where(a => isAccept || a != LadderAction.Giver);
}
