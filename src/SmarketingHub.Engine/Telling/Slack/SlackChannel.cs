using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling.Slack;

/// <summary>
/// Slack, by the address of an incoming webhook, which leads into one channel or to one person there. Who has the address may write there:
/// it is shown masked.
/// </summary>
public sealed class SlackChannel(ChannelOptions options, ChannelWeb web) : IChannel
{
    public const string BySlack = "slack";

    private const int LongestAddress = 1_000;

    private static readonly string[] Hosts = ["hooks.slack.com", "hooks.slack-gov.com"];

    // What Slack says of an address that leads nowhere, with whatever status.
    private static readonly string[] Ended =
        ["no_service", "no_service_id", "no_active_hooks", "no_team", "invalid_token", "team_disabled", "channel_is_archived"];

    public string Name => BySlack;

    public bool IsSetUp => true;

    public int MostItems => SlackText.MostItems;

    public AddressFrom AddressFrom => AddressFrom.Named;

    public Duration Pause => Duration.FromSeconds(1);

    public string Shown(string address) => Masked.Address(address);

    public string CheckAddress(string? address)
    {
        PlainText.Check(address, "address", LongestAddress);
        return Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var uri) && web.IsAllowed(uri)
            && (options.AllowPrivate || Hosts.Contains(uri.Host))
            && uri.AbsolutePath.StartsWith("/services/", StringComparison.Ordinal) && uri.AbsolutePath.Length > "/services/".Length
            ? uri.AbsoluteUri
            : throw new InvalidArgument("address",
                "Give the address of an incoming webhook, such as https://hooks.slack.com/services/….");
    }

    public async Task<Answer> Send(Outgoing outgoing, CancellationToken stopping)
    {
        var said = await web.Post(outgoing.Address, SlackText.Write(outgoing.Message), stopping);
        var answer = ChannelWeb.Judge(said, status => status switch
        {
            200 when said.Body.Trim() == "ok" => Answer.Accepted,
            // Something else answered in its place: perhaps it went through.
            >= 200 and < 300 => Answer.TryLater(LetterProblem.BrokenAnswer, status, mayHaveArrived: true),
            _ => Answer.Refused(LetterProblem.Refused, status),
        });
        return answer.IsFinal && !answer.IsGone && Ended.Contains(answer.Said)
            ? Answer.Gone(answer.Status) with { Said = answer.Said } : answer;
    }
}
