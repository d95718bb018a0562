using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Web.Api.Agreements;

/// <summary>The text of a version, as it is read and written.</summary>
public sealed record TermsBody
{
    /// <summary>Which leads it is about; left out: all.</summary>
    public ConditionBody? Scope { get; init; }

    /// <summary>A calendar as <c>office</c>, its newest version, or <c>office@2</c>.</summary>
    public string? Calendar { get; init; }

    /// <summary>From when; null or past: from the last signature on.</summary>
    public Instant? From { get; init; }

    /// <summary>Whether running clocks move to this version when it takes effect.</summary>
    public bool ReTimes { get; init; }

    /// <summary>Ordered: the first that matches wins.</summary>
    public IReadOnlyList<CommitmentBody> Commitments { get; init; } = [];
    public IReadOnlyList<PeriodCommitmentBody> PeriodCommitments { get; init; } = [];
    public IReadOnlyList<CaptureRuleBody> CaptureRules { get; init; } = [];
    public IReadOnlyList<ExpectedWorth> Worths { get; init; } = [];

    internal static TermsBody Of(Terms terms) => new()
    {
        Scope = ConditionBody.Of(terms.Scope),
        Calendar = terms.Calendar.ToString(),
        From = terms.From,
        ReTimes = terms.ReTimes,
        Commitments = [.. terms.Commitments.Select(CommitmentBody.Of)],
        PeriodCommitments = [.. terms.PeriodCommitments.Select(PeriodCommitmentBody.Of)],
        CaptureRules = [.. terms.CaptureRules.Select(r => new CaptureRuleBody
        {
            Condition = ConditionBody.Of(r.Condition),
            OfferTo = r.OfferTo,
            Rule = r.Rule,
        })],
        Worths = terms.Worths,
    };

    internal Terms ToTerms(Company company) => new()
    {
        Scope = Scope?.Clean() ?? Condition.Every,
        Calendar = CalendarOf(company),
        From = From,
        ReTimes = ReTimes,
        Commitments = [.. (Commitments ?? []).Select((c, i) => (c ?? throw Needed($"commitments[{i}]", "A commitment.")).ToCommitment(i))],
        PeriodCommitments = [.. (PeriodCommitments ?? []).Select((c, i) => (c
            ?? throw Needed($"periodCommitments[{i}]", "A commitment.")).ToCommitment(i))],
        CaptureRules = [.. (CaptureRules ?? []).Select((r, i) => new CaptureRule(r?.Condition?.Clean() ?? Condition.Every,
            r?.OfferTo ?? throw Needed($"captureRules[{i}].offerTo", "The party it is offered to."), r.Rule))],
        Worths = [.. (Worths ?? []).Select((w, i) => w ?? throw Needed($"worths[{i}]", "A line: source, grade, worth."))],
    };

    private CalendarRef CalendarOf(Company company)
    {
        var named = Calendar ?? throw Needed("calendar", "A calendar, such as office.");
        return company.Calendars.Keys.Where(c => c.Id == named || c.ToString() == named).MaxBy(c => c.Version)
            ?? throw Needed("calendar",
                $"There is no calendar '{named}'. "
                    + $"Known: {string.Join(", ", company.Calendars.Keys.Select(c => c.Id).Distinct().Order(StringComparer.Ordinal))}.");
    }

    /// <summary>"decide, accept or touch."</summary>
    internal static string OneOf<T>() where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(CamelCase.Of).ToList();
        return $"{string.Join(", ", names[..^1])} or {names[^1]}.";
    }

    internal static InvalidArgument Needed(string field, string right) => new(field, right);
}

/// <summary>Which leads; an empty list asks nothing.</summary>
public sealed record ConditionBody : Condition
{
    public ConditionBody()
    {
    }

    private ConditionBody(Condition condition)
        : base(condition)
    {
    }

    internal static ConditionBody Of(Condition condition) => new(condition);
}

public sealed record CaptureRuleBody
{
    public ConditionBody? Condition { get; init; }
    public string? OfferTo { get; init; }

    /// <summary>The name of the routing rule that says to whom of that party; null: the first that fits.</summary>
    public string? Rule { get; init; }
}

/// <summary>A response or an effort.</summary>
public sealed record CommitmentBody
{
    /// <summary>Its name in the agreement, over its versions.</summary>
    public string? Id { get; init; }
    public Promise? Promise { get; init; }

    /// <summary>A party's key.</summary>
    public string? OwedBy { get; init; }

    /// <summary>Left out: as the promise has it; a touch starts at acceptance.</summary>
    public StartsAt? Starts { get; init; }
    public ConditionBody? Condition { get; init; }

    /// <summary>Business time: <c>PT4H</c>, <c>P1D</c>.</summary>
    public string? Target { get; init; }

    /// <summary>What starts in closed time has this, from opening on.</summary>
    public string? TargetFromOpening { get; init; }

    /// <summary>Of an effort.</summary>
    public int Attempts { get; init; }
    public int Calls { get; init; }
    public bool DifferentDays { get; init; }

    /// <summary>Percent of the target; left out: 50 and 80.</summary>
    public IReadOnlyList<int>? WarnAt { get; init; }

    /// <summary>Left out: notify at 100%, next person at 150%.</summary>
    public IReadOnlyList<LadderStep>? Ladder { get; init; }

    /// <summary>A later regrade judges again; else the clock keeps what it was started with.</summary>
    public bool ReJudge { get; init; }

    internal static CommitmentBody Of(Commitment c) => new()
    {
        Id = c.Id,
        Promise = c.Promise,
        OwedBy = c.OwedBy,
        Starts = c.Starts,
        Condition = ConditionBody.Of(c.Condition),
        Target = c.Target.ToString(),
        TargetFromOpening = c.TargetFromOpening?.ToString(),
        Attempts = c.Attempts,
        Calls = c.Calls,
        DifferentDays = c.DifferentDays,
        WarnAt = c.WarnAt,
        Ladder = c.Ladder,
        ReJudge = c.ReJudge,
    };

    internal Commitment ToCommitment(int index)
    {
        InvalidArgument Missing(string field, string right) => TermsBody.Needed($"{Id ?? $"commitments[{index}]"}.{field}", right);
        var promise = Promise ?? throw Missing("promise", TermsBody.OneOf<Promise>());
        var made = new Commitment
        {
            Id = Id ?? throw Missing("id", "A name of its own: small letters, digits and hyphens."),
            Promise = promise,
            OwedBy = OwedBy ?? throw Missing("owedBy", "The party that promises it."),
            Starts = Starts ?? PromiseKind.Of(promise).UsualStart,
            Condition = Condition?.Clean() ?? Domain.Agreements.Condition.Every,
            Target = Length("target", Target ?? throw Missing("target", "Business time, such as PT4H or P1D.")),
            TargetFromOpening = TargetFromOpening is { } opening ? Length("targetFromOpening", opening) : null,
            Attempts = Attempts,
            Calls = Calls,
            DifferentDays = DifferentDays,
            ReJudge = ReJudge,
        };
        return made with { WarnAt = WarnAt ?? made.WarnAt, Ladder = Ladder ?? made.Ladder };
    }

    private BusinessDuration Length(string field, string text) =>
        BusinessDuration.TryParse(text, out var length)
            ? length : throw TermsBody.Needed($"{Id}.{field}", "Business time in days, hours and minutes, such as PT4H or P1D.");
}

/// <summary>A volume, a quality, or a goal of both.</summary>
public sealed record PeriodCommitmentBody
{
    public string? Id { get; init; }
    public Measure? Measure { get; init; }

    /// <summary>The party that owes it; null: both, together.</summary>
    public string? OwedBy { get; init; }
    public ConditionBody? Condition { get; init; }

    /// <summary>Left out: a month.</summary>
    public Domain.Agreements.Period? Period { get; init; }

    /// <summary>Leads, an amount in the installation's currency, or percent.</summary>
    public decimal? Amount { get; init; }
    public bool BySource { get; init; }

    internal static PeriodCommitmentBody Of(PeriodCommitment c) => new()
    {
        Id = c.Id,
        Measure = c.Measure,
        OwedBy = c.OwedBy,
        Condition = ConditionBody.Of(c.Condition),
        Period = c.Period,
        Amount = c.Amount,
        BySource = c.BySource,
    };

    internal PeriodCommitment ToCommitment(int index)
    {
        InvalidArgument Missing(string field, string right) => TermsBody.Needed($"{Id ?? $"periodCommitments[{index}]"}.{field}", right);
        return new()
        {
            Id = Id ?? throw Missing("id", "A name of its own: small letters, digits and hyphens."),
            Measure = Measure ?? throw Missing("measure", TermsBody.OneOf<Measure>()),
            OwedBy = OwedBy,
            Condition = Condition?.Clean() ?? Domain.Agreements.Condition.Every,
            Period = Period ?? Domain.Agreements.Period.Month,
            Amount = Amount ?? throw Missing("amount", "A number above zero."),
            BySource = BySource,
        };
    }
}
