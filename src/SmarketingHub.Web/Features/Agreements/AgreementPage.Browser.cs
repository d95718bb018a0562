using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Web.Components.Shared;
using SmarketingHub.Web.Features.Agreements.Editing;

namespace SmarketingHub.Web.Features.Agreements;

/// <summary>What the browser knows: the viewer's zone, keys that are pressed, and what was typed before the line broke.</summary>
public sealed partial class AgreementPage
{
    private ElementReference page;
    private DotNetObjectReference<AgreementPage>? self;
    private BrowserModule? browser;
    private IReadOnlyList<(SentenceField Field, string Typed)> kept = [];
    private Dictionary<string, Dictionary<string, string>> found = [];
    private bool looked;
    private string? focus;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [JSInvokable]
    public Task Undo() => Edits ? editor!.Undo() : Task.CompletedTask;

    [JSInvokable]
    public Task Redo() => Edits ? editor!.Redo() : Task.CompletedTask;

    [JSInvokable]
    public Task Move(string sentence, int by, string focused) => Edits
        ? editor!.Change(terms => SentenceOrder.Moved(terms, sentence, Math.Sign(by)),
            (_, _) => focused.Length > 0 ? focused : FocusAfter.MenuOf(sentence)) : Task.CompletedTask;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (browser is not null && focus is { } element)
        {
            focus = null;
            await browser.Call("focus", element);
        }
        if (editor is null || looked || isLeft)
            return;
        looked = true;
        await viewer.Locate();
        if (isLeft)
            return;
        if (browser is null)
        {
            browser = new(Js, "./js/sentences.js");
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
        found = await browser!.Get<Dictionary<string, Dictionary<string, string>>>("kept", editor!.StorageKey) ?? [];
        kept =
        [
            .. from field in views.Prepend(whole!).SelectMany(view => view.Parts.Concat(view.Small)).Select(part => part.Field)
                .OfType<SentenceField>().DistinctBy(field => field.Key)
               where found.ContainsKey(field.Key)
               let typed = ValuesOf(field)
               where !typed.Says(field.Read(TextOf(field)))
               select (field,
                   string.Join(", ", field.Inputs(typed).Select(i => typed.Of(i.Name)).Where(v => v.Length > 0 && v != InputValues.Yes))),
        ];
    }

    // A sentence that was removed is in the text that it is compared with.
    private Terms TextOf(SentenceField field) =>
        Version!.TermsOf() is var now && field.TextIn(now) is null && AgainstNumber is { } other
            && Agreement!.Version(other)?.TermsOf() is { } before ? before : now;

    private InputValues ValuesOf(SentenceField field)
    {
        var typed = field.Read(TextOf(field));
        foreach (var (name, value) in found.GetValueOrDefault(field.Key) ?? [])
            typed[name] = value;
        return typed;
    }

    private async Task TakeUp(SentenceField field)
    {
        if (await editor!.Begin(field, ValuesOf(field), TextOf(field)))
            kept = [.. kept.Where(k => k.Field.Key != field.Key)];
    }

    private void Drop(SentenceField field)
    {
        kept = [.. kept.Where(k => k.Field.Key != field.Key)];
        Forget(field.Key);
    }

    // Nothing waits for the browser.
    private void Forget(string key)
    {
        if (browser is { } there)
            _ = InvokeAsync(() => there.Call("drop", $"{editor!.StorageKey}{key}"));
    }
}
