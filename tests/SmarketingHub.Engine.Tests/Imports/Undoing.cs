using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

internal static class Undoing
{
    internal const string Profile = """{ "columns": { "id": "externalId" } }""";

    internal const string Deals = "id,email,firstName,company,received,stage,closedAt,amount\n"
        + "1,a@x.example,Ana,X,2026-02-03,Won,2026-02-20,1000\n"
        + "2,b@x.example,Ben,X,2026-02-04,Working,,\n"
        + "3,c@y.example,Cleo,Y,2026-02-05,MQL,,\n";

    internal static ImportUndo Undo(this HubFixture hub) => hub.Services.GetRequiredService<ImportUndo>();

    /// <summary>As a process leaves it that is killed amid.</summary>
    internal static Task<bool> Begin(this HubFixture hub, long run, string by) => hub.Door.Do(HubFixture.Admin, write =>
    {
        var begun = write.Rows.ImportRuns.Find(run)!;
        (begun.State, begun.TakenBackAt, begun.TakenBackBy) = (ImportState.TakingBack, write.Now, by);
        return true;
    });
}
