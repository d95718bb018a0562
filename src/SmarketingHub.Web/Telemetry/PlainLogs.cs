using OpenTelemetry;
using OpenTelemetry.Logs;

namespace SmarketingHub.Web.Telemetry;

/// <summary>
/// Leaves of a line what is known to be of no person: our own lines as they are, of a library's its words without what goes into them, and
/// of an error what it is and where it came from, but not what it says.
/// </summary>
internal sealed class PlainLogs : BaseProcessor<LogRecord>
{
    private const string Template = "{OriginalFormat}";

    public override void OnEnd(LogRecord data)
    {
        var isOurs = data.CategoryName?.StartsWith(nameof(SmarketingHub), StringComparison.Ordinal) == true;
        var kept = (data.Attributes ?? []).Where(attribute => isOurs || attribute.Key == Template).ToList();
        if (!isOurs)
            data.FormattedMessage = null;
        if (data.Exception is { } error)
        {
            kept.Add(new("exception.type", error.GetType().FullName));
            kept.Add(new("exception.stacktrace", Where(error)));
            data.Exception = null;
        }
        data.Attributes = kept;
    }

    private static string Where(Exception error)
    {
        var text = new List<string>();
        for (var inner = error; inner is not null; inner = inner.InnerException)
            text.Add($"{inner.GetType().FullName}\n{inner.StackTrace}");
        return string.Join("\n---\n", text);
    }
}
