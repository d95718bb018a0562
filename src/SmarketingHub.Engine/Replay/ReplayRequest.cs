using NodaTime;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Engine.Replay;

/// <summary>How the promises between two parties would have been kept, had one of these texts been in force in their agreement.</summary>
/// <param name="Agreement">Its id.</param>
/// <param name="From">Promises that started from here on …</param>
/// <param name="To">… and before this instant are judged.</param>
/// <param name="Drafts">One to four versions, drafts or not; each is judged by itself.</param>
/// <param name="MostChanges">How many changed leads of each are told one by one, 0 to 1,000; all are counted.</param>
public sealed record ReplayRequest(long Agreement, Instant From, Instant To, IReadOnlyList<AgreementVersion> Drafts, int MostChanges = 200)
{
    public const int MostDrafts = 4;
    public const int MostTold = 1_000;
}
