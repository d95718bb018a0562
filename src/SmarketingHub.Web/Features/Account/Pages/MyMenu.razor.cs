using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Features.DueTimes;
using SmarketingHub.Web.Features.Sample;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Account.Pages;

public sealed partial class MyMenu(
    Me me, LiveBoard live, IServiceProvider services, NavigationManager navigation, IDialogService dialogs, Viewer viewer,
    TimeProvider time, IJSRuntime js) : IDisposable
{
    private static readonly (string Code, string Name)[] Languages = [.. Texts.Languages.Select(code => (code,
        new CultureInfo(code).NativeName))];

    private Person? person;
    private SignInLinks? links;
    private string? away;

    private static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private string Here => "/" + navigation.ToBaseRelativePath(navigation.Uri);

    private string Team => person?.Team is { } team && live.Company.Teams.GetValueOrDefault(team) is { } known ? $", {known.Name}" : "";

    /// <summary>One of each role and party is enough to see what each sees.</summary>
    private IEnumerable<Person> SamplePeople => live.Company.People.Values.Where(p => p.Active)
        .GroupBy(p => (p.Party, p.Role)).Select(group => group.MinBy(p => p.Id)!).OrderBy(p => p.Id);

    protected override void OnInitialized() => live.Changed += Follow;

    protected override async Task OnInitializedAsync()
    {
        await live.Ready;
        links = services.GetService<SignInLinks>();
        await Load();
    }

    public void Dispose() => live.Changed -= Follow;

    // Most changes are of leads: only a change of the person is shown.
    private void Follow()
    {
        if (person is not null && live.Company.Person(person.Id) != person)
            _ = InvokeAsync(async () =>
            {
                await Load();
                StateHasChanged();
            });
    }

    private async Task Load()
    {
        try
        {
            person = await me.Person();
            away = AwayWords(person, Instant.FromDateTimeOffset(time.GetUtcNow()));
        }
        catch (NotAllowed)
        {
            person = null;
        }
    }

    private string? AwayWords(Person mine, Instant now)
    {
        if (mine.AwayFrom is not { } from || mine.AwayUntil <= now)
            return null;
        var standIn = mine.StandIn is null ? L["no stand-in"].Value : live.Company.PersonName(mine.StandIn);
        return mine.AwayUntil is { } until
            ? L["Away {0} to {1} · {2}", viewer.Day(from), viewer.Day(until), standIn]
            : L["Away from {0} · {1}", viewer.Day(from), standIn];
    }

    private async Task Absence()
    {
        await js.InvokeVoidAsync("hubPanels.close", "my-menu");
        await viewer.Locate();
        await dialogs.ShowAsync<AbsenceDialog>(null, new DialogParameters<AbsenceDialog> { { d => d.Person, person } });
    }

    private async Task DueTimes()
    {
        await js.InvokeVoidAsync("hubPanels.close", "my-menu");
        await viewer.Locate();
        await dialogs.ShowAsync<DueFeedDialog>();
    }

    private void Become(Person other) => navigation.NavigateTo(links!.Make(other.Id)[1..], forceLoad: true);
}
