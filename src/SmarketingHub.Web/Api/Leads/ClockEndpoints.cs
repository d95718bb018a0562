using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>A lead's clocks, and why their deadlines are what they are.</summary>
internal static class ClockEndpoints
{
    internal static void MapClocks(this RouteGroupBuilder leads) =>
        leads.MapGet("/{id:long}/clocks", Read).WithSummary("A lead's clocks").Produces<Page<ClockOut>>()
            .WithDescription(
                "With `explain=true` each with the segments from its start to its deadline, and the commitments that were tried.");

    private static async Task<Page<ClockOut>> Read(
        long id, bool? explain, ClaimsPrincipal user, HubContext rows, LiveBoard live, TimeProvider time)
    {
        var actor = user.Actor();
        await LeadReads.One(rows, actor, id);
        var clocks = await rows.Clocks.AsNoTracking().Where(c => c.LeadId == id).OrderBy(c => c.Id).ToListAsync();
        var company = LeadReads.CompanyFor(rows, live, clocks.Select(c => c.Person));
        if (clocks.Exists(c => !company.Calendars.ContainsKey(CalendarOf(c))))
            company = CompanyStore.Read(rows);
        company = company.SeenBy(actor);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return new(clocks.ConvertAll(c => ClockOut.Of(c, company, company.Calendars[CalendarOf(c)], now, explain == true, actor)), null);
    }

    private static Domain.Calendars.CalendarRef CalendarOf(Clock clock) => new(clock.Calendar, clock.CalendarVersion);
}
