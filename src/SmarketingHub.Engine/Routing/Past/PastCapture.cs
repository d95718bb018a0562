using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Routing.Past;

/// <summary>A time at which rules are asked about a lead.</summary>
internal sealed record Asked(long Sequence, Instant At, LeadFacts Facts);

/// <summary>One lead's past, as far as routing looks at it.</summary>
internal sealed class PastCapture
{
    private static readonly HashSet<string> Wanted =
    [
        .. new[]
        {
            typeof(LeadCaptured), typeof(InquiryJoined), typeof(HandoffOffered), typeof(HandoffAccepted), typeof(HandoffReturned),
            typeof(LeadMerged), typeof(LeadPlaced), typeof(StageMoved), typeof(LeadEdited),
        }.Select(LedgerJson.NameOf),
    ];

    private PastCapture(long lead) => Lead = lead;

    internal long Lead { get; }
    internal long? Account { get; private set; }

    /// <summary>When it came, and each time that an inquiry joined before anybody was offered it.</summary>
    internal List<Asked> Asks { get; } = [];

    /// <summary>Who was offered it first by name, else who accepted it first.</summary>
    internal long? Was { get; private set; }

    /// <summary>It proved to be none: from this line on its turn is given back.</summary>
    internal long? BackAt { get; private set; }
    internal Instant? ClosedAt { get; private set; }

    /// <summary>Null: a customer's, or told by an import: no rule is asked.</summary>
    internal static PastCapture? Of(long lead, List<Line> lines)
    {
        var past = new PastCapture(lead);
        var facts = new LeadFacts();
        var isOffered = false;
        foreach (var line in lines)
        {
            if (!Wanted.Contains(line.Type))
                continue;
            switch (LedgerJson.ReadShort(line.Type, line.Body))
            {
                case LeadCaptured { Holder: not Party.Marketing } or LeadPlaced: return null;
                case LeadCaptured e: past.Account = e.Account; past.Ask(line, facts = e.Facts, e.Facts.Source); break;
                case InquiryJoined e when !isOffered: past.Ask(line, facts = e.Facts, e.Source); break;
                case LeadEdited e: facts = e.Facts; break;
                case HandoffOffered e: (isOffered, past.Was) = (true, past.Was ?? e.Person); break;
                case HandoffAccepted e: past.Was ??= e.Owner; break;
                case HandoffReturned e when e.Reason.CountsAgainstGiver() || e.Reason == ReturnReason.Duplicate:
                    past.BackAt ??= line.Sequence; break;
                case LeadMerged: (past.BackAt, past.ClosedAt) = (past.BackAt ?? line.Sequence, line.At); break;
                case StageMoved e:
                    past.ClosedAt = e.To.IsClosed() ? line.At : null;
                    if (e is { Trigger: Trigger.Disqualify, Reason: CloseReasons.Duplicate })
                        past.BackAt ??= line.Sequence;
                    break;
            }
        }
        return past.Asks.Count > 0 ? past : null;
    }

    // An agreement's conditions go by the source of the inquiry itself.
    private void Ask(Line line, LeadFacts facts, string? source) =>
        Asks.Add(new(line.Sequence, line.At, string.IsNullOrEmpty(source) ? facts : facts with { Source = source }));
}
