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
        var request = body.Value;
        var calendar = request.ToCalendar();
        var (start, pauses) = (request.Start ?? throw Missing("start"), request.ToPauses());
        var due = calendar.Due(start, BusinessDuration.Parse(request.Target ?? throw Missing("target")).In(calendar), pauses);
        return new(due, SegmentOut.Of(calendar.Segments(start, due, pauses)));
    }

    private static ElapsedOut Elapsed(Body<ElapsedIn> body)
    {
        var request = body.Value;
        var elapsed = request.ToCalendar()
            .Elapsed(request.Start ?? throw Missing("start"), request.End ?? throw Missing("end"), request.ToPauses());
        return new(IsoDuration.Of(elapsed));
    }

    internal static CalendarException Missing(string field) => new(field, "is missing.");
}
