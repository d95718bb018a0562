using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Board.Filters;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>The header's search.</summary>
public sealed partial class LeadSearch(NavigationManager navigation, IDbContextFactory<HubContext> contexts, Me me, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(180);

    private string query = "";
    private IReadOnlyList<LeadFound>? found;
    private int at = -1;
    private int typed;

    private async Task OnInput(ChangeEventArgs e)
    {
        query = e.Value?.ToString() ?? "";
        var mine = ++typed;
        await Task.Delay(Pause, time);
        if (mine != typed)
            return;
        if (!LeadFinder.IsEnough(query))
        {
            Close();
            return;
        }
        await using var rows = await contexts.CreateDbContextAsync();
        var now = await LeadFinder.Find(rows, await me.Actor(), query);
        if (mine == typed)
            (found, at) = (now, -1);
    }

    private void Key(KeyboardEventArgs e)
    {
        if (e.Key == "Escape")
            Close();
        else if (found is { Count: > 0 } && e.Key is "ArrowDown" or "ArrowUp")
            at = (at + (e.Key == "ArrowDown" ? 1 : found!.Count + (at < 0 ? 1 : 0) - 1)) % found!.Count;
    }

    private void Submit()
    {
        if (found is not null && at >= 0 && at < found.Count)
        {
            Open(found[at]);
            return;
        }
        Close();
        var text = query.Trim();
        navigation.NavigateTo((Address() with { Text = text.Length == 0 ? null : text }).Href());
    }

    private void Open(LeadFound lead)
    {
        query = "";
        Close();
        navigation.NavigateTo(Address().Href($"leads/{lead.Id}"));
    }

    // On the board the other filters stay; from elsewhere the search leads to it.
    private BoardAddress Address() =>
        BoardAddress.IsBoard(navigation.ToBaseRelativePath(navigation.Uri)) ? BoardAddress.Read(navigation.Uri) : new();

    private void Close()
    {
        typed++;
        (found, at) = (null, -1);
    }
}
