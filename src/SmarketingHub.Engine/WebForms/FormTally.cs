using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.WebForms;

/// <summary>
/// Counts what a form did not take. Written once a minute at most: whoever floods a form makes the file no busier.
/// </summary>
public sealed class FormTally(Door door, TimeProvider time, ILogger<FormTally> log) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, (int Refused, int AskedAgain)> counted = new();

    /// <summary>Somebody was told to come again, or from another site.</summary>
    public void Refused(long form) => counted.AddOrUpdate(form, (1, 0), (_, c) => (c.Refused + 1, c.AskedAgain));

    internal void AskedAgain(long form) => counted.AddOrUpdate(form, (0, 1), (_, c) => (c.Refused, c.AskedAgain + 1));

    /// <summary>What is not written yet.</summary>
    public (int Refused, int AskedAgain) Of(long form) => counted.GetValueOrDefault(form);

    public async Task Write()
    {
        foreach (var form in counted.Keys)
            if (counted.TryRemove(form, out var more))
                try
                {
                    await door.DoPaced(Actor.System, write => write.Rows.WebForms.Where(f => f.Id == form).ExecuteUpdate(set => set
                        .SetProperty(f => f.Refused, f => f.Refused + more.Refused)
                        .SetProperty(f => f.AskedAgain, f => f.AskedAgain + more.AskedAgain)), "CountRefused");
                }
                catch
                {
                    counted.AddOrUpdate(form, more, (_, c) => (c.Refused + more.Refused, c.AskedAgain + more.AskedAgain));
                    throw;
                }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWrite();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryWrite();
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("What forms refused is written as the server stops");
        }
    }

    private async Task TryWrite()
    {
        try
        {
            await Write();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "What forms refused could not be counted in the file; trying again in a minute");
        }
    }
}
