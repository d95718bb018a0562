using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using NodaTime;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Webhooks;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Webhooks;

/// <summary>One webhook: how it stands, what is done with it, its log.</summary>
public sealed partial class WebhookPage(
    IDbContextFactory<HubContext> contexts, Door door, WebhookSender sender, LiveBoard live, Submission submission, Viewer viewer,
    IDialogService dialogs, NavigationManager navigation, TimeProvider time, Me me)
{
    private const int AtOnce = 50;

    private Webhook? webhook;
    private IReadOnlyList<WebhookMessage> messages = [];
    private int waiting;
    private int shown = AtOnce;
    private bool hasMore;
    private bool isMissing;
    private bool isAsked;
    private string? secret;
    private string? tested;
    private string? from;

    [Parameter] public long Id { get; set; }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private string Filter => webhook is { HasFilter: true } filtered
        ? " · " + string.Join(" · ", new[] { filtered.Holder is { } party ? L.Party(live.Company, party) : null,
            filtered.Stage, filtered.Source, filtered.Grade, filtered.Country }.OfType<string>())
        : "";

    protected override async Task OnInitializedAsync()
    {
        sender.Sent += Changed;
        live.Changed += Changed;
        await Read();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await viewer.Locate();
        StateHasChanged();
    }

    public void Dispose()
    {
        sender.Sent -= Changed;
        live.Changed -= Changed;
    }

    private void Changed() => _ = InvokeAsync(async () =>
    {
        await Read();
        StateHasChanged();
    });

    private async Task Read()
    {
        WebhookCommands.Allow(await me.Actor());
        await using var rows = await contexts.CreateDbContextAsync();
        webhook = await rows.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == Id);
        isMissing = webhook is null;
        waiting = await WebhookReads.Waiting(rows, Id);
        var found = await WebhookReads.Messages(rows, Id, null, null, shown + 1);
        (messages, hasMore) = ([.. found.Take(shown)], found.Count > shown);
    }

    private async Task Older()
    {
        shown += AtOnce;
        await Read();
    }

    private async Task Do(Action<Write> change)
    {
        secret = null;
        await submission.Run(actor => door.Do(actor, write =>
        {
            change(write);
            return true;
        }));
        await Read();
    }

    private Task Rotate() => Do(write => secret = write.RotateWebhook(Id).Secret);

    private async Task Test()
    {
        tested = null;
        await submission.Run(async actor =>
        {
            var message = await sender.Test(actor, Id);
            tested = message.State == WebhookMessageState.Delivered
                ? L["The test arrived: {0}", L.Answer(message)]
                : L["The test did not arrive: {0}", L.Answer(message)];
        });
        await Read();
    }

    private Task Resend() => Do(write => write.ResendWebhook(Id,
        long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null));

    private Task Change() => dialogs.ShowAsync<WebhookDialog>(null, new DialogParameters<WebhookDialog> { { d => d.Webhook, webhook } });

    private async Task Delete()
    {
        var isDone = await submission.Run(actor => door.Do(actor, write =>
        {
            write.DeleteWebhook(Id);
            return true;
        }));
        if (isDone)
            navigation.NavigateTo("webhooks");
    }
}
