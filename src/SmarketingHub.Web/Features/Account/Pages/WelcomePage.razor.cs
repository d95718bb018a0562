using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using NodaTime.TimeZones;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Account.Pages;

public sealed partial class WelcomePage(
    Door door, LiveBoard live, UserManager<Login> users, SignInManager<Login> signIn, NavigationManager navigation, Viewer viewer)
{
    private static readonly string[] Currencies =
    [
        "EUR", "USD", "GBP", "PLN", "CHF", "CZK", "DKK", "HUF", "NOK", "RON", "SEK", "TRY", "UAH", "RUB", "KZT", "ILS", "AED", "SAR", "ZAR",
        "INR", "CNY", "HKD", "JPY", "KRW", "SGD", "AUD", "NZD", "CAD", "MXN", "BRL", "ARS", "CLP", "COP", "PEN",
    ];

    private static readonly ILookup<string, string> Zones = TzdbDateTimeZoneSource.Default.ZoneLocations!
        .Select(location => location.ZoneId).Append("Etc/UTC").Order(StringComparer.Ordinal)
        .ToLookup(zone => zone[..zone.IndexOf('/')]);

    private readonly Dictionary<string, string> errors = [];

    [SupplyParameterFromForm]
    private Input Form { get; set; } = default!;

    private string? Error(string field) => errors.GetValueOrDefault(field);

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        if (!await live.IsFirstRun())
            navigation.NavigateTo("/");
    }

    private async Task Submit()
    {
        // Somebody finished this page in between: it is over.
        if (!await live.IsFirstRun())
            return;
        foreach (var validator in users.PasswordValidators)
            if (!(await validator.ValidateAsync(users, new(), Form.Password)).Succeeded)
                errors["password"] = L["At least 10 characters. A few words make a good one."];
        if (errors.Count > 0)
            return;
        var person = await Begin();
        if (person is null)
            return;
        await live.UpToDate(CancellationToken.None);
        await signIn.SignInAsync((await users.FindByIdAsync($"{person.Id}"))!, isPersistent: false);
        navigation.NavigateTo("/");
    }

    private async Task<Person?> Begin()
    {
        var administrator = new Person
        {
            Id = 0,
            Name = Form.Name ?? "",
            Email = Form.Email ?? "",
            Party = Form.Party ?? Party.Marketing,
            Role = Role.Admin,
        };
        var password = users.PasswordHasher.HashPassword(new(), Form.Password!);
        Person? made = null;
        var refusal = await Submission.RefusalOf(async () => made = await door.Begin(Form.TimeZone ?? "", Form.Currency ?? "",
            administrator, password));
        if (refusal is not null)
            errors[(refusal as InvalidArgument)?.Field ?? ""] = L.Said(refusal, viewer);
        return made;
    }

    private sealed class Input
    {
        public string? TimeZone { get; set; }
        public string? Currency { get; set; }
        public string? Name { get; set; }
        public string? Email { get; set; }
        public string? Party { get; set; }
        public string? Password { get; set; }
    }
}
