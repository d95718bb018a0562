using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>A text as sentences with fields, beside the text that it is compared with.</summary>
internal sealed class SentenceViews(
    IStringLocalizer<Texts> l, Company company, Agreement agreement, ConditionInputs conditions, TermsFields whole)
{
    internal const string WholeId = "whole";

    private readonly CommitmentFields fields = new(l, conditions, company.Currency);
    private readonly PeriodFields periods = new(l, conditions, company.Currency);

    /// <param name="now">What is read.</param>
    /// <param name="before">What it is compared with; null: nothing.</param>
    /// <param name="open">The text in which a field was opened, if its sentence was removed since: it is drawn until the field is
    /// closed.</param>
    /// <param name="opened">That field.</param>
    internal IReadOnlyList<SentenceView> Of(Terms now, Terms? before, Terms? open = null, SentenceField? opened = null)
    {
        var changes = before is null ? null : TermsChanges.Between(before, now);
        SentenceChange Change(string id) => changes is null ? SentenceChange.None
            : changes.Commitments.FirstOrDefault(c => c.Id == id) is { } c ? Kind(c.Before, c.After)
            : changes.PeriodCommitments.FirstOrDefault(p => p.Id == id) is { } p ? Kind(p.Before, p.After)
            : changes.Moved.Contains(id) ? SentenceChange.Moved : SentenceChange.None;
        List<SentenceView> all =
        [
            .. Periods(now, before, Change),
            .. Gone(changes?.PeriodCommitments).Select(c => Of(c, before!, null, SentenceChange.Removed)),
            .. now.CaptureRules.Select((rule, i) => Of(rule, i, now, before)),
            .. before is null ? [] : GoneRules(now.CaptureRules, before),
            .. now.Commitments.Select(c => Of(c, now, before, Change(c.Id))),
            .. Gone(changes?.Commitments).Select(c => Of(c, before!, null, SentenceChange.Removed)),
        ];
        if (opened?.SentenceIn(now) is { } called && !all.Exists(v => v.Is(called))
            && Of(open!, null).FirstOrDefault(v => v.Is(opened.SentenceIn(open!))) is { } gone)
            all.Add(gone with { Id = opened.Place is null ? gone.Id : called, Change = SentenceChange.Removed, Number = 0, Notes = [] });
        var old = changes is { Moved.Count: > 0 } ? Of(before!, null) : [];
        return [.. Numbered(all, Shadows.Of(now.Commitments)).Select(v => changes?.Moved.Any(v.Is) == true ? Moved(v, old) : v)];
    }

    private SentenceView Moved(SentenceView view, IReadOnlyList<SentenceView> old) =>
        view.Number > 0 && old.FirstOrDefault(v => v.Id == view.Id) is { Number: var was }
            ? view with
            {
                Notes =
                [
                    was == view.Number
                        ? l["Moved among the sentences around it."] : l["Moved from place {0} to place {1}.", was, view.Number],
                    .. view.Notes,
                ],
            } : view;

    // The views in the order of the page; each says what it loses to those above it, by their numbers.
    private IReadOnlyList<SentenceView> Numbered(List<SentenceView> all, IReadOnlyList<Shadow> shadows)
    {
        List<SentenceView> placed = [.. all.OrderBy(v => v.Party is null ? 0 : v.Party == agreement.Receiver ? 2 : 1)];
        var numbers = placed.Where(v => v.Change != SentenceChange.Removed).Select((view, i) => (view.Id, Number: i + 1))
            .ToDictionary(pair => pair.Id, pair => pair.Number);
        return [.. placed.Select(v => v.Change == SentenceChange.Removed
            ? v : v with { Number = numbers[v.Id], Notes = ShadowWords.Of(l, v.Id, shadows, numbers, company.Currency) })];
    }

    /// <summary>What is said of the whole: about which leads, by which calendar, from when.</summary>
    internal SentenceView Whole(Terms now, Terms? before)
    {
        var parts = Placeholders.Fill(l["About {0}, counted by {1}, in force {2}; {3}."], words => new SentencePart(words),
            [Shown(whole.Scope, now, before), Shown(whole.Calendar, now, before), Shown(whole.From, now, before),
                Shown(whole.ReTimes, now, before)]);
        IReadOnlyList<SentencePart> small = [Shown(whole.Worths, now, before)];
        var change = parts.Concat(small).Any(p => p.Old is not null) ? SentenceChange.Changed : SentenceChange.None;
        return new(WholeId, null, parts, small, [], change, IsMovable: false, IsRemovable: false);
    }

    private static IEnumerable<T> Gone<T>(IReadOnlyList<Changed<T>>? changes) where T : class =>
        changes?.Where(c => c.After is null).Select(c => c.Before!) ?? [];

    private static SentenceChange Kind(object? before, object? after) =>
        before is null ? SentenceChange.Added : after is null ? SentenceChange.Removed : SentenceChange.Changed;

    private SentenceView Of(Commitment c, Terms now, Terms? before, SentenceChange change)
    {
        SentencePart Field(FieldOf<Commitment> field) =>
            Shown(
                field.Of(c.Id, t => t.Commitments.FirstOrDefault(s => s.Id == c.Id),
                    (t, s) => t with { Commitments = Replaced(t.Commitments, s, o => o.Id == s.Id) }), now, before);
        var kind = PromiseKind.Of(c.Promise);
        var parts = Placeholders.Fill(l.Template(c.Promise), words => new SentencePart(words),
        [
            Field(fields.Condition), kind.CountsAttempts ? Field(fields.Attempts) : null, Field(fields.Target),
            kind.Starts.Count > 1 ? Field(fields.Starts) : kind.CountsAttempts ? Field(fields.DifferentDays) : null,
        ]);
        List<SentencePart> small = [];
        if (kind.CountsAttempts)
            small.AddRange([Field(fields.Calls), new(l["calls, personal emails, meetings; sequences do not count"])]);
        else
            small.Add(Field(fields.FromOpening));
        small.AddRange([Field(fields.WarnAt), Field(LadderField.Of(l, kind.GoesBack)), Field(fields.ReJudge)]);
        small.Add(new(kind.CountsAttempts
            ? l["any pause holds it"] : l["a pause holds it, but not one by {0}", l.Party(company, c.OwedBy)]));
        return new(c.Id, c.OwedBy, parts, small, [], change);
    }

    private SentenceView Of(PeriodCommitment c, Terms now, Terms? before, SentenceChange change)
    {
        SentencePart Field(FieldOf<PeriodCommitment> field) => Shown(FieldIn(c, field), now, before);
        var parts = l.Parts(c, company.Currency).Select(p => p.Field is { } name ? Field(periods.Named(name)) : new SentencePart(p.Text))
            .ToList();
        List<SentencePart> small = parts.Exists(p => p.Field?.Name == "condition") ? [] : [Field(periods.Condition)];
        if (c.Kind == PeriodKind.Quality)
            small.AddRange([Field(periods.BySource),
                new(l["accepted ÷ (accepted + returned for reasons of {0}); what timed out is shown apart",
                    l.Party(company, agreement.Giver)])]);
        return new(c.Id, c.OwedBy, parts, small, [], change);
    }

    // Revenue and the leads that it takes are one sentence: a new period is that of both.
    private SentenceView Of(PeriodCommitment revenue, PeriodCommitment qualified, Terms now, Terms? before, SentenceChange change)
    {
        SentencePart Said(TextPart part)
        {
            if (part.Field is not { } name)
                return new(part.Text);
            var field = FieldIn(part.Commitment == revenue.Id ? revenue : qualified, periods.Named(name));
            var other = FieldIn(qualified, periods.Named(name));
            return Shown(name == "period" ? field with { Write = (terms, typed) => other.Write(field.Write(terms, typed), typed) } : field,
                now, before);
        }
        return new(revenue.Id, null, [.. l.Parts(revenue, qualified, company.Currency)
            .Select(Said)], [], [], change)
        { With = qualified.Id };
    }

    private static SentenceField FieldIn(PeriodCommitment c, FieldOf<PeriodCommitment> field) => field.Of(c.Id,
        t => t.PeriodCommitments.FirstOrDefault(s => s.Id == c.Id),
        (t, s) => t with { PeriodCommitments = Replaced(t.PeriodCommitments, s, o => o.Id == s.Id) });

    private IEnumerable<SentenceView> Periods(Terms now, Terms? before, Func<string, SentenceChange> change)
    {
        foreach (var sentence in SentenceOrder.Together(now.PeriodCommitments.OrderBy(c => c.OwedBy is not null)))
            yield return sentence is [var revenue, var qualified]
                ? Of(revenue, qualified, now, before, change(revenue.Id) is var c and not SentenceChange.None ? c : change(qualified.Id))
                : Of(sentence[0], now, before, change(sentence[0].Id));
    }

    private SentenceView Of(CaptureRule rule, int index, Terms now, Terms? before)
    {
        var was = before is null ? rule : TermsFields.Rule(before.CaptureRules, index, now.CaptureRules);
        var change = was is null ? SentenceChange.Added : TermsText.Same(was, rule) ? SentenceChange.None : SentenceChange.Changed;
        return new($"{TermsFields.CapturePrefix}{index}", agreement.Giver,
            Placeholders.Fill(l["Make {0} ready at capture and offer them to {1}."], words => new SentencePart(words),
                [Shown(whole.Capture(index, now.CaptureRules), now, before), new(l.Party(company, rule.OfferTo))]),
            [], [], change, IsMovable: false);
    }

    private IEnumerable<SentenceView> GoneRules(IReadOnlyList<CaptureRule> now, Terms before)
    {
        var still = now.Select((_, i) => TermsFields.Rule(before.CaptureRules, i, now)).ToList();
        return before.CaptureRules.Select((rule, i) => (rule, i)).Where(pair => !still.Exists(r => ReferenceEquals(r, pair.rule)))
            .Select(pair => Of(pair.rule, pair.i, before, null) with
            {
                Id = TermsFields.GoneRule(pair.i, before.CaptureRules),
                Change = SentenceChange.Removed,
            });
    }

    internal static SentencePart Shown(SentenceField field, Terms now, Terms? before)
    {
        var (text, old) = (field.TextIn(now) ?? "", before is null ? null : field.TextIn(before));
        return new(text, field, old == text ? null : old);
    }

    private static List<T> Replaced<T>(IReadOnlyList<T> all, T with, Func<T, bool> which) =>
        [.. all.Select(one => which(one) ? with : one)];
}
