using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling.Teams;

/// <summary>
/// Microsoft Teams, by the address of a workflow that begins "when a Teams webhook request is received". It says that it has a message, and
/// never whether it was shown. Who has the address may write there: it is shown masked.
/// </summary>
public sealed class TeamsChannel(ChannelWeb web) : IChannel
{
    public const string ByTeams = "teams";

    private const int LongestAddress = 2_000;

    public string Name => ByTeams;

    public bool IsSetUp => true;

    public int MostItems => TeamsText.MostItems;

    public AddressFrom AddressFrom => AddressFrom.Named;

    // Teams takes four messages a second.
    public Duration Pause => Duration.FromMilliseconds(250);

    public string Shown(string address) => Masked.Address(address);

    public string CheckAddress(string? address)
    {
        PlainText.Check(address, "address", LongestAddress);
        if (!Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var uri) || !web.IsAllowed(uri))
            throw None();
        if (uri.Host.EndsWith(".webhook.office.com", StringComparison.Ordinal) || uri.Host == "outlook.office.com")
            throw new InvalidArgument("address",
                "This is the address of an Office connector, which Microsoft has ended. Make a workflow, and give its address.");
        return uri.AbsolutePath.Contains("/workflows/", StringComparison.Ordinal)
            && uri.Query.Contains("sig=", StringComparison.Ordinal)
            ? uri.AbsoluteUri
            : throw None();
    }

    public async Task<Answer> Send(Outgoing outgoing, CancellationToken stopping) =>
        ChannelWeb.Judge(await web.Post(outgoing.Address, TeamsText.Write(outgoing.Message), stopping),
            status => status is >= 200 and < 300 ? Answer.Accepted : Answer.Refused(LetterProblem.Refused, status));

    private static InvalidArgument None() => new("address",
        "Give the address of a workflow that begins “When a Teams webhook request is received”: https://…/workflows/…&sig=….");
}
