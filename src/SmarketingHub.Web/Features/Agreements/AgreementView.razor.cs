using Microsoft.AspNetCore.Components;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Features.Agreements;

/// <summary>One agreement: its sentences, its versions, and for who may, its numbers to be changed.</summary>
public sealed partial class AgreementView(BoardFeed feed, Door door, Me me, Viewer viewer, TimeProvider time)
{
    [Parameter, EditorRequired]
    public required Agreement Agreement { get; set; }

    [Parameter]
    public bool Edits { get; set; }

    private IReadOnlyList<CommitmentDraft> drafts = [];
    private IReadOnlyList<InvalidArgument> problems = [];
    private Agreement? begunWith;
    private Instant now;
    private string calendarName = "";
    private string? from;
    private string? alert;
    private bool editing;
    private bool later;
    private bool busy;

    private AgreementVersion? InForce => (begunWith ?? Agreement).InForce(now);

    private AgreementVersion? Next => Agreement.Versions.Where(v => v.EffectiveAt > now).MinBy(v => v.EffectiveAt);

    /// <summary>The newest first, each with the one before it.</summary>
    private IEnumerable<(AgreementVersion Version, AgreementVersion? Before)> History =>
        Agreement.Versions.OrderByDescending(v => v.Number).Select(v => (v, Agreement.Versions.Find(b => b.Number == v.Number - 1)));

    private DateTimeZone CompanyZone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(feed.Company.TimeZone) ?? DateTimeZone.Utc;

    /// <summary>Records compare lists by identity; these are compared by what they hold.</summary>
    internal static bool Same(Commitment a, Commitment b) => a.WarnAt.SequenceEqual(b.WarnAt) && a with { WarnAt = b.WarnAt } == b;

    protected override void OnParametersSet()
    {
        now = Instant.FromDateTimeOffset(time.GetUtcNow());
        // Somebody who types keeps what they typed, whatever happens beside them.
        if (!editing)
            drafts = [.. InForce?.Commitments.Select(c => new CommitmentDraft(c)) ?? []];
        calendarName = InForce is { } version ? feed.Company.CalendarNames.GetValueOrDefault(version.Calendar, version.Calendar.Id) : "";
    }

    private void Begin()
    {
        (editing, begunWith, alert, later, problems) = (true, Agreement, null, false, []);
        drafts = [.. InForce!.Commitments.Select(c => new CommitmentDraft(c))];
        from = viewer.ToInput(now + Duration.FromDays(7), CompanyZone);
    }

    private void Leave()
    {
        (editing, begunWith, problems) = (false, null, []);
        OnParametersSet();
    }

    private AgreementVersion Drafted(Instant at) => InForce! with { EffectiveAt = at, EndsAt = null, Commitments = [.. drafts.Select(d => d.ToCommitment())] };

    private void Check() => problems = [.. AgreementChecks.Problems(Drafted(now))];

    private async Task Save()
    {
        Check();
        Instant? wanted = later ? viewer.FromInput(from, CompanyZone) : null;
        alert = later && wanted is null ? L["Say from when."]
            : drafts.All(d => Same(d.ToCommitment(), d.Commitment)) ? L["No number was changed."] : null;
        if (busy || alert is not null || problems.Count > 0)
            return;
        busy = true;
        try
        {
            await Write(wanted);
            await feed.UpToDate(CancellationToken.None);
            Leave();
        }
        catch (Exception error) when (error is Refusal or Busy)
        {
            alert = error is InvalidArgument wrong ? L.Wrong(wrong) : L[error.Message];
        }
        finally
        {
            busy = false;
        }
    }

    private async Task Write(Instant? at)
    {
        var known = begunWith!.Versions.Count;
        await door.Do(await me.Actor(), write =>
        {
            // Two who change it at once: the second sees what the first made before going on.
            if (write.Company.Agreements.Find(a => a.Id == Agreement.Id)?.Versions.Count != known)
                throw new InvalidArgument("version", "Somebody made another version meanwhile. Look at it, then begin again.");
            return write.AddVersion(Agreement.Id, Drafted(at ?? write.Now));
        });
    }

    private string At(Instant at) => viewer.Say(at, CompanyZone);

    private string Author(AgreementVersion version) => version.By == "system" ? L["from the start"]
        : Onces.NameOf(version.By, feed.Company) is { Length: > 0 } name ? name : version.By;
}
