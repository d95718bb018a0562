using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;
using SmarketingHub.Web.Tests.Board;

namespace SmarketingHub.Web.Tests.Leads;

public sealed class RefusalTextsTests
{
    [Theory]
    [InlineData("en", "The agreement ends with version 1 already, at Tue 3 Mar, 09:30.", "A name of 1 to 60 characters.",
        "The owner must be an active person of Sales.")]
    [InlineData("es", "El acuerdo ya termina con la versión 1: mar 3 mar, 09:30.", "Un nombre de 1 a 60 caracteres.",
        "El responsable debe ser una persona activa de Ventas.")]
    [InlineData("pl", "Umowa kończy się już wraz z wersją 1: wt. 3 mar, 09:30.", "Nazwa od 1 do 60 znaków.",
        "Opiekunem musi być aktywna osoba, strona: Sprzedaż.")]
    [InlineData("ru", "Соглашение уже заканчивается версией 1: вт 3 мар., 09:30.", "Название от 1 до 60 знаков.",
        "Ответственным должен быть активный человек, сторона: Продажи.")]
    public async Task A_refusal_is_said_in_the_viewers_language_with_moments_in_the_viewers_zone(string language, params string[] said)
    {
        await using var hub = await PageFixture.Start();
        var end = Instant.FromUtc(2026, 3, 3, 8, 30);
        var agreement = hub.Board.Company.Agreements[0].Id;
        await hub.Door.Do(PageFixture.Admin, write => write.End(agreement, 1, end));
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = "sales" });

        var refusals = new[]
        {
            await Should.ThrowAsync<NotPermitted>(hub.Door.Do(PageFixture.Admin, write => write.End(agreement, 1, end))),
            (Refusal)await Should.ThrowAsync<InvalidArgument>(hub.Door.Do(PageFixture.Admin,
                write => write.CopyCalendar("office", new string('x', 61)))),
            await Should.ThrowAsync<InvalidArgument>(hub.Fire(lead, Trigger.Accept,
                new() { Owner = (await hub.Hire("Mia Roth", "marketing")).Id.ToString(CultureInfo.InvariantCulture) })),
        };

        var (l, viewer) = (hub.Pages.Services.GetRequiredService<IStringLocalizer<Texts>>(),
            hub.Pages.Services.GetRequiredService<Viewer>());
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new(language == "en" ? "en-GB" : language), new(language));
        try
        {
            refusals.Select(refusal => l.Said(refusal, viewer)).ShouldBe(said);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
        refusals[0].Message.ShouldBe("The agreement ends with version 1 already, at 2026-03-03T08:30:00Z.");
    }
}
