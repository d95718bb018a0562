using NodaTime;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Imports;

/// <summary>When a row's lead was received and when it reached its stages, as far as the row's dates go together.</summary>
internal sealed class RowDates(RowValues values, Moments moments, Instant now)
{
    private static readonly Stage[] Stages = Enum.GetValues<Stage>();

    private readonly Dictionary<string, Moment?> dates = new(StringComparer.Ordinal);

    /// <summary>Null: the row does not say.</summary>
    internal Instant? ReceivedAt => Date("receivedAt")?.At;

    /// <summary>The last stage that has a date of its own; null: none has.</summary>
    internal Stage? Last() => Stages.Where(stage => Date(Fields.AtField(stage)) is not null).Select(stage => (Stage?)stage)
        .MaxBy(stage => (Date(Fields.AtField(stage!.Value))!.Value.At, stage));

    /// <summary>
    /// Every stage that has a date, in their order; what the file calls the end counts for the row's own closed stage. A date that does not
    /// go with the others is left out.
    /// </summary>
    /// <param name="own">Where the lead stands.</param>
    /// <param name="isHistory">The lead's past is told: it is received at its first dated stage at the latest.</param>
    internal List<Reached> Reached(Stage own, bool isHistory)
    {
        var reached = Stages.Where(stage => stage == own || !stage.IsClosed())
            .Select(stage => (Stage: stage, Field: FieldOf(stage, own))).Where(r => r.Field is not null)
            .Select(r => (r.Stage, At: Date(r.Field!)!.Value, Field: r.Field!))
            .OrderBy(r => r.At.At).ThenBy(r => r.Stage == own).ThenBy(r => r.Stage).ToList();
        if (isHistory && reached is [var first, ..] && ReceivedAt is { } received && first.At.NotBefore(received) < received)
        {
            values.LeaveOut("receivedAt", LeftOutWhy.ReceivedLater);
            dates["receivedAt"] = null;
        }
        var (before, steps) = (ReceivedAt, new List<Reached>());
        foreach (var (stage, moment, field) in reached)
        {
            var at = before is { } last ? moment.NotBefore(last) : moment.At;
            if (steps.Count > 0 && steps[^1].Stage == own)
                values.LeaveOut(field, LeftOutWhy.Behind(stage, own));
            else if (!(at < before))
            {
                steps.Add(new(stage, at));
                before = at;
            }
        }
        LeaveOutOthers(own, reached.ConvertAll(r => (r.Field, r.At)));
        return steps;
    }

    private Moment? Date(string field)
    {
        if (!dates.TryGetValue(field, out var date))
            dates[field] = date = values.Read(field, (text, proof) =>
                moments.Read(text, proof) is var read && read.Value?.At > now ? Parsed<Moment?>.Not(LeftOutWhy.Future) : read);
        return date;
    }

    private string? FieldOf(Stage stage, Stage own)
    {
        string[] fields = stage != own ? [Fields.AtField(stage)]
            : own.IsClosed() ? [Fields.AtField(own), "closedAt", "stageAt"] : [Fields.AtField(own), "stageAt"];
        return fields.FirstOrDefault(field => Date(field) is not null);
    }

    // When an open lead is to end, and what another date says more exactly.
    private void LeaveOutOthers(Stage own, List<(string Field, Moment At)> used)
    {
        foreach (var field in Fields.Dates)
            if (field != "receivedAt" && !used.Exists(u => u.Field == field)
                && values.ReadBeside<Moment?>(field, (text, proof) => moments.Read(text, proof)) is { } at && !used.Exists(u => u.At == at))
                values.SetAside(field, LeftOutWhy.NothingOf(own));
    }
}
