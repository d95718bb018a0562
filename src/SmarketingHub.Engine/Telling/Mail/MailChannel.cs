using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling.Mail;

/// <summary>
/// E-mail, by the SMTP server that the installation names. What the server says beside its code is not kept: addresses stand in it.
/// </summary>
public sealed class MailChannel(MailOptions options, TimeProvider time) : IChannel
{
    public const string ByMail = "mail";

    private const int NotSignedIn = 530, TooWeak = 534, SignInFailed = 535, SignInNeedsTls = 538;

    public string Name => ByMail;

    public bool IsSetUp => options is { Host.Length: > 0, From: not null };

    public int MostItems => 50;

    public string? AddressOf(Person person, Reach? reach) => person.Email;

    public async Task<Answer> Send(Outgoing outgoing, CancellationToken stopping)
    {
        MimeMessage mail;
        try
        {
            mail = MailText.Write(outgoing, options, Instant.FromDateTimeOffset(time.GetUtcNow()));
        }
        catch (ParseException)
        {
            return Answer.Refused(LetterProblem.NoAddress);
        }
        using (mail)
        {
            using var timeout = new CancellationTokenSource(options.Longest, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
            var way = new Way();
            try
            {
                await Send(mail, way, both.Token);
                return Answer.Accepted;
            }
            catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
            {
                return Answer.TryLater(LetterProblem.TimedOut, mayHaveArrived: way.HasBegun);
            }
            catch (Exception error) when (Judge(error, way) is not null)
            {
                return Judge(error, way)!;
            }
        }
    }

    private async Task Send(MimeMessage mail, Way way, CancellationToken stopping)
    {
        using var smtp = new SmtpClient { Timeout = (int)options.Longest.TotalMilliseconds };
        await smtp.ConnectAsync(options.Host!, options.Port, options.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, stopping);
        if (options.User is { Length: > 0 } user)
            await smtp.AuthenticateAsync(user, options.Password ?? "", stopping);
        way.IsConnected = true;
        await smtp.SendAsync(mail, stopping, way);
        // It was taken, however the server says good-bye.
        await smtp.DisconnectAsync(quit: true, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Null: it is no failure of sending.
    private static Answer? Judge(Exception error, Way way) => error switch
    {
        SmtpCommandException { StatusCode: var code } when (int)code is NotSignedIn or TooWeak or SignInFailed or SignInNeedsTls =>
            Answer.TryLater(LetterProblem.SignIn, (int)code),
        // Of whom it comes from the installation says: that can be mended, and what was refused because of it is sent then.
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } e => Answer.TryLater(LetterProblem.Refused, (int)e.StatusCode),
        SmtpCommandException e when (int)e.StatusCode >= 500 && way.IsConnected =>
            Answer.Refused(LetterProblem.Refused, (int)e.StatusCode),
        SmtpCommandException e => Answer.TryLater(LetterProblem.TooMany, (int)e.StatusCode),
        AuthenticationException => Answer.TryLater(LetterProblem.SignIn),
        ServiceNotAuthenticatedException => Answer.TryLater(LetterProblem.SignIn),
        SslHandshakeException => Answer.TryLater(LetterProblem.NotSecure),
        // Before the message: the server cannot be secure. With it: it cannot write such an address.
        NotSupportedException => way.IsConnected ? Answer.Refused(LetterProblem.NoAddress) : Answer.TryLater(LetterProblem.NotSecure),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            Answer.TryLater(LetterProblem.NoSuchName),
        SocketException => Answer.TryLater(LetterProblem.Unreachable),
        TimeoutException => Answer.TryLater(LetterProblem.TimedOut, mayHaveArrived: way.HasBegun),
        ProtocolException or IOException => Answer.TryLater(LetterProblem.BrokenAnswer, mayHaveArrived: way.HasBegun),
        ServiceNotConnectedException => Answer.TryLater(LetterProblem.BrokenAnswer, mayHaveArrived: way.HasBegun),
        _ => null,
    };

    /// <summary>How far a message came.</summary>
    private sealed class Way : ITransferProgress
    {
        internal bool IsConnected { get; set; }

        /// <summary>Its text is under way: from now on it may arrive, whatever is answered.</summary>
        internal bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
