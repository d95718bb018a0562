using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Web.Features.Telling;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Telling;

/// <summary>What messages say, in four languages.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private ApiServer server = null!;
    private Person rita = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start(settings: new Dictionary<string, string?> { ["Hub:Url"] = "https://hub.example/crm/" });
        rita = await server.Hire("Rita");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("en", "Nordwind 1: “Accept or return” is late", "Mon 2 Mar, 14:00", "1 deadline missed")]
    [InlineData("es", "Nordwind 1", "lun 2 mar, 14:00", "1 plazo incumplido")]
    [InlineData("pl", "Nordwind 1", "pon. 2 mar, 14:00", "1 termin przekroczony")]
    [InlineData("ru", "Nordwind 1", "пн 2 мар., 14:00", "1 срок пропущен")]
    public async Task One_thing_is_its_own_subject(string language, string subject, string when, string heading)
    {
        var message = await Write(language, Late(1));
        message.Subject.ShouldStartWith(subject);
        message.Heading.ShouldBe(heading);
        message.Language.ShouldBe(language);
        var item = message.Items.ShouldHaveSingleItem();
        (item.Text, item.Address.AbsoluteUri).ShouldBe((message.Subject, "https://hub.example/crm/leads/1"));
        item.Detail.ShouldBe(when);
    }

    [Theory]
    [InlineData("en", "23 deadlines missed, 2 leads handed to you", "and 5 more")]
    [InlineData("es", "23 plazos incumplidos, Se le pasan 2 leads", "y 5 más")]
    [InlineData("pl", "23 terminy przekroczone, 2 leady przekazane Tobie", "i jeszcze 5")]
    [InlineData("ru", "23 срока пропущены, 2 лида переданы вам", "и ещё 5")]
    public async Task Many_things_are_counted_the_most_urgent_first(string language, string subject, string more)
    {
        var message = await Write(language,
            [new(new() { Id = 1, Kind = NoticeKind.HandedToMe, LeadId = 1, About = Party.Marketing }, TellTopic.HandedOver, "A"),
                .. Late(23),
                new(new() { Id = 99, Kind = NoticeKind.Assigned, LeadId = 2, About = Party.Sales }, TellTopic.HandedOver, "B")]);
        (message.Subject, message.Heading).ShouldBe((subject, subject));
        message.Items.Count.ShouldBe(20);
        message.Items[0].Text.ShouldStartWith("Nordwind 1");
        message.More(message.Items.Count).ShouldBe(more);
    }

    [Fact]
    public async Task It_says_why_it_came_and_where_that_is_changed()
    {
        var late = await Write("en", Late(1));
        late.Why.ShouldBe("You get this by e-mail because you chose it: Missed deadlines.");
        late.Choices.Address.AbsoluteUri.ShouldBe("https://hub.example/crm/telling");
        late.Stop.Address.AbsoluteUri.ShouldBe("https://hub.example/crm/told/stop/stop-token");
        var called = await Write("en", [.. Late(1).Select(item => item with { Topic = TellTopic.Escalation })]);
        called.Why.ShouldBe("Escalations come by every channel that you use, at once.");
        called.Subject.ShouldStartWith("Nordwind 1");
    }

    [Fact]
    public async Task A_test_has_the_link_that_proves_it()
    {
        var composer = server.Services.GetServices<IComposer>().Single(composer => composer.Kind == LetterKind.Test);
        var message = (await composer.Compose(Letter("en", []), default))!;
        message.Open!.Address.AbsoluteUri.ShouldBe("https://hub.example/crm/told/arrived/proof-token");
    }

    private async Task<Message> Write(string language, IReadOnlyList<ToldItem> items)
    {
        var composer = server.Services.GetServices<IComposer>().Single(composer => composer is NoticeComposer);
        return (await composer.Compose(Letter(language, items), default))!;
    }

    private LetterToWrite Letter(string language, IReadOnlyList<ToldItem> items) => new(
        new() { PersonId = rita.Id, Channel = "mail" }, rita,
        new()
        {
            Person = rita.Id,
            Language = language,
            TimeZone = "Europe/Warsaw",
            By = [new("mail", ImmutableSortedDictionary<TellTopic, TellWhen>.Empty)],
        },
        new() { PersonId = rita.Id, Channel = "mail", StopToken = "stop-token", ProofToken = "proof-token" },
        server.Live.Company, items, 20, Instant.FromUtc(2026, 3, 2, 13, 5));

    private static List<ToldItem> Late(int count) =>
    [
        .. Enumerable.Range(1, count).Select(i => new ToldItem(
            new() { Id = i + 1, Kind = NoticeKind.Breach, LeadId = i, About = "Accept", At = Instant.FromUtc(2026, 3, 2, 13, 0) },
            TellTopic.Late, $"Nordwind {i}")),
    ];
}
