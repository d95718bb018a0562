using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Companies;

/// <summary>The numbers of one commitment that a team lead can change; its wording stays.</summary>
/// <param name="Commitment">Its id in the agreement.</param>
/// <param name="WarnAt">Percent of the target.</param>
public sealed record Numbers(
    string Commitment, BusinessDuration Target, BusinessDuration? TargetFromOpening, int Attempts, int Calls, IReadOnlyList<int> WarnAt)
{
    public static Numbers Of(Commitment c) => new(c.Id, c.Target, c.TargetFromOpening, c.Attempts, c.Calls, c.WarnAt);

    internal Commitment In(Commitment c) => c with { Target = Target, TargetFromOpening = TargetFromOpening, Attempts = Attempts, Calls = Calls, WarnAt = WarnAt };
}

/// <summary>Changing agreements, and making one with a new partner.</summary>
public static class AgreementCommands
{
    private static readonly BusinessDuration Longest = BusinessDuration.Parse("P250D");

    /// <summary>New numbers, as a new version from an instant on. Running clocks keep the version they were started with.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="basedOn">The newest version that the caller knows: another one since then is not overwritten.</param>
    /// <param name="numbers">Fields are named <c>commitment.target</c> and so on in an <see cref="InvalidArgument"/>.</param>
    /// <param name="effectiveAt">Now or later; null: now.</param>
    public static AgreementVersion ChangeNumbers(this Write write, long agreementId, int basedOn, IReadOnlyList<Numbers> numbers, Instant? effectiveAt)
    {
        var agreement = write.Company.Agreements.Find(a => a.Id == agreementId) ?? throw new NotFound($"There is no agreement {agreementId}.");
        if (!write.Actor.EditsAgreements() || !(write.Actor.Role == Role.Admin || agreement.IsBetween(write.Actor.Party ?? "", null)))
            throw new NotAllowed("Only team leads of the two parties change an agreement.");
        var newest = agreement.Versions.MaxBy(v => v.Number)!;
        if (newest.Number != basedOn)
            throw new NotPermitted(null, $"Version {newest.Number} was made meanwhile by {Onces.NameOf(newest.By, write.Company)}. Look at it first.", []);
        var calendar = write.Company.Calendars[newest.Calendar];
        foreach (var number in numbers)
            Check(number, calendar);
        List<Commitment> changed = [.. newest.Commitments.Select(c => numbers.FirstOrDefault(n => n.Commitment == c.Id)?.In(c) ?? c)];
        if (changed.Zip(newest.Commitments).All(pair => Same(pair.First, pair.Second)))
            throw new InvalidArgument("", "Nothing was changed.");
        return write.AddVersion(agreementId, newest with { Commitments = changed, EffectiveAt = effectiveAt ?? write.Now, EndsAt = null });
    }

    /// <summary>A partner's party and its agreement from the template, in force at once.</summary>
    public static Agreement AddPartner(this Write write, string? name, string giver)
    {
        if (write.Actor.Role != Role.Admin)
            throw new NotAllowed("Only administrators add a partner.");
        if (string.IsNullOrWhiteSpace(name) || name.Length > 60)
            throw new InvalidArgument("name", "A name of 1 to 60 characters.");
        var key = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        var party = new Party($"partner:{(key.Length == 0 ? write.NextId().ToString(System.Globalization.CultureInfo.InvariantCulture) : key)}", name.Trim(), PartyKind.Partner);
        if (write.Company.Parties.ContainsKey(party.Key))
            throw new InvalidArgument("name", $"There is a partner {write.Company.PartyName(party.Key)} already.");
        var calendar = write.Company.Calendars.Keys.Where(c => c.Id == StarterAgreements.Office).MaxBy(c => c.Version)
            ?? write.Company.Calendars.Keys.First();
        write.AddParty(party);
        return write.AddAgreement(StarterAgreements.WithPartner(write.NextId(), giver, party, write.Now, calendar));
    }

    /// <summary>Whether two texts of one commitment promise the same.</summary>
    public static bool Same(Commitment a, Commitment b) =>
        a.Target == b.Target && a.TargetFromOpening == b.TargetFromOpening && a.Attempts == b.Attempts && a.Calls == b.Calls && a.WarnAt.SequenceEqual(b.WarnAt);

    private static void Check(Numbers n, WorkCalendar calendar)
    {
        foreach (var (field, length) in new[] { ("target", (BusinessDuration?)n.Target), ("targetFromOpening", n.TargetFromOpening) })
            if (length is { } given && (given.In(calendar) < Duration.FromMinutes(1) || given.In(calendar) > Longest.In(calendar)))
                throw new InvalidArgument($"{n.Commitment}.{field}", "From 1 minute to 250 business days.");
        if (n.Attempts is < 0 or > 50)
            throw new InvalidArgument($"{n.Commitment}.attempts", "From 1 to 50 attempts.");
        if (n.Calls < 0 || n.Calls > n.Attempts)
            throw new InvalidArgument($"{n.Commitment}.calls", "No more calls than attempts.");
        if (n.WarnAt.Count > 5 || n.WarnAt.Any(p => p is < 1 or > 99) || !n.WarnAt.SequenceEqual(n.WarnAt.Distinct().Order()))
            throw new InvalidArgument($"{n.Commitment}.warnAt", "Up to 5 percentages from 1 to 99, ascending: 50, 80.");
    }
}
