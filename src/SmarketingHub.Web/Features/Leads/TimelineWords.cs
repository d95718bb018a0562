using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>
/// Turns each event of a lead into a sentence. Who did it stands beside the sentence, not in it: no language has to inflect for it.
/// </summary>
public sealed partial class TimelineWords(IStringLocalizer<Texts> l, Company company, LeadPicture picture, Viewer viewer)
{
    private readonly Dictionary<long, Clock> clocks = picture.Lead.Clocks.ToDictionary(clock => clock.Id);
    private readonly Dictionary<long, Handoff> handoffs = picture.Lead.Handoffs.ToDictionary(handoff => handoff.Id);
    private readonly Dictionary<long, LeadFacts> before = FactsBefore(picture);

    /// <summary>A person's name; what happens by itself, and programs, are called so.</summary>
    public string Who(TimelineLine line) => l.Who(company, line.Actor);

    public string Say(TimelineLine line) => line.Event switch
    {
        ClockEvent e => SayOfClock(e),
        Uncovered e => l["No commitment of {1} covers “{0}” here.", l.Name(e.Promise), l.Party(company, e.OwedBy)],
        LeadCaptured e =>
            Instead(e.InsteadOf,
                WithOther(e.AlsoNames,
                    e.Previous is null ? l["Received: {0}.", Source(e.Facts.Source)] : l["Received again: {0}.", Source(e.Facts.Source)])),
        InquiryJoined e =>
            WithOther(e.AlsoNames,
                l["Another inquiry joined: {0}.", Source(picture.Inquiries.FirstOrDefault(i => i.Id == e.Inquiry)?.Source)]),
        LeadPlaced e => Instead(e.InsteadOf, l["Imported at {0}, held by {1}.", l.Name(e.Stage), l.Party(company, e.Holder)]),
        RowImported e => l["Imported from {0}, line {1}.", picture.Files.GetValueOrDefault(e.Import, "–"), e.Line],
        LeadEdited e => SayEdited(line.Sequence, e),
        StageMoved e => SayMoved(e),
        LeadAssigned e =>
            SayAssigned(e.Owner, e.Because, e.InsteadOf, l["Assigned to {0}.", l.Person(company, e.Owner)], l["Put into the queue."]),
        AttemptMade e => SayAttempt(e, line.At),
        NoteAdded { For: { } owner } => l["Noted, for {0}.", l.Person(company, owner)],
        NoteAdded => l["Noted."],
        FormFilled { Consent: { } version } => l["Filled in a form, and agreed to version {0} of what it says:", version],
        FormFilled => l["Filled in a form:"],
        PersonForgotten e => l["The person was forgotten: {0}.", l.Name(e.Reason)],
        LeadPaused e => l["Paused until {0}.", At(e.Until)],
        LeadResumed => l["Goes on."],
        LeadMerged e => l["Merged into lead {0}.", e.Into],
        ImportTakenBack { Before: null } => l[Why.TakenBack],
        ImportTakenBack => l["An import was taken back: the lead is as it was without it."],
        ContactMerged => l["Its contact and another turned out to be one person."],
        DuplicateJoined e => l["Took in the duplicate lead {0}.", e.Duplicate],
        LeadRouted e => SayRouted(e),
        RouteHeld e => l["Nobody is free by the rule “{0}”: it waits until {1} at most.", e.Rule, At(e.Until)],
        TurnGivenBack e =>
            l["The turn by the rule “{0}” is given back: {1}.", e.Rule, l[$"given back: {e.Because}".ToLowerInvariant()]],
        HandoffOffered e => Instead(e.InsteadOf, l["Offered to {0}.", To(e.To, e.Team, e.Person)]),
        AddresseeChanged e =>
            SayAssigned(e.Person, e.Because, e.InsteadOf, l["Now offered to {0}.", l.Person(company, e.Person)],
                l["Now offered to the whole queue."]),
        HandoffAccepted e => Instead(e.InsteadOf, e.Owner is { } owner
            ? l["Accepted by {0}.", l.Person(company, owner)]
            : l["Accepted into the queue of {0}.", l.Party(company, handoffs.GetValueOrDefault(e.Handoff)?.To)]),
        HandoffReturned e => l["Returned: {0}.", l.Name(e.Reason)],
        HandoffDisputed => l["The return is disputed: offered again."],
        TimeOutWithdrawn => l["The time-out is taken back: offered as before."],
        HandoffClosed e => l[TriggerView.Of(e.By).HandoffSaid, l.Name(e.By)],
        var other => other.GetType().Name,
    };

    // Whose lead that is, a partner may not know.
    private string WithOther(long? lead, string said) =>
        lead is null || !picture.Viewer.SeesAll()
            ? said : l["{0} It also names the person of lead {1}: if both are one, merge the leads.", said, lead];

    private string SayRouted(LeadRouted e)
    {
        var said = e.Person is { } person ? l["By the rule “{0}” it is for {1}.", e.Rule, l.Person(company, person)]
            : l["By the rule “{0}” it is for {1}.", e.Rule, To(e.To, e.Team, null)];
        return e.Waited ? l["{0} It had waited for somebody to be free.", said] : e.TellsCharge ? l["{0} Nobody was free.", said] : said;
    }

    private string SayMoved(StageMoved e)
    {
        var view = TriggerView.Of(e.Trigger);
        return l[view.Said, view.Detail switch
        {
            MoveDetail.LookAgainDay => Day(e.LookAgainAt),
            MoveDetail.Meeting => At(e.MeetingAt),
            MoveDetail.Amount => Amount(e.Amount ?? (e.To == Stage.Won ? picture.Lead.Amount : null)),
            MoveDetail.Reason => Reason(e.Reason),
            _ => l.Name(e.To),
        }];
    }

    private string SayAssigned(long? person, AssignedBy because, long? insteadOf, string toPerson, string toQueue)
    {
        var said = person is null ? toQueue : toPerson;
        return because switch
        {
            AssignedBy.Ladder => l["{0} The deadline had passed.", said],
            AssignedBy.Absence when insteadOf is not null => l["{0} {1} is away.", said, l.Person(company, insteadOf)],
            AssignedBy.Departure => l["{0} {1} is no longer here.", said, l.Person(company, insteadOf)],
            AssignedBy.Absence => l["{0} As the stand-in.", said],
            AssignedBy.Correction => l["{0} The evidence came late.", said],
            _ => said,
        };
    }

    private string Instead(long? of, string said) => of is null ? said : l["{0} {1} is not there.", said, l.Person(company, of)];

    private string SayAttempt(AttemptMade e, Instant at)
    {
        var said = e.Reached ? l["{0}: reached.", l.Name(e.Kind)] : l["{0}: not reached.", l.Name(e.Kind)];
        return at - e.OccurredAt > Duration.FromMinutes(1) ? l["{0} It was made {1}.", said, At(e.OccurredAt)] : said;
    }

    private string SayEdited(long sequence, LeadEdited e)
    {
        var old = before.GetValueOrDefault(sequence) ?? e.Facts;
        var changes = LeadFields.Facts
            .Select(field => (field.Key, Old: field.Of(old), New: field.Of(e.Facts)))
            .Where(change => !Equals(change.Old, change.New))
            .Select(change => l["{0} {1} → {2}", l[$"fact: {change.Key}"], change.Old ?? "–", change.New ?? "–"].Value).ToList();
        if (e.Profile is not null)
            changes.Add(l["contact data"]);
        return changes.Count == 0 ? l["Edited."] : l["Edited: {0}.", string.Join(", ", changes)];
    }

    // What was known before each edit: the event has only what is known after it.
    private static Dictionary<long, LeadFacts> FactsBefore(LeadPicture picture)
    {
        var known = new LeadFacts();
        var facts = new Dictionary<long, LeadFacts>();
        foreach (var line in picture.Timeline.OrderBy(line => line.Duplicate).ThenBy(line => line.Sequence))
        {
            // Each lead's own: it begins with what it was captured with.
            if (line.Event is LeadEdited)
                facts[line.Sequence] = known;
            known = line.Event switch
            {
                LeadCaptured e => e.Facts,
                InquiryJoined e => e.Facts,
                LeadEdited e => e.Facts,
                ImportTakenBack { Before: { } e } => e.Facts,
                _ => known,
            };
        }
        return facts;
    }

    private string To(string party, string? team, long? person) =>
        person is not null ? l.Person(company, person)
        : team is not null ? company.Teams.GetValueOrDefault(team)?.Name ?? team
        : l.Party(company, party);

    private string Source(string? source) => source is { Length: > 0 } ? l.Source(source) : l["an inquiry"];

    private string Reason(string? reason) => reason is { Length: > 0 } ? l.Reason(reason) : "–";

    private string Amount(decimal? amount) => amount is { } value ? Money.Long(value, company.Currency) : "–";

    private string At(Instant? at) => at is { } known ? viewer.Say(known) : "–";

    private string Day(Instant? at) => at is { } known ? viewer.Day(known) : "–";
}
