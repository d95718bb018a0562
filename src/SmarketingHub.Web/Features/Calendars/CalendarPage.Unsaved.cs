using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>The browser keeps the draft in its tab until it is saved or given up, and asks before it is left.</summary>
public sealed partial class CalendarPage
{
    private const int ChunkLength = 8_000;

    private ElementReference page;
    private IJSObjectReference? module;
    private UnsavedCalendar? kept;
    private string? lookedAt;
    private bool unkept;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private string Place => $"calendar:{Id}";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await viewer.Locate();
            StateHasChanged();
        }
        if (!mayEdit || form is null)
            return;
        if (module is null && (module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/unsaved.js")) is not null)
            await Tell("start", page);
        if (lookedAt != Id)
            await FindKept();
        if (unkept)
        {
            unkept = false;
            await Tell("keep", page);
        }
    }

    private async Task FindKept()
    {
        lookedAt = Id;
        string text = "", part;
        do
            text += part = module is null ? "" : await module.InvokeAsync<string?>("kept", Place, text.Length, ChunkLength) ?? "";
        while (part.Length == ChunkLength);
        kept = UnsavedCalendar.Read(text);
        if (kept?.Says(form!) == true)
            kept = null;
        if (kept is not null)
            StateHasChanged();
    }

    private Task GoOn() => Run(async actor =>
    {
        var (draft, lost) = (kept!, new List<string>());
        kept = null;
        foreach (var (name, address, hidden, rule) in draft.WriteTo(form!))
            try
            {
                form!.Feeds.Add(UnsavedCalendar.Ruled(await feeds.OfAddress(actor, name, address, form.TimeZone) with { Hidden = hidden },
                    rule));
            }
            catch (InvalidArgument)
            {
                lost.Add(address.Length == 0 ? name : $"{name} ({address})");
            }
        // A version that somebody saved meanwhile is told of as if the draft had been here all the time.
        if (saved is not null && versions.FirstOrDefault(v => v.Version == draft.Version) is { } begun && begun.Version < saved.Version)
            (saved, newer) = (begun, saved);
        if (lost.Count > 0)
            lostFeeds = L["Feeds to be added again: {0}", string.Join(", ", lost)];
        Touch();
    });

    private async Task DropKept()
    {
        kept = null;
        await Tell("drop", Place);
    }

    private async Task AskToLeave(LocationChangingContext leaving)
    {
        if (touched
            && !await Js.InvokeAsync<bool>("confirm",
                L["Leave without saving? What you changed stays in this tab, and is offered when you come back."].Value))
            leaving.PreventNavigation();
    }

    // A browser that is not there keeps what stands in its page by itself.
    private async Task Tell(string what, object about)
    {
        try
        {
            if (module is not null)
                await module.InvokeVoidAsync(what, about);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            unkept = false;
        }
    }
}
