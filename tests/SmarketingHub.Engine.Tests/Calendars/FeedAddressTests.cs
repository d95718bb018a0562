using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Calendars.Feeds;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>Which addresses are read at all, and for whom.</summary>
public sealed class FeedAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:1/a.ics")]
    [InlineData("http://localhost:1/a.ics")]
    [InlineData("http://[::1]:1/a.ics")]
    [InlineData("http://[::ffff:127.0.0.1]:1/a.ics")]
    [InlineData("http://10.1.2.3/a.ics")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://2130706433/a.ics")]
    [InlineData("http://192.168.0.1/a.ics")]
    public async Task Addresses_of_private_networks_are_not_read(string address)
    {
        await using var hub = await HubFixture.Start();

        var wrong = await Should.ThrowAsync<InvalidArgument>(Feeds(hub).OfAddress(HubFixture.Admin, "Poland", address, "Europe/Warsaw"));
        (wrong.Field, wrong.Message.Contains("private network", StringComparison.Ordinal)).ShouldBe(("address", true), wrong.Message);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/a.ics")]
    [InlineData("https://me:secret@example.com/a.ics")]
    [InlineData("example.com/a.ics")]
    [InlineData("")]
    public async Task Other_addresses_are_none(string address)
    {
        await using var hub = await HubFixture.Start();

        (await Should.ThrowAsync<InvalidArgument>(Feeds(hub)
            .OfAddress(HubFixture.Admin, "Poland", address, "Europe/Warsaw"))).Message.ShouldContain("https://example.com");
    }

    [Fact]
    public async Task Who_changes_no_calendars_has_nothing_fetched_either()
    {
        using var server = new FeedServer();
        server.Says(Ics.Of(Ics.Day("20260601", "Feast")));
        await using var hub = await HubFixture.Start(feeds: new() { AllowPrivate = true });
        var rep = Actor.Of(await hub.Hire("Berta Rep"));

        await Should.ThrowAsync<NotAllowed>(Feeds(hub).OfAddress(rep, "Poland", server.Address, "Europe/Warsaw"));
        server.Asked.ShouldBe(0);
    }

    private static HolidayFeeds Feeds(HubFixture hub) => hub.Services.GetRequiredService<HolidayFeeds>();
}
