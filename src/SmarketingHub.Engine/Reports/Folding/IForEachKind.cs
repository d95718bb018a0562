using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>What is done with the rows of each kind that reports have of a lead.</summary>
internal interface IForEachKind<out TResult>
{
    /// <param name="name">Of one of them.</param>
    /// <param name="rows">The lead's.</param>
    /// <param name="key">By which they differ.</param>
    TResult Of<T>(string name, Func<LeadReport, IReadOnlyList<T>> rows, Func<T, object> key) where T : class;
}

/// <summary>The kinds of rows that reports have of a lead: whoever makes, writes, removes or checks them asks for each of these.</summary>
internal static class ReportKinds
{
    internal static IEnumerable<TResult> Each<TResult>(IForEachKind<TResult> each)
    {
        yield return each.Of(
            "lead", report => report.Lead is { } lead ? [lead] : Array.Empty<ReportedLead>(), lead => lead.LeadId);
        yield return each.Of("promise", report => report.Promises, promise => promise.Sequence);
        yield return each.Of("stretch", report => report.Stretches, stretch => stretch.From);
        yield return each.Of("act", report => report.Acts, act => act.Sequence);
        yield return each.Of("hand-off", report => report.Handoffs, handoff => handoff.Handoff);
        yield return each.Of("return", report => report.Returns, back => back.Sequence);
        yield return each.Of("pause", report => report.Pauses, pause => pause.Sequence);
    }
}
