using System.Text;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Agreements;

/// <summary>From a draft to what binds both sides, and to its end.</summary>
public static class Signing
{
    private const int MostWishes = 100, MostComments = 1000;

    /// <summary>Refuses what the version's life does not permit now.</summary>
    public static void RequirePermitted(this Write write, long agreementId, int number, VersionTrigger trigger) =>
        VersionMachine.Fire(write.Version(agreementId, number).Version.State, trigger);

    /// <summary>Freezes the text and lays it before both sides.</summary>
    public static AgreementVersion Propose(this Write write, long agreementId, int number)
    {
        var (agreement, version) = write.Version(agreementId, number);
        write.Allow(agreement);
        var state = VersionMachine.Fire(version.State, VersionTrigger.Propose);
        TermsCheck.Check(version, agreement, write.Company, write.Now);
        TermsCheck.CheckDate(version, write.Now);
        if (version.Commitments.Count + version.PeriodCommitments.Count == 0)
            throw new InvalidArgument("commitments", "An agreement promises something: write at least one sentence.");
        if (agreement.InForce(write.Now) is { } inForce && TermsText.Same(Bare(inForce), Bare(version)))
            throw new InvalidArgument("commitments", $"It says what version {inForce.Number} says, which is in force.");
        var proposed = version with { State = state, ProposedAt = version.ProposedAt ?? write.Now };
        write.WriteAgreement(agreement.With(proposed));
        // Whoever proposes for a side knows; the other one is asked.
        write.Tell(agreement, number, NoticeKind.ToSign,
            write.SignersOf(agreement).Where(p => write.Actor.Party is not { } mine || !p.SignsFor(mine, write.Company)));
        return proposed;
    }

    /// <summary>One side's signature. With the last one the version takes effect at its date, or now when that is past.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="number">Which version.</param>
    /// <param name="signer">Who signs; null: the actor.</param>
    /// <param name="party">For which side; null: for the one that the signer signs for.</param>
    /// <param name="from">From where: an address, or the name of the key.</param>
    /// <exception cref="NotPermitted">It is not proposed, was signed by this side, overlaps with another agreement, or would be undone by a
    /// later version.</exception>
    public static AgreementVersion Sign(this Write write, long agreementId, int number, long? signer, string? party, string? from)
    {
        var (agreement, version) = write.Version(agreementId, number);
        string[] parties = [agreement.Giver, agreement.Receiver];
        var missing = agreement.Missing(version);
        VersionMachine.Fire(version.State, VersionTrigger.Sign);
        var person = write.Signer(signer);
        var side = Side(write, person, party, parties, missing);
        var state = VersionMachine.Fire(version.State, VersionTrigger.Sign, isLast: missing.Count == 1);
        // Whoever signs second signs the same bytes, also after an upgrade.
        var text = SignedText.Under(write.Rows, agreement, version);
        var hash = SignedText.HashOf(text);
        var signed = version with
        {
            State = state,
            Signatures = version.Signatures.Add(new(side, $"person:{person.Id}", write.Now, from, hash)),
        };
        var start = version.From is { } wanted && wanted > write.Now ? wanted : write.Now;
        CheckStart(write, agreement, version, start);
        // Its calendar may be another by now.
        TermsCheck.Check(version, agreement, write.Company, write.Now);
        if (state == VersionState.Signed)
            signed = signed with { EffectiveAt = start };
        write.Note(SignedText.Signed,
            new SignedText.Signing(agreementId, number, side, $"person:{person.Id}", hash, Encoding.UTF8.GetString(text)));
        write.WriteAgreement(agreement.With(signed));
        if (signed.EffectiveAt > write.Now)
            write.Tell(agreement, number, NoticeKind.InForceFrom, write.SignersOf(agreement));
        return signed;
    }

    /// <summary>Sends a proposed version back to be written on; signatures under it are void.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="number">Which version.</param>
    /// <param name="wishes">What to change, by sentence; at least one.</param>
    public static AgreementVersion AskForChanges(
        this Write write, long agreementId, int number, IReadOnlyList<(string? Sentence, string Words)> wishes)
    {
        var (agreement, version) = write.Version(agreementId, number);
        if (!write.Actor.Drafts(agreement)
            && !(write.Actor.PersonId is { } id
                && (write.Company.Person(id)!.SignsFor(agreement.Giver, write.Company)
                    || write.Company.Person(id)!.SignsFor(agreement.Receiver, write.Company))))
            throw new NotAllowed("Only who may sign for one of the two parties asks for changes.");
        var state = VersionMachine.Fire(version.State, VersionTrigger.AskForChanges);
        if (wishes.Count == 0)
            throw new InvalidArgument("words", "Say what should be changed.");
        if (wishes.Count > MostWishes)
            throw new InvalidArgument("comments", $"At most {MostWishes} at once.");
        if (version.Comments.Count + wishes.Count > MostComments)
            throw new InvalidArgument("comments", $"A version has at most {MostComments} comments. Discard it and make a new one.");
        foreach (var (sentence, words) in wishes)
        {
            if (sentence is not null && !version.Commitments.Any(c => c.Id == sentence)
                && !version.PeriodCommitments.Any(c => c.Id == sentence))
                throw new InvalidArgument("sentence", $"The version has no sentence '{sentence}'.");
            if (string.IsNullOrWhiteSpace(words))
                throw new InvalidArgument("words", "Say what should be changed.");
            PlainText.Check(words, "words", PlainText.LongestWords);
        }
        var asked = version with
        {
            State = state,
            Signatures = [],
            Comments =
            [
                .. version.Comments,
                .. wishes.Select(w => new Comment(w.Sentence, write.Actor.Party ?? "", write.Actor.ToString(), write.Now, w.Words.Trim())),
            ],
            Revision = version.Revision + 1,
        };
        write.WriteAgreement(agreement.With(asked));
        write.Tell(agreement, number, NoticeKind.ChangesAsked, write.SignersOf(agreement));
        return asked;
    }

    /// <summary>Ends the agreement: from then on it is not in force, and its clocks are void.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="number">The version that is in force then.</param>
    /// <param name="at">Now or later, within five years; null: now.</param>
    public static AgreementVersion End(this Write write, long agreementId, int number, Instant? at)
    {
        var (agreement, version) = write.Version(agreementId, number);
        write.Allow(agreement);
        VersionMachine.Fire(version.State, VersionTrigger.End);
        if (at < write.Now)
            throw new InvalidArgument("at", "An agreement ends now or later, never in the past.");
        if (at > write.Now + TermsCheck.Farthest)
            throw new InvalidArgument("at", "A date within the next five years.");
        // What has begun in this very millisecond began under it.
        var end = Instant.Max(at ?? write.Now, write.Now + Duration.FromMilliseconds(1));
        if (agreement.Versions.Find(v => v.EndsAt is not null) is { } ended)
            throw new NotPermitted(null, $"The agreement ends with version {ended.Number} already, at {ended.EndsAt}.", []);
        if (agreement.InForce(end) != version)
            throw new NotPermitted(null,
                agreement.InForce(end) is { } other
                    ? $"Version {number} is not in force at {end}: version {other.Number} is."
                    : (Phrase)$"Version {number} is not in force at {end}: none is.", []);
        if (agreement.Versions.Find(v => v.EffectiveAt > end) is { } coming)
            throw new InvalidArgument("at",
                $"Version {coming.Number} takes effect later, at {coming.EffectiveAt}: end the agreement from then on.");
        var ending = version with { EndsAt = end };
        write.WriteAgreement(agreement.With(ending));
        write.Tell(agreement, number, NoticeKind.Ends, write.BoundBy(agreement));
        return ending;
    }

    /// <summary>An end that was said and has not come does not come: the agreement goes on.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="number">The version whose end was said.</param>
    /// <exception cref="NotPermitted">No end was said, or it has come.</exception>
    public static AgreementVersion TakeBackEnd(this Write write, long agreementId, int number)
    {
        var (agreement, version) = write.Version(agreementId, number);
        write.Allow(agreement);
        VersionMachine.Fire(version.State, VersionTrigger.TakeBackEnd);
        if (version.EndsAt is not { } end)
            throw new NotPermitted(null, $"Version {number} has no end to take back.", []);
        // Also when a clock was set back since: what was ended stays so.
        if (end <= write.Now || write.Company.Fired.Contains(agreement.EndingKey(version)))
            throw new NotPermitted(null, $"The agreement ended at {end}. Make a new agreement as a copy of it.", []);
        if (Overlaps.Find(write.Company, agreement, version.Scope, end) is { } other)
            throw new NotPermitted(null,
                $"'{other.Name}' is about some of the same leads from then on, with the same right: end that one first.", []);
        var goingOn = version with { EndsAt = null };
        write.WriteAgreement(agreement.With(goingOn));
        write.Tell(agreement, number, NoticeKind.GoesOn, write.BoundBy(agreement));
        return goingOn;
    }

    /// <summary>Everybody of the two parties.</summary>
    internal static IEnumerable<Person> BoundBy(this Write write, Agreement agreement) =>
        write.Company.People.Values.Where(p => p.Party == agreement.Giver || p.Party == agreement.Receiver);

    private static IEnumerable<Person> SignersOf(this Write write, Agreement agreement) =>
        write.Company.People.Values.Where(p => p.SignsFor(agreement.Giver, write.Company) || p.SignsFor(agreement.Receiver, write.Company));

    private static Person Signer(this Write write, long? signer)
    {
        if (write.Actor.PersonId is { } actor)
            return signer is null || signer == actor
                ? write.Company.Person(actor)! : throw new InvalidArgument("by", "You sign for yourself alone.");
        write.RequirePassesOn();
        var person = write.Company.Person(signer)
            ?? throw new InvalidArgument("by", "A key is nobody: say which person signs, by id or email.");
        return write.Actor.Role == Role.Admin || write.Actor.Party is null || write.Actor.Party == person.Party
            ? person : throw PassesOnNothing();
    }

    /// <summary>Before it is looked up who signs: who may not pass a signature on is not told who works here.</summary>
    public static void RequirePassesOn(this Write write)
    {
        if (write.Actor.PersonId is null && write.Actor.Role is not (Role.Admin or Role.Lead))
            throw PassesOnNothing();
    }

    private static NotAllowed PassesOnNothing() =>
        new("Only a key with the role lead or admin, of the signer's party, passes on a signature.");

    private static string Side(Write write, Person person, string? party, string[] parties, IReadOnlyList<string> missing)
    {
        if (party is not null && !parties.Contains(party))
            throw new InvalidArgument("party", $"One of the two parties: {parties[0]} or {parties[1]}.");
        var mine = parties.Where(p => (party is null || p == party) && person.SignsFor(p, write.Company)).ToList();
        if (mine.Count == 0)
            throw new NotAllowed(party is null
                ? $"{person.Name} signs for neither {Named(write, parties[0])} nor {Named(write, parties[1])}: a team lead of the party "
                    + $"does."
                : (Phrase)$"{person.Name} does not sign for {Named(write, party)}: a team lead of the party does.");
        return mine.Find(p => missing.Contains(p)) ?? throw new NotPermitted(null, $"{Named(write, mine[0])} has signed already.", []);
    }

    private static object Named(Write write, string party) => write.Company.Said(party);

    private static void CheckStart(Write write, Agreement agreement, AgreementVersion version, Instant start)
    {
        // It was drafted without what that one says, and would undo it unseen.
        if (agreement.Versions.Find(v => v.Number > version.Number && v.EffectiveAt is not null) is { } newer)
            throw new NotPermitted(null, $"Version {newer.Number} was signed meanwhile: make a new version that begins with this text.",
                []);
        if (agreement.Versions.Find(v => v.EffectiveAt > start) is { } later)
            throw new NotPermitted(null,
                $"Version {later.Number} takes effect later, at {later.EffectiveAt}, and would undo this one: ask for a date from then on.",
                []);
        if (agreement.Versions.Find(v => v.EndsAt is not null) is { } ended)
            throw new NotPermitted(null, $"The agreement was ended with version {ended.Number}. Make a new agreement as a copy of it.", []);
        if (Overlaps.Find(write.Company, agreement, version.Scope, start) is { } other)
            throw new NotPermitted(null,
                $"'{other.Name}' is about some of the same leads, and neither scope asks more than the other. Narrow one of them, or end "
                    + $"the other.", []);
    }

    private static Terms Bare(AgreementVersion version) => version.TermsOf() with { From = null, ReTimes = false };
}
