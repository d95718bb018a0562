using Microsoft.AspNetCore.Components;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Board;

/// <summary>A stage's column; folded, a strip with its count.</summary>
public sealed partial class BoardColumn
{
    /// <summary>Card and gap in pixels: <c>--card-height</c> and <c>--card-gap</c> of tokens.css.</summary>
    public const float CardStep = 93;

    [Parameter, EditorRequired]
    public required ColumnView View { get; set; }

    [Parameter, EditorRequired]
    public required BoardContext Context { get; set; }

    [Parameter]
    public bool Folded { get; set; }

    [Parameter]
    public EventCallback<bool> FoldedChanged { get; set; }

    private (IReadOnlyList<Card>?, BoardContext?, bool) shown;
    private string name = "";

    protected override void OnParametersSet() => name = L.Name(View.Column);

    protected override bool ShouldRender() => shown != (View.Cards, Context, Folded);

    protected override void OnAfterRender(bool firstRender) => shown = (View.Cards, Context, Folded);

    private Task Fold(bool folded) => FoldedChanged.InvokeAsync(folded);

    private string Hint => View.Column switch
    {
        Column.Captured => "New leads arrive here. Add one with New lead, or import a list.",
        Column.Ready => "Make a captured lead ready, then offer it to sales or a partner.",
        Column.Nurturing => "Leads to look at again later wait here.",
        Column.Accepted => "Accepted leads wait here for their first attempt.",
        Column.Working => "Log an attempt on an accepted lead and it moves here.",
        Column.Meeting => "Book a meeting and the lead shows here with its time.",
        Column.Qualified => "Qualify a lead after you have talked.",
        _ => "Convert a qualified lead, with its amount.",
    };
}
