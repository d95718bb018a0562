using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmarketingHub.Engine.Telling.Mail;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>A real SMTP server on this machine that keeps what it takes, and answers as a test wants.</summary>
internal sealed class MailReceiver : IDisposable
{
    private readonly SmtpServer.SmtpServer server;
    private readonly CancellationTokenSource ended = new();

    internal MailReceiver()
    {
        Port = FreePort();
        var provider = new SmtpServer.ComponentModel.ServiceProvider();
        provider.Add(new DelegatingMessageStoreFactory(_ => new Store(this)));
        provider.Add(new DelegatingMailboxFilterFactory(_ => new Filter(this)));
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(builder => builder.Endpoint(new(IPAddress.Loopback, Port)).AllowUnsecureAuthentication()).Build();
        server = new(options, provider);
        server.SessionFaulted += (_, fault) => Faults.Enqueue(fault.Exception);
        _ = server.StartAsync(ended.Token);
    }

    internal int Port { get; }

    /// <summary>All that it took or was given whole, in order.</summary>
    internal ConcurrentQueue<MimeMessage> Mails { get; } = [];

    /// <summary>What it could not do.</summary>
    internal ConcurrentQueue<Exception> Faults { get; } = [];

    /// <summary>Asked when a message was given whole.</summary>
    internal Func<SmtpResponse> OnMessage { get; set; } = () => SmtpResponse.Ok;

    /// <summary>Whether it takes something for an address.</summary>
    internal Func<string, bool> Takes { get; set; } = _ => true;

    internal MailOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        Security = MailSecurity.None,
        From = new("The hub", "hub@nordwind.example"),
    };

    public void Dispose()
    {
        // It ends its sessions by itself, and they look at the token to their end.
        server.Shutdown();
        ended.Cancel();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The server disposes of both after each command.
    private sealed class Store(MailReceiver receiver) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            receiver.Mails.Enqueue(MimeMessage.Load(new MemoryStream(buffer.ToArray()), cancellationToken));
            return Task.FromResult(receiver.OnMessage());
        }
    }

    private sealed class Filter(MailReceiver receiver) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context, IMailbox to, IMailbox @from, CancellationToken cancellationToken) =>
            Task.FromResult(receiver.Takes(to.AsAddress()));
    }
}
