using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using SmarketingHub.Web.Components.Shared;
using SmarketingHub.Web.Features.Imports.Choosing;

namespace SmarketingHub.Web.Features.Imports;

/// <summary>The tab keeps what was chosen until the import runs, and asks before it is left. The file itself is chosen again.</summary>
public sealed partial class NewImportPage
{
    private const string Place = "import";
    private const int ChunkLength = 8_000;

    private ElementReference page;
    private BrowserModule? module;
    private UnsavedChoices? kept;
    private bool unkept;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private bool IsUnsaved => draft.File is not null && !isStarted;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            module = new(Js, "./js/unsaved.js");
            await viewer.Locate();
            await FindKept();
            StateHasChanged();
        }
        if (unkept)
        {
            unkept = false;
            await module!.Call("keep", page);
        }
        if (focus)
        {
            focus = false;
            await heading.FocusAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        draft.Dispose();
        if (module is not null)
            await module.DisposeAsync();
    }

    private void Touch() => unkept = true;

    private async Task FindKept()
    {
        string text = "", part;
        do
            text += part = await module!.Get<string>("kept", Place, text.Length, ChunkLength) ?? "";
        while (part.Length == ChunkLength);
        kept = draft.File is null ? UnsavedChoices.Read(text) : null;
    }

    private void TakeUpKept()
    {
        var begun = known.FirstOrDefault(profile => profile.Name == kept!.Begun);
        draft.Begin(kept!.As, kept.Profile, begun is null ? null
            : begun.Version == kept.Version ? BegunWith.Of(begun) : new(begun.Name, kept.Version, ""));
        draft.ProfileName = kept.ProfileName;
        kept = null;
    }

    private async Task DropKept()
    {
        kept = null;
        await module!.Call("drop", Place);
    }

    private async Task AskToLeave(LocationChangingContext leaving)
    {
        if (IsUnsaved
            && !await Js.InvokeAsync<bool>("confirm",
                L["Leave without importing? What you chose stays in this tab, and is offered when you come back."].Value))
            leaving.PreventNavigation();
    }
}
