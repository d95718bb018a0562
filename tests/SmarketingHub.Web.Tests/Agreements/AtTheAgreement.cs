using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Agreements;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Agreements;

/// <summary>Two team leads, Marta of marketing and Nadia of sales, at the starter agreement.</summary>
public abstract class AtTheAgreement : IAsyncLifetime
{
    protected ApiServer Server { get; private set; } = null!;
    protected Person Marta { get; private set; } = null!;
    protected Person Nadia { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        Server = await ApiServer.Start();
        (Marta, Nadia) = (await Server.Hire("Marta", Party.Marketing, Role.Lead), await Server.Hire("Nadia", Party.Sales, Role.Lead));
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    protected Door Door => Server.Services.GetRequiredService<Door>();

    protected Agreement Starter => Server.Live.Company.Agreements[0];

    protected Task<AgreementVersion> Draft() => Door.Do(Actor.Of(Marta), write => write.NewVersion(Starter.Id));

    protected async Task<IRenderedComponent<AgreementPage>> Page(BunitContext circuit, string query = "")
    {
        await Server.Live.UpToDate(default);
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo($"agreements/{Starter.Id}{query}");
        return circuit.Render<AgreementPage>(p => p.Add(x => x.Id, Starter.Id));
    }

    protected static string Said(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".");

    protected static IElement Sentence(IRenderedComponent<AgreementPage> page, string id) => page.Find($"[data-sentence={id}]");

    // In the renderer's own turn: a picture that is just drawn does not come between.
    protected static async Task Press(IRenderedComponent<AgreementPage> page, string selector, int which = 0)
    {
        page.WaitForState(() => page.FindAll(selector).Count > which);
        await page.InvokeAsync(() => page.FindAll(selector)[which].ClickAsync(new()));
    }

    protected static async Task Fill(IRenderedComponent<AgreementPage> page, string selector, object value)
    {
        page.WaitForElement(selector);
        await page.InvokeAsync(() => page.Find(selector).ChangeAsync(new() { Value = value }));
    }

    protected static Task Save(IRenderedComponent<AgreementPage> page, string form = ".field-editor") =>
        page.InvokeAsync(() => page.Find(form).SubmitAsync());

    protected static async Task Type(IRenderedComponent<AgreementPage> page, string sentence, string field, string input, string value)
    {
        await Press(page, $"#field-{sentence}-{field}");
        await Fill(page, $"#field-{sentence}-{field}-{input}", value);
        await Save(page);
    }

    protected Commitment Stored(string id) => Starter.Versions[^1].Commitments.Single(c => c.Id == id);

    protected async Task ByMarta(AgreementVersion draft, string sentence, string target)
    {
        var before = draft.TermsOf();
        var after = before with
        {
            Commitments = [.. before.Commitments.Select(c => c.Id == sentence ? c with { Target = BusinessDuration.Parse(target) } : c)],
        };
        await Door.Do(Actor.Of(Marta), write => write.ChangeDraft(Starter.Id, draft.Number, before, after));
        await Server.Live.UpToDate(default);
    }

    protected async Task ByMarta(Func<Terms, Terms> change)
    {
        await Server.Live.UpToDate(default);
        var before = Starter.Versions[^1].TermsOf();
        await Door.Do(Actor.Of(Marta), write => write.ChangeDraft(Starter.Id, Starter.Versions[^1].Number, before, change(before)));
        await Server.Live.UpToDate(default);
    }
}
