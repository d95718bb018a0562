using Microsoft.AspNetCore.Components;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Web.Components.Shared;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Agreements.Editing;

public sealed partial class SentenceFieldEditor(Viewer viewer)
{
    private ElementReference form;
    private BrowserModule browser = null!;
    private bool changedHere;

    [Parameter, EditorRequired]
    public required DraftEditor Editor { get; set; }

    [Parameter, EditorRequired]
    public required OpenField Open { get; set; }

    private IReadOnlyList<Input> Inputs => Open.Field.Inputs(Open.Values);

    private string Text => Open.Refusal is { } refusal ? L.Said(refusal, viewer) : "";

    public ValueTask DisposeAsync() => browser.DisposeAsync();

    protected override void OnInitialized() => browser = new(Js, "./js/sentences.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // The field is drawn anew when its sentence goes: what is just being typed is with the browser alone.
            var again = Open.WasDrawn;
            Open.WasDrawn = true;
            await browser.Call(again ? "enterAgain" : "enter", form);
        }
        else if (changedHere)
        {
            changedHere = false;
            await browser.Call("keep", form);
        }
    }

    private bool IsFrozen => Editor.Version.State != VersionState.Draft;

    private string IdOf(Input input) => $"field-{Open.Field.Sentence}-{Open.Field.Name}-{input.Name}";

    // The engine names a table as a whole, and a field by the end of its own name.
    private bool IsWrong(Input input) =>
        Open.Refusal is InvalidArgument wrong
            && (wrong.Field == input.Name || wrong.Field.EndsWith($".{input.Name}", StringComparison.Ordinal));

    private void Set(Input input, string value)
    {
        Open.Values[input.Name] = value;
        changedHere = true;
    }

    private void Add()
    {
        Open.Values.RowCount++;
        changedHere = true;
    }

    private void Remove(int row)
    {
        Open.Values.RemoveRow(row, Open.Field.Columns!);
        changedHere = true;
    }

    private Task Save() => Editor.IsGone ? Editor.PutBack() : Editor.Save();

    private Task Mine() => Editor.SaveMine();

    private void Close() => Editor.Close();
}
