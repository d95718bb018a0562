using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Telling.Nightly;

/// <summary>
/// Makes the letters of each night, when it is time; the sender of letters sends them. Which night was the last stands in the rows, so that
/// no night has two, whatever happens to the process, and however many there are.
/// </summary>
public sealed class NightlyMails(
    Door door, LiveBoard live, LetterPost post, LetterSender sender, IDbContextFactory<HubContext> contexts, TimeProvider time,
    ILogger<NightlyMails> log)
    : BackgroundService
{
    // A clock may jump, and an administrator choose another time.
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    /// <summary>Makes what is due by now.</summary>
    public async Task MakeDue(CancellationToken stopping = default)
    {
        if (!IsDue(await live.CompanyUpToDate(stopping)))
            return;
        var canSend = post.Channel(TellChoices.NightlyBy) is { IsSetUp: true };
        if (await door.DoPaced(Actor.System, write => write.MakeNightly(canSend)) is not { } made)
            return;
        log.LogInformation("The nightly mail goes to {People} people", made);
        if (made > 0)
            sender.Wake();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            await live.Ready.WaitAsync(stopping);
            while (true)
            {
                await TryMake(stopping);
                await Task.Delay(Look, time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("The nightly mail goes after the next start");
        }
    }

    private async Task TryMake(CancellationToken stopping)
    {
        try
        {
            await MakeDue(stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Whether the nightly mail is due could not be looked at; looking again in a minute");
        }
    }

    // Beside the door: most of the time nothing is.
    private bool IsDue(Company company)
    {
        using var rows = contexts.CreateDbContext();
        var now = time.Now();
        var today = now.InZone(company.Zone).Date;
        return NightlyCommands.LastNight(rows) is not { } last
            || last.Day < today && !company.Nightly.IsOff && company.Nightly.On(today, company.Zone) <= now;
    }
}
