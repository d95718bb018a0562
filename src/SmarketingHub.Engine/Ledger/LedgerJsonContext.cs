using System.Text.Json.Serialization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Engine.Ledger;

/// <summary>
/// How events, and the parts of the company that the domain knows, are written, worked out by the compiler: nothing of them is looked up in
/// a running program. How each value is written stays with <see cref="LedgerJson.Options"/>; a type that is not named here is looked up.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LeadCaptured))]
[JsonSerializable(typeof(InquiryJoined))]
[JsonSerializable(typeof(LeadPlaced))]
[JsonSerializable(typeof(RowImported))]
[JsonSerializable(typeof(LeadEdited))]
[JsonSerializable(typeof(StageMoved))]
[JsonSerializable(typeof(LeadAssigned))]
[JsonSerializable(typeof(AttemptMade))]
[JsonSerializable(typeof(NoteAdded))]
[JsonSerializable(typeof(FormFilled))]
[JsonSerializable(typeof(LeadPaused))]
[JsonSerializable(typeof(LeadResumed))]
[JsonSerializable(typeof(LeadMerged))]
[JsonSerializable(typeof(ContactMerged))]
[JsonSerializable(typeof(DuplicateJoined))]
[JsonSerializable(typeof(ImportTakenBack))]
[JsonSerializable(typeof(PersonForgotten))]
[JsonSerializable(typeof(HandoffOffered))]
[JsonSerializable(typeof(AddresseeChanged))]
[JsonSerializable(typeof(HandoffAccepted))]
[JsonSerializable(typeof(HandoffReturned))]
[JsonSerializable(typeof(HandoffDisputed))]
[JsonSerializable(typeof(TimeOutWithdrawn))]
[JsonSerializable(typeof(HandoffClosed))]
[JsonSerializable(typeof(ClockStarted))]
[JsonSerializable(typeof(Uncovered))]
[JsonSerializable(typeof(ClockWarned))]
[JsonSerializable(typeof(ClockBreached))]
[JsonSerializable(typeof(LadderStepped))]
[JsonSerializable(typeof(EffortCounted))]
[JsonSerializable(typeof(ClockMet))]
[JsonSerializable(typeof(ClockStopped))]
[JsonSerializable(typeof(ClockVoided))]
[JsonSerializable(typeof(ClockHeld))]
[JsonSerializable(typeof(ClockReTimed))]
[JsonSerializable(typeof(ClockKept))]
[JsonSerializable(typeof(ClockReleased))]
[JsonSerializable(typeof(ClockCorrected))]
[JsonSerializable(typeof(BreachExcused))]
[JsonSerializable(typeof(BreachCaused))]
[JsonSerializable(typeof(LeadRouted))]
[JsonSerializable(typeof(RouteHeld))]
[JsonSerializable(typeof(TurnGivenBack))]
[JsonSerializable(typeof(Agreement))]
[JsonSerializable(typeof(BreachCause))]
[JsonSerializable(typeof(Party))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(RoutingRules))]
[JsonSerializable(typeof(Team))]
internal sealed partial class LedgerJsonContext : JsonSerializerContext;
