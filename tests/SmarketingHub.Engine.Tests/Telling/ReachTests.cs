using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Tests.Webhooks;
using static SmarketingHub.Domain.People.TellTopic;
using static SmarketingHub.Domain.People.TellWhen;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>Addresses that people name: secrets, which stand in one place and leave it without a trace.</summary>
public sealed class ReachTests
{
    private const string Secret = "S3cr3tOfRita";

    [Theory]
    [InlineData("forgets it"), InlineData("names another"), InlineData("leaves"), InlineData("it is gone")]
    public async Task It_stands_in_no_ledger_and_in_no_file_once_it_is_not_needed(string how)
    {
        await using var desk = await Desk.SetNearby();
        using var slack = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(how == "it is gone" ? 410 : 200, body: "ok") };
        await desk.TellAt(desk.Rita, "slack", $"{slack.Base}/services/T/B/{Secret}");
        await desk.Post.Test(Actor.Of(desk.Rita), "slack");
        if (how != "it is gone")
            desk.Reach(desk.Rita, "slack")!.Address!.ShouldContain(Secret);
        await using (var rows = desk.Hub.Rows())
            (await rows.Ledger.Select(e => e.Body).ToListAsync())
                .ShouldAllBe(body => !System.Text.Encoding.UTF8.GetString(body).Contains(Secret, StringComparison.OrdinalIgnoreCase));
        await (how switch
        {
            "forgets it" => desk.Hub.Door.Do(Actor.Of(desk.Rita), write =>
            {
                write.ForgetAddress(desk.Rita.Id, "slack");
                return true;
            }),
            "names another" => desk.Name(desk.Rita, "slack", $"{slack.Base}/services/T/B/another"),
            "leaves" => desk.Hub.Door.Do(HubFixture.Admin, write =>
            {
                write.Deactivate(desk.Rita.Id, null);
                return true;
            }),
            _ => Task.CompletedTask,
        });
        if (how == "leaves")
        {
            desk.Reach(desk.Rita, "slack").ShouldBeNull();
            desk.Hub.Company().TellChoices[desk.Rita.Id].By.ShouldBeEmpty();
        }
        desk.Hub.Verify().Problems.ShouldBeEmpty();
        await desk.Hub.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<OwedCuts>().Single().StartAsync(default);
        await desk.Hub.Until(() => !InFiles(desk));
    }

    [Fact]
    public async Task Everybody_names_their_own_and_an_administrator_s_program_anybody_s()
    {
        await using var desk = await Desk.SetNearby();
        var slack = desk.Post.Channel("slack")!;
        await Should.ThrowAsync<NotAllowed>(() => desk.Hub.Door.Do(
            Actor.Of(desk.Sal), write => write.NameAddress(desk.Rita.Id, slack, "https://hooks.slack.com/services/T/B/x")));
        await desk.Hub.Door.Do(HubFixture.Admin, write => write.NameAddress(desk.Rita.Id, slack, "https://hooks.slack.com/services/T/B/x"));
        await Should.ThrowAsync<NotAllowed>(() => desk.Hub.Door.Do(Actor.Of(desk.Sal), write =>
        {
            write.ForgetAddress(desk.Rita.Id, "slack");
            return true;
        }));
        (await Should.ThrowAsync<InvalidArgument>(() => desk.Choose(new TellChoices
        {
            Person = desk.Sal.Id,
            By = [Desk.By("slack", (Late, AtOnce))],
        }))).Field.ShouldBe("address", "a channel without an address tells nobody");
    }

    [Fact]
    public async Task What_was_proven_of_one_address_is_not_of_another()
    {
        await using var desk = await Desk.SetNearby();
        using var slack = new WebhookReceiver { Answer = _ => WebhookReceiver.Says(200, body: "ok") };
        await desk.TellAt(desk.Rita, "slack", $"{slack.Base}/services/T/B/one");
        var tested = await desk.Post.Test(Actor.Of(desk.Rita), "slack");
        (tested.Problem, tested.ProvenAt).ShouldBe((null, null), "accepted, not proven");
        slack.All.ShouldHaveSingleItem().Body.ShouldContain(tested.ProofToken!);
        (await desk.Hub.Door.ProveArrival(tested.ProofToken!)).ShouldBe("slack");
        desk.Reach(desk.Rita, "slack")!.ProvenAt.ShouldNotBeNull();

        await desk.Name(desk.Rita, "slack", $"{slack.Base}/services/T/B/one");
        desk.Reach(desk.Rita, "slack")!.ProvenAt.ShouldNotBeNull("it is the same");
        await desk.Name(desk.Rita, "slack", $"{slack.Base}/services/T/B/two");
        var another = desk.Reach(desk.Rita, "slack")!;
        (another.ProvenAt, another.TestedAt, another.ProofToken).ShouldBe((null, null, null));
        (await desk.Hub.Door.ProveArrival(tested.ProofToken!)).ShouldBeNull();
    }

    private static bool InFiles(Desk desk) => Directory.EnumerateFiles(desk.Hub.Folder, "hub.db*").Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd().Contains(Secret, StringComparison.Ordinal);
    });
}
