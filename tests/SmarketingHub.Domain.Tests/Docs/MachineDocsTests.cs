using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Tests.Docs;

/// <summary>docs/machines.md shows the machines as they are configured. To write it anew: <c>UPDATE_DOCS=1 dotnet test</c>.</summary>
public class MachineDocsTests
{
    private static string Written => $"""
        # The four machines

        Drawn by Stateless' Mermaid export from the machines as they are configured, by a test that fails when this page is
        stale. `UPDATE_DOCS=1 dotnet test --project tests/SmarketingHub.Domain.Tests` writes it anew; do not edit it.

        What a trigger asks of the lead and the actor stands beside it in `LeadMachine`, `HandoffMachine` and `Guards`.
        `lookAgain`, `timeOut` and `restore` happen by themselves: at a look-again date, by a ladder, by late evidence.

        ## Lead

        {new MachineGraph(LeadMachine.Configure(() => Stage.Captured, _ => { }).GetInfo()).ToMarkdown("the stage stays with")}
        ## Hand-off

        {new MachineGraph(HandoffMachine.Configure(() => HandoffState.Offered, _ => { }).GetInfo()).ToMarkdown("the hand-off stays with")}
        ## Clock

        A breached clock goes on counting until it is stopped, and can be held.

        {new MachineGraph(ClockMachine.Configure(() => ClockState.Running, _ => { }).GetInfo()).ToMarkdown("the clock stays with")}
        ## Version of an agreement

        The last signature makes it signed. Whether a signed one is in force, superseded or ended is a matter of its dates.

        {new MachineGraph(VersionMachine.Configure(() => VersionState.Draft, _ => { }, () => true)
            .GetInfo()).ToMarkdown("the version stays with")}
        """.ReplaceLineEndings("\n");

    [Fact]
    public void The_page_shows_the_machines_as_they_are()
    {
        var page = Path.Combine(Repository.Root, "docs", "machines.md");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(page, Written);
        File.Exists(page).ShouldBeTrue("write docs/machines.md with UPDATE_DOCS=1");
        File.ReadAllText(page).ReplaceLineEndings("\n").ShouldBe(Written, "docs/machines.md is stale: write it anew with UPDATE_DOCS=1");
    }
}
