using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SkiaSharp;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Nightly;
using SmarketingHub.Engine.Tests.Telling;
using SmarketingHub.Engine.Verification;
using SmarketingHub.Web.Features.Telling.Nightly;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Telling;

/// <summary>The nightly mail as a mailbox gets it, of Tuesday 2026-03-03, 06:00.</summary>
public sealed class NightlyMailTests : IAsyncLifetime
{
    private readonly MailReceiver receiver = new();
    private ApiServer server = null!;
    private Person sal = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start(
            settings: new Dictionary<string, string?> { ["Hub:Url"] = "https://hub.example" },
            change: services => services.AddSingleton(receiver.Options));
        sal = await server.Hire("Sal", Party.Sales, Role.Lead);
        await server.Services.GetRequiredService<NightlyMails>().MakeDue();
        await server.Do(write =>
        {
            var starter = write.Company.Agreements[0];
            return write.AddVersion(starter.Id, starter.Versions[^1] with
            {
                EffectiveAt = write.Now,
                PeriodCommitments =
                [
                    new() { Id = "volume", Measure = Measure.Leads, OwedBy = Party.Marketing, Amount = 220 },
                    new() { Id = "qualified", Measure = Measure.Qualified, Amount = 44 },
                ],
            });
        });
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        receiver.Dispose();
    }

    [Fact]
    public async Task It_is_plain_and_html_with_a_picture_of_each_promise()
    {
        await server.Offered("Nordwind");
        var mail = await Night();
        var alternatives = mail.Body.ShouldBeOfType<MultipartAlternative>();
        alternatives[0].ShouldBeOfType<TextPart>().ContentType.MimeType.ShouldBe("text/plain");
        var related = alternatives[1].ShouldBeOfType<MultipartRelated>();
        related.Root.ShouldBeOfType<TextPart>().ContentType.MimeType.ShouldBe("text/html");
        var pictures = related.OfType<MimePart>().Where(part => part.ContentType.MimeType == "image/png").ToList();
        pictures.Count.ShouldBe(3, "volume, goal, follow-up");
        foreach (var picture in pictures)
        {
            mail.HtmlBody!.ShouldContain($"""<img src="cid:{picture.ContentId}" alt="Burn-up, day by day: """);
            using var bytes = new MemoryStream();
            picture.Content!.DecodeTo(bytes);
            var png = bytes.ToArray();
            png.Length.ShouldBeInRange(5_000, 100 * 1024);
            png[..8].ShouldBe(new byte[] { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a });
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).ShouldBe(1120, "twice 560");
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)).ShouldBe(440);
            using var drawn = SKBitmap.Decode(png);
            drawn.GetPixel(1, 1).ShouldBe(SKColors.White, "it stands on white of its own");
            drawn.Pixels.Distinct().Count().ShouldBeGreaterThan(20, "something is drawn");
        }
    }

    [Fact]
    public async Task Its_words_have_the_figures_of_the_pace_report()
    {
        foreach (var name in new[] { "Nordwind", "Altamar", "Zorza" })
            await server.Offered(name);
        var text = (await Night()).TextBody!;
        var pace = await server.Admin.Get("reports/pace");
        var volume = pace["items"].EnumerateArray().Single(item => item.GetProperty("commitment").GetString() == "volume");
        string Figure(string name) => Math.Round(volume.GetProperty(name).GetDecimal()).ToString("N0", CultureInfo.GetCultureInfo("en"));
        var days = volume.GetProperty("workingDays");
        text.ShouldContain($"{Figure("actual")} of {Figure("amount")} leads handed off. By now it should be {Figure("shouldBe")}. "
            + $"Working days over: {days.GetProperty("passed")} of {days.GetProperty("total")}. "
            + $"At this pace it will end at {Figure("projected")}.");
        Figure("actual").ShouldBe("3");
        var followUp = pace["followUp"][0];
        text.ShouldContain($"Met: {followUp.GetProperty("met")}; due by now: {followUp.GetProperty("due")}, of "
            + $"{followUp.GetProperty("started")} that started in the period.");
        text.ShouldContain("Marketing: Hand off 220 leads each month. – Behind pace");
        // 44 and none yet; of 22 working days one is over.
        text.ShouldContain("0 of 44 sales-qualified. With 3 each working day from now on it is still kept.");
        text.ShouldNotContain("With 11", Case.Sensitive, "what Marketing alone owes is not Sales' to do");
    }

    [Fact]
    public async Task What_was_handled_leaves_the_list_and_it_has_five_things_at_most()
    {
        var lead = await server.Offered("Nordwind");
        (await Text()).ShouldContain("- 1 lead is late: Nordwind (“accept” was due");
        (await server.Admin.Post($"leads/{lead}/return", """{"reason":"badData"}""")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        (await Text()).ShouldNotContain("Nordwind", Case.Sensitive);
        var mark = await server.Hire("Mark", Party.Marketing, Role.Lead);
        (await Text(mark)).ShouldContain("- 1 lead is due today: Nordwind");
        (await Message(mark))!.Items.Count.ShouldBeInRange(1, 5);
    }

    [Fact]
    public async Task Its_line_proves_where_the_ledger_ended()
    {
        var text = (await Night()).TextBody!;
        var line = text.Split('\n').Single(line => line.StartsWith("smarketinghub-head-1 ", StringComparison.Ordinal));
        await server.Offered("Nordwind");
        using var rows = server.Rows();
        Verifier.Verify(rows, SignedHead.Read(line)!).Kept!.Holds.ShouldBeTrue();
    }

    [Theory]
    [InlineData("en", "2 promises behind pace, 1 thing to do", "Behind pace")]
    [InlineData("es", "2 promesas por detrás del ritmo, 1 cosa por hacer", "por detrás")]
    [InlineData("pl", "2 obietnice poniżej tempa, 1 rzecz do zrobienia", "poniżej tempa")]
    [InlineData("ru", "2 обещания отстают, 1 дело", "отстаёт")]
    public async Task It_is_in_the_persons_language(string language, string subject, string mark)
    {
        (await server.Admin.Put($"people/{sal.Id}/telling", $$"""{"language":"{{language}}","nightly":true}""")).Status
            .ShouldBe(System.Net.HttpStatusCode.OK);
        var mail = await Night();
        mail.Subject!.ShouldEndWith(subject);
        mail.TextBody!.ShouldContain(mark);
        mail.Body!.Headers["Content-Language"].ShouldBe(language);
    }

    [Fact]
    public void Its_font_has_the_letters_of_all_languages()
    {
        using var stream = typeof(NightlyComposer).Assembly.GetManifestResourceStream("inter.ttf")!;
        using var font = SKTypeface.FromStream(stream);
        foreach (var language in Resources.Texts.Languages)
        {
            var culture = CultureInfo.GetCultureInfo(language);
            var letters = string.Concat(culture.DateTimeFormat.AbbreviatedMonthGenitiveNames) + "0123456789.,%€$£₽zł–"
                + culture.NumberFormat.NumberGroupSeparator + culture.NumberFormat.PercentSymbol;
            var alphabet = language switch
            {
                "pl" => "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
                "ru" => "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
                _ => "áéíóúñüÁÉÍÓÚÑÜabcxyz",
            };
            font.ContainsGlyphs(letters + alphabet).ShouldBeTrue(language);
        }
    }

    private async Task<MimeMessage> Night()
    {
        await Morning();
        await server.Services.GetRequiredService<NightlyMails>().MakeDue();
        await server.Services.GetRequiredService<LetterSender>().SendDue();
        receiver.Faults.ShouldBeEmpty();
        return receiver.Mails.ShouldHaveSingleItem();
    }

    private async Task<string> Text(Person? to = null) => Engine.Telling.Mail.MailText.Plain((await Message(to ?? sal))!);

    private async Task<Message?> Message(Person to)
    {
        await Morning();
        return await server.Services.GetRequiredService<LetterPost>().Preview(to, Engine.Data.LetterKind.Nightly, "mail");
    }

    private Task Morning() => server.Pass(new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero) - server.Time.GetUtcNow());
}
