using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Api.Reports;
using SmarketingHub.Web.Components.Shared;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Counting;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>
/// The frame of a report's page: it reads the address, asks the report of the moment and of the period before, and says what went wrong.
/// </summary>
public sealed partial class ReportFrame<TReport>(
    IDbContextFactory<HubContext> contexts, LiveBoard live, Me me, Viewer viewer, FigureCache cache, NavigationManager navigation,
    IJSRuntime js, ReportNow youngest, ReportFolds folds) : IAsyncDisposable
{
    private const string Csv = "text/csv", Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private readonly BrowserModule module = new(js, "./js/reports.js");

    private ReportAddress address = new();
    private Company? company;
    private ReportChoices choices = ReportChoices.None;
    private IReadOnlyList<ReportPage> pages = [];
    private ReportSeen<TReport>? seen;
    private CancellationTokenSource? loading;
    private string? wrong;
    private bool isAddress, isReached;
    private Instant? known;
    private (Instant, Instant)? period;

    [Parameter, EditorRequired]
    public required ReportPage Report { get; set; }

    /// <summary>The report's query; called beside the circuit.</summary>
    [Parameter, EditorRequired]
    public required Func<ReportMoment, ReportAsked, ReportRequest, CancellationToken, Task<TReport>> Read { get; set; }

    /// <summary>What is downloaded: the tables of the page.</summary>
    [Parameter]
    public Func<ReportSeen<TReport>, IReadOnlyList<ReportTable>>? Tables { get; set; }

    /// <summary>False: the period before says nothing here.</summary>
    [Parameter]
    public bool Compares { get; set; } = true;

    [Parameter, EditorRequired]
    public required RenderFragment<ReportSeen<TReport>> ChildContent { get; set; }

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Moved;
        await live.Ready;
        await viewer.Locate();
        await Load();
    }

    // On a phone the menu's own place may lie beyond its edge.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (isReached || pages.Count == 0)
            return;
        isReached = true;
        await module.Call("reach");
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (ReportAddress.PathOf(navigation.ToBaseRelativePath(e.Location)) == Report.Path)
            _ = InvokeAsync(async () =>
            {
                try
                {
                    await Load();
                    StateHasChanged();
                }
                catch (Exception error)
                {
                    await DispatchExceptionAsync(error);
                }
            });
    }

    private async Task Load()
    {
        loading?.Cancel();
        using var mine = new CancellationTokenSource();
        (loading, wrong) = (mine, null);
        address = ReportAddress.Read(navigation.Uri);
        StateHasChanged();
        try
        {
            var actor = await me.Actor();
            var all = await live.CompanyUpToDate(mine.Token);
            company = all.SeenBy(actor);
            pages = ReportPage.For(actor);
            if (Report == ReportPage.Overview && !pages.Contains(Report))
            {
                navigation.NavigateTo(address.ForOthers.Href(pages[0].Path), replace: true);
                return;
            }
            if (!pages.Contains(Report))
                throw ReportReads.NotForPartners();
            ReportReads.CheckParty(actor, address.Party);
            var request = (Report == ReportPage.Compliance ? address with { Party = ReportReads.OwedBy(actor, address.Party) } : address)
                .ToRequest(all, actor, await youngest.Read());
            (known, period) = (request.AsKnownAt, (request.From, request.To));
            var before = Compares && address.Compare ? address.Before(request, all.Zone) : null;
            var asked = new ReportAsked(address, request, before, actor, company);
            choices = (await cache.Once($"report choices {actor.SeesOnly()}", (rows, _) => ReportChoices.Read(rows, actor))).What;
            // Pages of others go on meanwhile.
            var found = await Task.Run(() => Ask(asked, all, mine.Token), mine.Token);
            if (!mine.IsCancellationRequested)
                seen = found;
        }
        catch (Exception error) when (mine.IsCancellationRequested && error is OperationCanceledException or Refusal)
        {
            // Another one was asked for meanwhile.
            return;
        }
        catch (Refusal refused)
        {
            isAddress = refused is InvalidArgument;
            wrong = refused is InvalidArgument { Field: var field } ? $"{L.Field(field)}: {L.Said(refused, viewer)}"
                : L.Said(refused, viewer);
        }
        finally
        {
            if (loading == mine)
                loading = null;
        }
    }

    private async Task<ReportSeen<TReport>> Ask(ReportAsked asked, Company all, CancellationToken cancellation)
    {
        await using var rows = await contexts.CreateDbContextAsync(cancellation);
        await using var moment = await ReportMoment.Open(rows, all, asked.Request.AsKnownAt, cancellation, folds);
        var now = await Read(moment, asked, asked.Request, cancellation);
        var before = asked.Before is { } earlier ? await Read(moment, asked, earlier, cancellation) : default;
        var leftOut = asked.Actor.SeesAll() ? moment.LeftOut.Count + (await cache.Standing()).LeftOut : 0;
        return new(asked, now, before, await moment.LastLine())
        {
            LeftOut = leftOut,
            HasLeads = moment.HasLeads(),
        };
    }

    private IReadOnlyList<(string Name, string Value)> Asked(ReportSeen<TReport> what)
    {
        var asked = what.Asked;
        return
        [
            (L["Period"], ReportWords.Period(asked.Request, asked.Zone)),
            .. asked.Before is { } before
                ? [(L["Period before"].Value, ReportWords.Period(before, asked.Zone))] : Array.Empty<(string, string)>(),
            .. L.Filters(asked.Request, asked.Known),
            (L["As known at"], ReportWords.Moment(asked.Request.AsKnownAt, asked.Zone)),
        ];
    }

    // Nobody has chosen it: a phone keeps it among the filters.
    private bool IsUsual(string name, ReportSeen<TReport> what) =>
        name == L["Period before"] || name == L["As known at"] && what.Asked.Address.As is null;

    private async Task Save(bool isCsv)
    {
        if (seen is null || Tables is null)
            return;
        var name = $"{Report.Path.Replace('/', '-')}-{seen.Asked.Request.AsKnownAt.InZone(seen.Asked.Zone):uuuu-MM-dd-HHmm}";
        var text = new ReportFileText(name,
            [
                (L["Report"], L[Report.Title].Value),
                .. Asked(seen).Select(said => (said.Name, said.Name == L["As known at"] ? seen.Asked.Request.AsKnownAt
                    : (ReportCell)said.Value)),
                (L["Time zone"], seen.Asked.Zone.Id), (L["Last line of the ledger"], seen.Sequence),
                .. seen.LeftOut > 0
                    ? [(L["Leads in no figure"], seen.LeftOut)] : Array.Empty<(string, ReportCell)>(),
            ], L["What was asked"], Tables(seen));
        using var file = new MemoryStream();
        if (isCsv)
            await ReportCsv.Write(file, text);
        else
            await ReportXlsx.Write(file, text, seen.Asked.Zone);
        file.Position = 0;
        using var stream = new DotNetStreamReference(file, leaveOpen: true);
        await module.Call("save", name + (isCsv ? ".csv" : ".xlsx"), isCsv ? Csv : Xlsx, stream);
    }

    private Task Print() => module.Call("print");

    public async ValueTask DisposeAsync()
    {
        navigation.LocationChanged -= Moved;
        loading?.Cancel();
        await module.DisposeAsync();
    }
}
