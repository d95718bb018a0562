using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>
/// What is sent to one webhook in one go: what waits and is due, and what is new. A lead's messages go one after the other, and wait for
/// the first that fails; leads go beside each other.
/// </summary>
internal sealed class WebhookRound(
    Webhook webhook, IDbContextFactory<HubContext> contexts, WebhookPost post, WebhookOptions options, TimeProvider time)
{
    // No further message is begun then: others, and the claim, are not kept waiting.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private readonly ConcurrentBag<WebhookMessage> tried = [];
    private readonly long began = time.GetTimestamp();

    /// <summary>Those whose last attempt was made in this round.</summary>
    internal IReadOnlyCollection<WebhookMessage> Tried => tried;

    /// <summary>New ones, tried or not.</summary>
    internal List<WebhookMessage> Fresh { get; } = [];

    /// <summary>It answered 410.</summary>
    internal bool IsGone { get; private set; }

    /// <summary>It was cut short, by its time: there is more to do at once.</summary>
    internal bool IsCut { get; private set; }

    /// <param name="waiting">All that wait, by sequence.</param>
    /// <param name="fresh">Lines that are new to it.</param>
    /// <param name="now">What is due by then is sent.</param>
    internal async Task Run(
        IReadOnlyList<WebhookMessage> waiting, IReadOnlyList<LedgerEvent> fresh, Instant now, CancellationToken stopping)
    {
        var lines = fresh.ToDictionary(line => line.Sequence);
        Fresh.AddRange(fresh.Select(line => new WebhookMessage
        {
            WebhookId = webhook.Id,
            Sequence = line.Sequence,
            LeadId = line.LeadId,
            Type = line.Type,
        }));
        var due = waiting.Concat(Fresh).GroupBy(message => message.LeadId ?? 0).Where(lead => !(lead.First().NextAt > now)).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = stopping };
        try
        {
            await Parallel.ForEachAsync(due, parallel, (lead, stop) => new(SendInOrder(lead, lines, stop)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was answered before is noted; of the others nobody knows, and they are sent again.
            IsCut = true;
        }
    }

    private async Task SendInOrder(IEnumerable<WebhookMessage> messages, Dictionary<long, LedgerEvent> lines, CancellationToken stopping)
    {
        foreach (var message in messages)
        {
            if (IsGone)
                return;
            if (time.GetElapsedTime(began) > Longest)
            {
                IsCut = true;
                return;
            }
            var line = lines.GetValueOrDefault(message.Sequence!.Value) ?? await Read(message.Sequence.Value, stopping);
            var answer = await post.Send(webhook, WebhookLetter.Of(webhook.Id, line), stopping);
            Take(message, answer);
            if (message.State == WebhookMessageState.Waiting)
                return;
        }
    }

    private void Take(WebhookMessage message, WebhookAnswer answer)
    {
        var now = time.Now();
        message.Note(answer, now);
        if (answer.IsGone)
            IsGone = true;
        message.NextAt = answer.IsTaken || answer.IsGone ? null
            : WebhookSchedule.Next(message.FirstAt!.Value, now, message.Attempts, answer.RetryAfter);
        message.State = answer.IsTaken ? WebhookMessageState.Delivered
            : message.NextAt is null ? WebhookMessageState.Failed
            : WebhookMessageState.Waiting;
        tried.Add(message);
    }

    private async Task<LedgerEvent> Read(long sequence, CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        return await rows.Ledger.AsNoTracking().SingleAsync(line => line.Sequence == sequence, stopping);
    }
}

internal static class Attempted
{
    internal static void Note(this WebhookMessage message, WebhookAnswer answer, Instant now)
    {
        message.Attempts++;
        message.FirstAt ??= now;
        (message.LastAt, message.Status, message.Problem, message.Milliseconds) = (now, answer.Status, answer.Problem, answer.Milliseconds);
    }
}
