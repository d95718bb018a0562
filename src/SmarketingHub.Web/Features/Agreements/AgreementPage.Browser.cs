using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Web.Components;
using SmarketingHub.Web.Features.Agreements.Editing;

namespace SmarketingHub.Web.Features.Agreements;

/// <summary>What the browser knows: the viewer's zone, keys that are pressed, and what was typed before the line broke.</summary>
public sealed partial class AgreementPage
{
    private ElementReference page;
    private DotNetObjectReference<AgreementPage>? self;
    private BrowserModule? browser;
    private IReadOnlyList<(Word Word, string Typed)> kept = [];
    private Dictionary<string, Dictionary<string, string>> found = [];
    private bool looked;
    private string? focus;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [JSInvokable]
    public Task Undo() => Edits ? desk!.Undo() : Task.CompletedTask;

    [JSInvokable]
    public Task Redo() => Edits ? desk!.Redo() : Task.CompletedTask;

    [JSInvokable]
    public Task Move(string sentence, int by, string focused) => Edits
        ? desk!.Change(terms => SentenceOrder.Moved(terms, sentence, Math.Sign(by)), (_, _) => focused.Length > 0 ? focused : FocusAfter.MenuOf(sentence)) : Task.CompletedTask;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (browser is not null && focus is { } element)
        {
            focus = null;
            await browser.Call("focus", element);
        }
        if (desk is null || looked || isLeft)
            return;
        looked = true;
        await viewer.Ask();
        if (isLeft)
            return;
        if (browser is null)
        {
            browser = new(Js, "./js/words.js");
            await browser.Call("shortcuts", page, self = DotNetObjectReference.Create(this));
        }
        if (Edits)
            await FindKept();
        Draw();
        StateHasChanged();
    }

    // Only what still says something else than the text.
    private async Task FindKept()
    {
        found = await browser!.Ask<Dictionary<string, Dictionary<string, string>>>("kept", desk!.Place) ?? [];
        kept =
        [
            .. from word in views.Prepend(whole!).SelectMany(view => view.Parts.Concat(view.Small)).Select(part => part.Word).OfType<Word>().DistinctBy(word => word.Key)
               where found.ContainsKey(word.Key)
               let typed = TypedOf(word)
               where !typed.Says(word.Read(TextOf(word)))
               select (word, string.Join(", ", word.Inputs(typed).Select(i => typed.Of(i.Name)).Where(v => v.Length > 0 && v != Typed.Yes))),
        ];
    }

    // A sentence that was removed is in the text that it is compared with.
    private Terms TextOf(Word word) =>
        Version!.TermsOf() is var now && word.TextIn(now) is null && AgainstNumber is { } other && Agreement!.Version(other)?.TermsOf() is { } before ? before : now;

    private Typed TypedOf(Word word)
    {
        var typed = word.Read(TextOf(word));
        foreach (var (name, value) in found.GetValueOrDefault(word.Key) ?? [])
            typed[name] = value;
        return typed;
    }

    private async Task TakeUp(Word word)
    {
        if (await desk!.Begin(word, TypedOf(word), TextOf(word)))
            kept = [.. kept.Where(k => k.Word.Key != word.Key)];
    }

    private void Drop(Word word)
    {
        kept = [.. kept.Where(k => k.Word.Key != word.Key)];
        Forget(word.Key);
    }

    // Nothing waits for the browser.
    private void Forget(string key)
    {
        if (browser is { } there)
            _ = InvokeAsync(() => there.Call("drop", $"{desk!.Place}{key}"));
    }
}
