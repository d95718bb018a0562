using SmarketingHub.Domain.Calendars;
using SmarketingHub.Web.Api.Json;

namespace SmarketingHub.Web.Api.Calendars;

/// <summary>Business time, worked out for anybody's calendar without storing it, and the company's own calendars.</summary>
internal static class CalendarEndpoints
{
    internal static void MapCalendars(this RouteGroupBuilder api)
    {
        var calendars = api.MapGroup("/calendars").WithTags("Calendars");
        calendars.MapPost("/due", Due).WithSummary("When business time is used up").Produces<DueOut>();
        calendars.MapPost("/elapsed", Elapsed).WithSummary("Business time between two instants").Produces<ElapsedOut>();
        calendars.MapStored();
    }

    private static DueOut Due(Body<DueIn> body)
    {
        var asked = body.Value;
        var calendar = asked.ToCalendar();
        var (start, pauses) = (asked.Start ?? throw Missing("start"), asked.ToPauses());
        var due = calendar.Due(start, BusinessDuration.Parse(asked.Target ?? throw Missing("target")).In(calendar), pauses);
        return new(due, SegmentOut.Of(calendar.Segments(start, due, pauses)));
    }

    private static ElapsedOut Elapsed(Body<ElapsedIn> body)
    {
        var asked = body.Value;
        var elapsed = asked.ToCalendar().Elapsed(asked.Start ?? throw Missing("start"), asked.End ?? throw Missing("end"), asked.ToPauses());
        return new(IsoDuration.Of(elapsed));
    }

    internal static CalendarException Missing(string field) => new(field, "is missing.");
}
