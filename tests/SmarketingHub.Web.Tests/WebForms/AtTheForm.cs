using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Verification;
using SmarketingHub.Engine.WebForms;
using SmarketingHub.Web.Features.WebForms.Public;
using SmarketingHub.Web.Tests.Account;

namespace SmarketingHub.Web.Tests.WebForms;

/// <summary>A form at its public address, and a visitor without a script.</summary>
internal sealed partial class AtTheForm : IAsyncDisposable
{
    internal static readonly Actor Admin = new(ActorKind.Key, 1, Role.Admin, null);

    internal static readonly WebFormText Demo = new()
    {
        Name = "Demo request",
        Source = "demo-request",
        Fields = ["email", "company", "country", "note"],
        Required = ["email"],
        Languages = ["en", "pl"],
        Words =
        [
            new("en", "Ask for a demo", "Half an hour.", "I agree to be called.", null),
            new("pl", "Poproś o pokaz", null, "Zgadzam się na telefon.", null),
        ],
        IsConsentRequired = true,
        Origins = ["https://www.example.com"],
    };

    private AtTheForm(Site site, WebForm form) => (Site, Form, Visitor) = (site, form, site.Browser());

    internal Site Site { get; }
    internal WebForm Form { get; private set; }
    internal HttpClient Visitor { get; }
    internal string Address => $"/forms/{Form.Key}";

    internal static async Task<AtTheForm> Open(WebFormText? text = null, FormOptions? options = null)
    {
        var site = await Site.Start(more: services => services.AddSingleton(options ?? new()));
        return new(site, await site.Door.Do(Admin, write => write.MakeForm(text ?? Demo)));
    }

    internal async Task Change(Func<WebFormText, WebFormText> change) =>
        Form = await Site.Door.Do(Admin, write => write.ChangeForm(Form.Id, Form.Version, change));

    /// <summary>What stands in the hidden fields of a page.</summary>
    internal static Dictionary<string, string> Hidden(string html) =>
        HiddenInput().Matches(html).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));

    internal async Task<Dictionary<string, string>> Look(string query = "", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address + query);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Hidden(await (await Visitor.SendAsync(request)).Content.ReadAsStringAsync());
    }

    /// <summary>Looks at it, takes some time to type, and sends it.</summary>
    internal async Task<HttpResponseMessage> Fill(params (string Name, string Value)[] typed)
    {
        var hidden = await Look();
        Site.Time.Advance(TimeSpan.FromSeconds(20));
        return await Send(hidden, typed);
    }

    internal Task<HttpResponseMessage> Send(Dictionary<string, string> hidden, params (string Name, string Value)[] typed) =>
        Visitor.PostAsync(Address, Body(hidden, typed));

    internal static FormUrlEncodedContent Body(Dictionary<string, string> hidden, params (string Name, string Value)[] typed) =>
        new(hidden.Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value))));

    internal List<Inquiry> Inquiries()
    {
        using var rows = Site.Rows();
        return rows.Inquiries.AsNoTracking().OrderBy(i => i.Id).ToList();
    }

    internal List<HeldInquiry> Held()
    {
        using var rows = Site.Rows();
        return rows.HeldInquiries.AsNoTracking().OrderBy(h => h.Id).ToList();
    }

    internal WebForm Now()
    {
        using var rows = Site.Rows();
        return rows.WebForms.AsNoTracking().Single(f => f.Id == Form.Id);
    }

    /// <summary>What was kept beside the inquiry.</summary>
    internal (FormFilled Event, JsonNode Told) Told(long inquiry)
    {
        using var rows = Site.Rows();
        var filled = rows.Ledger.Where(e => e.Type == "formFilled").AsEnumerable()
            .Select(e => (FormFilled)LedgerJson.Read(e.Type, e.Body)!).Single(e => e.Inquiry == inquiry);
        return (filled, JsonNode.Parse(rows.Texts.Single(t => t.Id == filled.Told.Id).Text)!);
    }

    internal IReadOnlyList<string> Verify()
    {
        using var rows = Site.Rows();
        return Verifier.Verify(rows).Problems;
    }

    internal static readonly (string, string)[] Ana = [("email", "ana@nordwind.example"), ("company", "Nordwind"), ("consent", "1")];

    internal static (string, string) InHiddenField => (FormInputs.Hidden, "https://cheap.example");

    internal Task<Taken> LetIn(long held) => Site.Door.Do(Admin, write => write.LetIn(held));

    public async ValueTask DisposeAsync()
    {
        Visitor.Dispose();
        await Site.DisposeAsync();
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenInput();
}
