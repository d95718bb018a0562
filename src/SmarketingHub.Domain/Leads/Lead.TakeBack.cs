using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Domain.Leads;

public sealed partial class Lead
{
    private void TakeBack(ImportTakenBack e, Instant at)
    {
        Clocks.RemoveAll(clock => e.Clocks.Contains(clock.Id));
        Shown = ShownClock.Of(Clocks);
        if (e.Before is { } before)
            PutBack(before);
        else
            BeGone(e.Import, at);
    }

    private void PutBack(LeadBefore before)
    {
        (Facts, AccountId) = (before.Facts, before.Account);
        if (before.Stood is not { } stood)
            return;
        (Stage, Holder, Owner, Team, Amount, Placed) = (stood.Stage, stood.Holder, stood.Owner, stood.Team, stood.Amount, stood.Placed);
        (ClosedAt, ClosedFrom, CloseReason) = (stood.ClosedAt, stood.ClosedFrom, stood.CloseReason);
        (LookAgainAt, MeetingAt, NoShow) = (stood.LookAgainAt, stood.MeetingAt, stood.NoShow);
        (PausedAt, PausedUntil, PausedBy, HadBy) = (stood.PausedAt, stood.PausedUntil, stood.PausedBy, [.. stood.HadBy]);
        (HeldBy, HeldFor, HeldUntil) = (stood.HeldBy, stood.HeldFor, stood.HeldUntil);
    }

    private void BeGone(long import, Instant at)
    {
        TakenBack = import;
        if (OpenHandoff is { } open)
            Close(open, Trigger.Withdraw, at);
        Close(Stage.Disqualified, null, at);
    }
}
