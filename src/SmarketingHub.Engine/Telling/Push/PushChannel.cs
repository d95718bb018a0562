using System.Text;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Outside;

namespace SmarketingHub.Engine.Telling.Push;

/// <summary>
/// Browsers, also while no page is open, by the service of the browser's maker: it is told when and how much, and cannot read what. Each
/// browser is a way of its own.
/// </summary>
public sealed class PushChannel(ChannelOptions options, ChannelWeb web, PushKeys keys, TimeProvider time) : IChannel
{
    public const string ByPush = "push";

    // As long as a letter is tried: a browser that is away for longer is not told what is over by then.
    private static readonly int LivesSeconds = (int)LetterSchedule.GivenUpAfter.TotalSeconds;

    private readonly PushServiceClient client = new(web.Http) { AutoRetryAfter = false };

    public string Name => ByPush;

    public bool IsSetUp => options.Contact is not null;

    public int MostItems => PushText.MostItems;

    public AddressFrom AddressFrom => AddressFrom.Browser;

    public string Shown(string address) => Masked.Address(PushSubscribed.Read(address).Endpoint);

    public string CheckAddress(string? address)
    {
        var said = PushSubscribed.Read(address);
        return Uri.TryCreate(said.Endpoint, UriKind.Absolute, out var uri) && web.IsAllowed(uri)
            ? said.ToString()
            : throw new InvalidArgument("address", "This is no subscription of a browser: its endpoint and two keys.");
    }

    public async Task<Answer> Send(Outgoing outgoing, CancellationToken stopping)
    {
        var to = PushSubscribed.Read(outgoing.Address);
        var subscription = new PushSubscription { Endpoint = to.Endpoint };
        subscription.SetKey(PushEncryptionKeyName.P256DH, to.P256dh);
        subscription.SetKey(PushEncryptionKeyName.Auth, to.Auth);
        var key = await keys.Get();
        using var own = new VapidAuthentication(key.Public, key.Private) { Subject = options.Contact };
        var message = new PushMessage(Encoding.UTF8.GetString(PushText.Write(outgoing.Id, outgoing.Message)))
        {
            // One that still waits there is replaced by the same one sent again.
            Topic = outgoing.Id,
            TimeToLive = LivesSeconds,
            Urgency = PushMessageUrgency.High,
        };
        var said = await web.Try(async token =>
        {
            try
            {
                await client.RequestPushMessageDeliveryAsync(subscription, message, own, VapidAuthenticationScheme.Vapid, token);
                return new(201);
            }
            catch (PushServiceClientException error)
            {
                return new((int)error.StatusCode, RetryAfter: OutsideCall.RetryAfter(error.Headers, time), Body: error.Body ?? "");
            }
        }, stopping);
        return ChannelWeb.Judge(said, status =>
            status is >= 200 and < 300 ? Answer.Accepted : Answer.Refused(LetterProblem.Refused, status));
    }
}
