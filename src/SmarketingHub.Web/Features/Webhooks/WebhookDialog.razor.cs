using Microsoft.AspNetCore.Components;
using MudBlazor;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Webhooks;
using SmarketingHub.Web.Features.Forms;

namespace SmarketingHub.Web.Features.Webhooks;

public sealed partial class WebhookDialog
{
    private string? url;
    private string? events = "*";
    private string? holder = "";
    private string? stage = "";
    private string? source;
    private string? grade;
    private string? country;
    private string? secret;

    [Inject] public required Door Door { get; init; }
    [Inject] public required Submission Submission { get; init; }
    [Inject] public required LiveBoard Live { get; init; }
    [CascadingParameter] public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The one to change; null: a new one.</summary>
    [Parameter, EditorRequired] public required Webhook? Webhook { get; set; }

    protected override void OnInitialized()
    {
        if (Webhook is not { } known)
            return;
        (url, events) = (known.Url, string.Join(", ", known.Events));
        (holder, stage, source, grade, country) = (known.Holder ?? "", known.Stage ?? "", known.Source, known.Grade, known.Country);
    }

    private Task Save() => Submission.Run(async actor =>
    {
        var made = await Door.Do(actor, write => Webhook is { } known
            ? write.ChangeWebhook(known.Id, known.Version, Text)
            : write.MakeWebhook(Text(new())));
        if (Webhook is null)
            secret = made.Secret;
        else
            Dialog.Close();
    });

    private WebhookText Text(WebhookText known) => known with
    {
        Url = url,
        Events = (events ?? "").Split([',', ' ', ';', '\n'], StringSplitOptions.RemoveEmptyEntries),
        Holder = holder,
        Stage = stage,
        Source = source,
        Grade = grade?.ToUpperInvariant(),
        Country = country,
    };
}
