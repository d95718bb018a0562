using SmarketingHub.Domain;
using SmarketingHub.Engine.WebForms;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Tests.WebForms;

/// <summary>What may be said of a form, and which field is named when it may not.</summary>
public sealed class WebFormTextTests
{
    public static TheoryData<string, Func<WebFormText, WebFormText>> Wrong => new()
    {
        { "name", text => text with { Name = " " } },
        { "name", text => text with { Name = new('x', 201) } },
        { "fields", text => text with { Fields = [] } },
        { "fields", text => text with { Fields = ["email", "shoeSize"] } },
        { "required", text => text with { Required = [] } },
        { "required", text => text with { Required = ["country"] } },
        { "required", text => text with { Required = ["phone"] } },
        { "languages", text => text with { Languages = [] } },
        { "languages", text => text with { Languages = ["fr"] } },
        { "words.pl.consent", text => text with { Words = [text.Words[0]] } },
        { "words.en.consent", text => text with { Words = [text.Words[0] with { Consent = new('x', 2_001) }, text.Words[1]] } },
        { "thanksUrl", text => text with { ThanksUrl = "javascript:alert(1)" } },
        { "thanksUrl", text => text with { ThanksUrl = "/thanks" } },
        { "origins", text => text with { Origins = ["www.example.com"] } },
        { "origins", text => text with { Origins = ["https://www.example.com/page"] } },
        { "origins", text => text with { Origins = ["https://*.example.com"] } },
        { "origins", text => text with { Origins = ["https://a.example; script-src *"] } },
        { "origins", text => text with { Origins = [.. Enumerable.Range(0, 21).Select(i => $"https://s{i}.example")] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_named(string field, Func<WebFormText, WebFormText> change)
    {
        await using var at = await AtTheForm.Open();
        (await Should.ThrowAsync<InvalidArgument>(() => at.Change(change))).Field.ShouldBe(field);
        at.Now().Version.ShouldBe(1);
    }

    [Fact]
    public async Task Sites_are_kept_as_browsers_say_them()
    {
        await using var at = await AtTheForm.Open(AtTheForm.Demo with
        {
            Origins = ["HTTPS://WWW.Example.com/", "https://www.example.com:443", "http://localhost:8080", "https://żółw.example"],
        });
        at.Now().Origins.ShouldBe(["https://www.example.com", "http://localhost:8080", "https://xn--w-uga1v8h.example"]);
    }

    [Fact]
    public async Task Only_another_text_to_agree_to_makes_another_version()
    {
        await using var at = await AtTheForm.Open();
        await at.Change(text => text with
        {
            Name = "Other",
            Words = [.. text.Words.Select(w => w with { Title = "T", Thanks = "Thanks" })],
        });
        at.Form.ConsentVersion.ShouldBe(1);
        await at.Change(text => text with { Words = [.. text.Words.Select(w => w with { Consent = w.Consent + "!" })] });
        at.Form.ConsentVersion.ShouldBe(2);
        using var rows = at.Site.Rows();
        var told = rows.Ledger.Where(e => e.Type == "webFormChanged").AsEnumerable()
            .Select(e => System.Text.Encoding.UTF8.GetString(e.Body)).ToList();
        told.Last().ShouldContain("\"consentVersion\":2");
        told.Last().ShouldContain("I agree to be called.!");
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_the_second_is_told()
    {
        await using var at = await AtTheForm.Open();
        var before = at.Form.Version;
        await at.Change(text => text with { Name = "First" });
        await Should.ThrowAsync<Stale>(() => at.Site.Door.Do(AtTheForm.Admin, write =>
            write.ChangeForm(at.Form.Id, before, text => text with { Name = "Second" })));
        at.Now().Name.ShouldBe("First");
    }

    [Fact]
    public void Forms_speak_the_languages_of_the_product() => FormFields.Languages.ShouldBe(Texts.Languages);
}
