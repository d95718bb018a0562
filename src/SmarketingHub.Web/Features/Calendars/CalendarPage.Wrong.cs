using Microsoft.AspNetCore.Components;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>What is wrong is said at its field.</summary>
public sealed partial class CalendarPage
{
    private string? Invalid(string field) => submission.Field == field ? "true" : null;

    private string? Described(string field) => submission.Field == field ? $"wrong-{field}" : null;

    private string? ErrorOf(DayHours day) =>
        day.Windows is null ? L["Write windows such as 09:00–12:00, 12:30–17:00; nothing for a closed day."]
            : submission.Field?.StartsWith($"hours.{day.Key}", StringComparison.Ordinal) == true ? submission.Reason : null;

    private RenderFragment? Error(string field) => submission.Field != field ? null : builder =>
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "field-error");
        builder.AddAttribute(2, "role", "alert");
        builder.AddAttribute(3, "id", $"wrong-{field}");
        builder.AddContent(4, submission.Reason);
        builder.CloseElement();
    };
}
