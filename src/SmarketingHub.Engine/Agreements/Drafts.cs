using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Agreements;

/// <summary>Drafting: what is written here binds nobody until both sides have signed.</summary>
public static class Drafts
{
    private const int LongestName = 60, MostVersions = 200;

    /// <summary>A change of a draft, as the ledger has it.</summary>
    /// <param name="Revision">The draft's from then on.</param>
    /// <param name="Change">Null in older lines, which have the whole <paramref name="Version"/> instead.</param>
    internal sealed record Drafted(long Agreement, int Number, int Revision, TermsPatch? Change, AgreementVersion? Version = null);

    /// <summary>A new agreement with its first draft.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="name">1 to 60 characters, of its own.</param>
    /// <param name="giver">The party that hands leads over.</param>
    /// <param name="receiver">Another party.</param>
    /// <param name="template">The text to begin with, unless another agreement is copied.</param>
    /// <param name="copyOf">The agreement whose newest text is copied, its parties' parts taken over by these; null: none.</param>
    public static Agreement NewAgreement(
        this Write write, string? name, string giver, string receiver, Template template, long? copyOf = null)
    {
        write.AllowDrafts();
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName)
            throw new InvalidArgument("name", $"A name of 1 to {LongestName} characters.");
        if (write.Company.Agreements.Exists(a => a.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)))
            throw new InvalidArgument("name", $"There is an agreement '{name.Trim()}' already.");
        foreach (var (field, party) in new[] { ("giver", giver), ("receiver", receiver) })
            if (!write.Company.Parties.ContainsKey(party))
                throw new InvalidArgument(field,
                    $"There is no party '{party}'. Known: {string.Join(", ", write.Company.Parties.Keys.Order())}.");
        if (giver == receiver)
            throw new InvalidArgument("receiver", "Another party than the giver.");
        var agreement = new Agreement { Id = write.NextId(), Name = name.Trim(), Giver = giver, Receiver = receiver };
        write.Allow(agreement);
        var terms = copyOf is { } other ? Copied(write, write.Agreement(other), giver, receiver)
            : Templates.Of(template, giver, receiver, CalendarOf(write.Company));
        TermsCheck.Check(terms, agreement, write.Company, write.Now);
        agreement = agreement with { Versions = [Draft(write, 1).With(terms)] };
        write.WriteAgreement(agreement);
        return agreement;
    }

    /// <summary>A new draft that says what another version says.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="basedOn">Its number; null: the one in force, else the newest.</param>
    public static AgreementVersion NewVersion(this Write write, long agreementId, int? basedOn = null)
    {
        var agreement = write.Agreement(agreementId);
        write.Allow(agreement);
        if (agreement.Versions.Count >= MostVersions)
            throw new NotPermitted(null, $"An agreement has at most {MostVersions} versions. Make a new agreement as a copy of it.", []);
        var origin = basedOn is { } number
            ? agreement.Version(number) ?? throw new InvalidArgument("basedOn", $"The agreement has no version {number}.")
            : agreement.InForce(write.Now) ?? agreement.Versions.MaxBy(v => v.Number)!;
        var calendar = write.Company.CalendarFor(origin.Calendar, write.Now);
        var draft = Draft(write, agreement.Versions.Max(v => v.Number) + 1)
            .With(origin.TermsOf() with { From = null, ReTimes = false, Calendar = calendar });
        write.WriteAgreement(agreement with { Versions = agreement.Versions.Add(draft) });
        return draft;
    }

    /// <summary>Takes somebody's changes into a draft. What others changed meanwhile stays.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="number">Which version.</param>
    /// <param name="before">The text as they had it.</param>
    /// <param name="after">The text as they want it.</param>
    /// <exception cref="TermsConflict">Another one changed the same sentence.</exception>
    /// <exception cref="InvalidArgument">Nonsense, by the name of its field.</exception>
    public static AgreementVersion ChangeDraft(this Write write, long agreementId, int number, Terms before, Terms after)
    {
        write.RequireDraft(agreementId, number);
        var (agreement, version) = write.Version(agreementId, number);
        TermsCheck.Check(after, agreement, write.Company, write.Now);
        var now = version.TermsOf();
        var merged = TermsMerge.Merge(before, after, now);
        if (TermsText.Same(merged, now))
            return version;
        TermsCheck.Check(merged, agreement, write.Company, write.Now);
        if (merged.From != now.From)
            TermsCheck.CheckDate(merged, write.Now);
        var changed = version.With(merged) with { Revision = version.Revision + 1 };
        // The ledger gets what changed, not the whole text with every word that is typed.
        write.Change($"{agreementId}", agreement.With(changed), "agreementDrafted",
            new Drafted(agreementId, number, changed.Revision, TermsPatch.Between(now, merged)));
        return changed;
    }

    /// <summary>The draft, if the actor may write on it.</summary>
    /// <param name="write">The command's way to the rows.</param>
    /// <param name="agreementId">Which agreement.</param>
    /// <param name="number">Which version.</param>
    /// <param name="known">The revision that the caller knows; null: any.</param>
    /// <exception cref="Stale">It was changed since.</exception>
    /// <exception cref="NotPermitted">It is no draft any more.</exception>
    public static AgreementVersion RequireDraft(this Write write, long agreementId, int number, int? known = null)
    {
        var (agreement, version) = write.Version(agreementId, number);
        write.Allow(agreement);
        if (known is { } revision)
            write.RefuseStale(agreementId, number, revision);
        return version.State == VersionState.Draft ? version
            : throw new NotPermitted(null, $"The text of version {number} is frozen. Make a new version of it, or ask for changes.", []);
    }

    public static void RefuseStale(this Write write, long agreementId, int number, int known)
    {
        if (write.Version(agreementId, number).Version is var version && version.Revision != known)
            throw new Stale(version.Revision, MissedDrafts.Since(write, agreementId, number, known));
    }

    public static AgreementVersion Discard(this Write write, long agreementId, int number)
    {
        var (agreement, version) = write.Version(agreementId, number);
        write.Allow(agreement);
        var discarded = version with { State = VersionMachine.Fire(version.State, VersionTrigger.Discard), Signatures = [] };
        write.WriteAgreement(agreement.With(discarded));
        return discarded;
    }

    internal static void WriteAgreement(this Write write, Agreement agreement) =>
        write.Change($"{agreement.Id}", agreement, body: agreement.ForLedger());

    /// <summary>Free text and addresses stay out of the ledger.</summary>
    internal static Agreement ForLedger(this Agreement agreement) =>
        agreement with { Versions = [.. agreement.Versions.Select(ForLedger)] };

    private static AgreementVersion ForLedger(this AgreementVersion version) => version with
    {
        Comments = [.. version.Comments.Select(c => c with { Words = "" })],
        Signatures = [.. version.Signatures.Select(s => s with { From = null })],
    };

    private static AgreementVersion Draft(Write write, int number) => new()
    {
        Number = number,
        State = VersionState.Draft,
        By = write.Actor.ToString(),
        Calendar = CalendarOf(write.Company),
    };

    private static CalendarRef CalendarOf(Company company) =>
        company.Calendars.Keys.Where(c => c.Id == StarterAgreements.Office).MaxBy(c => c.Version)
            ?? company.Calendars.Keys.OrderBy(c => c.Id, StringComparer.Ordinal).ThenByDescending(c => c.Version).First();

    // Each side's part goes to whoever takes its place.
    private static Terms Copied(Write write, Agreement other, string giver, string receiver)
    {
        string Mapped(string party) => party == other.Giver ? giver : party == other.Receiver ? receiver : party;
        var newest = other.Versions.Where(v => v.State != VersionState.Discarded).MaxBy(v => v.Number) ?? other.Versions[^1];
        return newest.TermsOf() with
        {
            From = null,
            ReTimes = false,
            Calendar = write.Company.CalendarFor(newest.Calendar, write.Now),
            Commitments = [.. newest.Commitments.Select(c => c with { OwedBy = Mapped(c.OwedBy) })],
            PeriodCommitments = [.. newest.PeriodCommitments.Select(c => c with { OwedBy = c.OwedBy is { } party ? Mapped(party) : null })],
            CaptureRules = [.. newest.CaptureRules.Select(r => r with { OfferTo = Mapped(r.OfferTo) })],
        };
    }
}
