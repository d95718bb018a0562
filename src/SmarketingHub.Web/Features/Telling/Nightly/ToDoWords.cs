using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Nightly;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Telling.Nightly;

/// <summary>What is to be done, why it is on the list, and where it is done.</summary>
/// <param name="known">The company as the person knows it.</param>
internal sealed class ToDoWords(LetterToWrite letter, Company known, Letterhead head, IStringLocalizer<Texts> l)
{
    internal MessageItem Say(ToDo toDo) => new(Text(toDo), Why(toDo), head.At(Where(toDo)));

    /// <summary>How many leads it is about, among the texts; null: it is about none.</summary>
    internal static string? Key(ToDoKind kind) => kind switch
    {
        ToDoKind.Late => "to do late",
        ToDoKind.DueToday => "to do due",
        ToDoKind.Returned => "to do returned",
        ToDoKind.Disputed => "to do disputed",
        ToDoKind.Uncovered => "to do uncovered",
        _ => null,
    };

    private string Text(ToDo toDo) => toDo switch
    {
        { Lead: { } lead } => $"{l.Count(Key(toDo.Kind)!, toDo.Count)}: {lead.Name}{(toDo.Count > 1 ? ", …" : "")}",
        { Kind: ToDoKind.ToSign } => l["Sign the agreement “{0}”", toDo.Agreement!.Name],
        _ => l["Catch up: {0}", string.Concat(l.Parts(toDo.Pace!.Commitment, known.Currency).Select(part => part.Text))],
    };

    private string Why(ToDo toDo) => toDo.Kind switch
    {
        ToDoKind.Late => l["“{0}” was due {1} and is not done yet.", l.Name(toDo.Promise!.Value), At(toDo)],
        ToDoKind.DueToday => l["“{0}” is due {1}.", l.Name(toDo.Promise!.Value), At(toDo)],
        ToDoKind.Returned => l["It waits for an answer since {0}.", At(toDo)],
        ToDoKind.Disputed => l["It is offered again since {0}: take it, or return it for good.", At(toDo)],
        ToDoKind.ToSign => l["A version waits for a signature of your side."],
        ToDoKind.Uncovered => l["No commitment covers what was called for: no clock runs, and nobody is warned."],
        _ => Behind(toDo),
    };

    private string Behind(ToDo toDo)
    {
        var pace = toDo.Pace!;
        var reached = l.Reached(pace, known.Currency);
        return toDo.PerDay is not { } perDay ? $"{reached}. {l.Should(pace, known.Currency)}"
            : l["{0}. With {1} each working day from now on it is still kept.", reached, PerDay(pace.Commitment.Measure, perDay)];
    }

    // Never less than what is needed.
    private string PerDay(Measure measure, decimal perDay) => MeasureKind.Of(measure).Unit == Unit.Money
        ? Money.Long(Math.Ceiling(perDay), known.Currency) : PeriodWords.Figure(measure, Math.Ceiling(perDay), known.Currency);

    private string Where(ToDo toDo)
    {
        var party = Uri.EscapeDataString(letter.To.Party);
        return toDo switch
        {
            { Lead: { } lead, Count: 1 } => $"leads/{lead.Id}",
            { Kind: ToDoKind.Late } => $"breaches?party={party}",
            { Kind: ToDoKind.DueToday } => $"breaches?part=risk&party={party}",
            { Kind: ToDoKind.ToSign } => $"agreements/{toDo.Agreement!.Id}",
            { Kind: ToDoKind.Behind } => $"reports/pace?agreement={toDo.Agreement!.Id}",
            { Kind: ToDoKind.Uncovered } => $"reports/compliance?party={party}",
            // Among the columns between the two sides.
            _ => "",
        };
    }

    private string At(ToDo toDo) => toDo.At is { } at ? Letterhead.Say(letter, at) : "";
}
