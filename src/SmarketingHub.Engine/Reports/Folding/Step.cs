using System.Globalization;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>What one command made of a lead at one instant: how the lead stood in between, nobody has seen.</summary>
/// <param name="IsImport">A row of a file told it: nobody who was there did it.</param>
internal sealed record Step(IReadOnlyList<Line> Lines, bool IsImport)
{
    private static readonly string Imported = LedgerJson.NameOf(typeof(RowImported));
    private static readonly string Forgot = LedgerJson.NameOf(typeof(PersonForgotten));

    // They change nothing that any row has.
    private static readonly HashSet<string> Silent =
    [
        .. new[]
        {
            typeof(NoteAdded), typeof(FormFilled), typeof(RowImported), typeof(PersonForgotten), typeof(ContactMerged), typeof(ClockWarned),
            typeof(EffortCounted), typeof(LadderStepped), typeof(ClockKept), typeof(LeadRouted), typeof(RouteHeld), typeof(TurnGivenBack),
        }.Select(LedgerJson.NameOf),
    ];

    internal long Sequence => Lines[0].Sequence;
    internal Instant At => Lines[0].At;
    internal Instant RecordedAt => Lines[0].RecordedAt;

    /// <summary>The person who did it; null: a program, a clock, or a file; or nothing was done about the lead.</summary>
    internal long? Person => !IsImport && Lines[0].Actor.StartsWith("person:", StringComparison.Ordinal) && Lines.Any(l => l.Type != Forgot)
        ? long.Parse(Lines[0].Actor.AsSpan("person:".Length), CultureInfo.InvariantCulture) : null;

    internal static bool IsSilent(Line line) => Silent.Contains(line.Type);

    internal static IEnumerable<Step> Of(IReadOnlyList<Line> lines)
    {
        for (var (from, command) = (0, 0); from < lines.Count;)
        {
            var to = from + 1;
            while (to < lines.Count && lines[to].IsOfCommand(lines[to - 1]) && lines[to].At == lines[from].At)
                to++;
            if (from == 0 || !lines[from].IsOfCommand(lines[from - 1]))
                command = from;
            yield return new([.. lines.Skip(from).Take(to - from)], IsOfFile(lines, command));
            from = to;
        }
    }

    private static bool IsOfFile(IReadOnlyList<Line> lines, int command)
    {
        for (var i = command; i < lines.Count && (i == command || lines[i].IsOfCommand(lines[i - 1])); i++)
            if (lines[i].Type == Imported)
                return true;
        return false;
    }
}
