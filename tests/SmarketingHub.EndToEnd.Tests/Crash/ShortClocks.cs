using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.EndToEnd.Tests.Crash;

/// <summary>An agreement whose promises last seconds, at any hour of any day: clocks fall due while a run lasts.</summary>
internal static class ShortClocks
{
    internal static async Task Install(string connection, string target = "PT2S")
    {
        await using var services = new ServiceCollection().AddHubEngine(connection).BuildServiceProvider();
        await HubEngine.Open(services);
        await services.GetRequiredService<Door>().Do(Actor.System, write =>
        {
            var always = new CalendarRef("always", 1);
            var hours = new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }.ToDictionary(day => day,
                _ => new string[][] { ["00:00", "24:00"] });
            write.AddCalendar(CalendarDocument.Of(always, "Always", WorkCalendar.Create("Etc/UTC", hours, [], null)));
            var agreement = write.Company.Agreements.Single();
            var newest = agreement.Versions[^1];
            return write.AddVersion(agreement.Id, newest with
            {
                Calendar = always,
                EffectiveAt = write.Now,
                Commitments = [.. newest.Commitments.Select(c => c with
                {
                    Target = BusinessDuration.Parse(target),
                    TargetFromOpening = null,
                })],
            });
        });
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
