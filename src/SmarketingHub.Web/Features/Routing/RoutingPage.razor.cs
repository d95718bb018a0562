using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Routing;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Agreements.Editing;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Routing;

/// <summary>The rules in their order: changed here, tried on the past, and put in force together.</summary>
public sealed partial class RoutingPage(
    IDbContextFactory<HubContext> contexts, Door door, LiveBoard Live, Submission submission, Viewer Viewer, Me me)
{
    private RoutingRules known = RoutingRules.None;
    private List<RoutingRule> rules = [];
    private IReadOnlyList<RoutingRules> versions = [];
    private bool mayEdit;
    private int? open;
    private bool isNew;
    private RuleInputs inputs = null!;
    private InputValues typed = [];
    private string? wrong, wrongInput, done;

    private bool IsChanged => Text(rules) != Text(known.Rules);

    protected override void OnInitialized() => Live.Changed += Changed;

    protected override async Task OnInitializedAsync()
    {
        var actor = await me.Actor();
        mayEdit = actor.EditsRouting();
        inputs = new(L, Live.Company, new(() => KnownValues.Of(Live.Company, [])));
        await Read();
        Reset();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await Viewer.Locate();
        StateHasChanged();
    }

    public void Dispose() => Live.Changed -= Changed;

    // What others put in force is shown, unless something here waits to be.
    private void Changed() => _ = InvokeAsync(async () =>
    {
        if (Live.Company.Routing.Version == known.Version)
            return;
        var isMine = IsChanged || open is not null;
        if (isMine)
            return;
        await Read();
        Reset();
        StateHasChanged();
    });

    private async Task Read()
    {
        var company = await Live.CompanyUpToDate(default);
        known = company.Routing;
        inputs = new(L, company, new(() => KnownValues.Of(company, [])));
        await using var rows = await contexts.CreateDbContextAsync();
        versions = RoutingVersions.Read(rows);
    }

    private void Reset()
    {
        known = Live.Company.Routing.Version > known.Version ? Live.Company.Routing : known;
        (rules, open, done) = ([.. known.Rules], null, null);
        submission.Clear();
    }

    private void AddRule()
    {
        if (open is not null)
            return;
        rules.Add(new()
        {
            Name = L["Rule {0}", rules.Count + 1],
            To = Domain.People.Party.Sales,
            Method = RouteMethod.Turn,
            IfNobody = IfNobody.Overflow,
        });
        Open(rules.Count - 1);
        isNew = true;
    }

    private void Open(int at) =>
        (open, isNew, typed, wrong, wrongInput, done) = (at, false, inputs.Read(rules[at]), null, null, null);

    private void Close()
    {
        if (isNew && open is { } at)
            rules.RemoveAt(at);
        open = null;
    }

    private void TakeOver()
    {
        (wrong, wrongInput) = (null, null);
        try
        {
            var changed = rules.ToList();
            changed[open!.Value] = inputs.Write(typed, rules[open.Value]);
            RoutingCheck.Check(changed, Live.Company);
            (rules, open) = (changed, null);
        }
        catch (InvalidArgument refusal)
        {
            (wrong, wrongInput) = (L.Said(refusal, Viewer), InputOf(refusal.Field));
        }
    }

    // Only of what is drawn: else it is about the whole.
    private string? InputOf(string field)
    {
        var input = RuleInputs.InputOf(field);
        return inputs.Name.Concat(inputs.Which(typed)).Concat(inputs.Where(typed)).Concat(inputs.People(typed)).Any(i => i.Name == input)
            ? input : null;
    }

    private void Swap(int a, int b) => (rules[a], rules[b]) = (rules[b], rules[a]);

    private async Task PutInForce()
    {
        done = null;
        if (!await submission.Run(actor => door.Do(actor, write => write.PutRouting(known.Version, rules)), Why))
            return;
        await Read();
        Reset();
        done = L["In force as version {0}.", known.Version];
    }

    private Task<string> Why(Refusal refusal) => Task.FromResult(refusal is Stale { Missed: [var theirs, ..] } stale
        ? L["Version {0} was put in force meanwhile by {1}. What you changed is still here.", stale.Version, theirs.By]
        : L.Said(refusal, Viewer));

    private static string Text(IReadOnlyList<RoutingRule> all) => JsonSerializer.Serialize(all, LedgerJson.Options);
}
