using MimeKit;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Mail;
using SmtpServer.Protocol;
using static SmarketingHub.Domain.People.TellTopic;
using static SmarketingHub.Domain.People.TellWhen;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>E-mail, by a real SMTP server.</summary>
public sealed class MailTests
{
    private static readonly Uri Lead = new("https://hub.example/leads/7?a=1&b=2");

    private static readonly Message Words = new()
    {
        Language = "pl",
        Subject = "Zażółć\r\nBcc: everybody@example.com",
        Heading = "2 terminy minęły",
        Items = [new("Bjørn & <Søn>: „przyjąć” – spóźnione", "pon 2 mar, 13:00", Lead)],
        Others = 12,
        AndMore = count => $"i jeszcze {count}",
        Open = new("Otwórz", new("https://hub.example/breaches")),
        Why = "Dlatego",
        Choices = new("Wybory", new("https://hub.example/telling")),
        Stop = new("Zakończ", new("https://hub.example/told/stop/abc")),
    };

    [Fact]
    public async Task It_is_plain_and_html_with_its_reason_its_links_and_one_click_to_end_it()
    {
        using var receiver = new MailReceiver();
        var answer = await Send(receiver);
        receiver.Faults.ShouldBeEmpty();
        answer.ShouldBe(Answer.Accepted);

        var mail = receiver.Mails.ShouldHaveSingleItem();
        mail.Headers["List-Id"].ShouldBe("SmarketingHub <smarketinghub.nordwind.example>");
        mail.Headers["List-Unsubscribe"].ShouldBe("<https://hub.example/told/stop/abc>");
        mail.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.MessageId.ShouldBe("letter-7@smarketinghub.nordwind.example");
        mail.Subject.ShouldBe("Zażółć Bcc: everybody@example.com");
        mail.Bcc.ShouldBeEmpty();
        mail.From.Mailboxes.ShouldHaveSingleItem().Address.ShouldBe("hub@nordwind.example");
        mail.To.Mailboxes.ShouldHaveSingleItem().ToString().ShouldBe("\"Rita Rep\" <rita@hub.example>");
        mail.Body.ShouldBeOfType<MultipartAlternative>();
        foreach (var text in new[] { "2 terminy minęły", "i jeszcze 12", "Dlatego", "https://hub.example/told/stop/abc" })
        {
            mail.TextBody!.ShouldContain(text);
            mail.HtmlBody!.ShouldContain(text);
        }
        mail.TextBody!.ShouldContain("Bjørn & <Søn>: „przyjąć” – spóźnione");
        mail.TextBody!.ShouldContain(Lead.AbsoluteUri);
        mail.HtmlBody!.ShouldContain("Bj&#248;rn &amp; &lt;S&#248;n&gt;");
        mail.HtmlBody!.ShouldContain("leads/7?a=1&amp;b=2");
        mail.HtmlBody!.ShouldContain("lang=\"pl\"");
        mail.HtmlBody!.ShouldNotContain("<img", Case.Sensitive, "nothing is loaded");
    }

    [Fact]
    public async Task A_picture_goes_with_it()
    {
        using var receiver = new MailReceiver();
        await Send(receiver, Words with
        {
            Sections =
            [
                new("Agreement",
                    [
                        new("80 leads", "Behind pace", ["28 of 80"])
                        {
                            Picture = new("pace.png", "image/png", new byte[] { 1, 2, 3 }, "The pace of March", 560),
                        },
                        new(null, null, []) { Exact = "a line <of> bytes" },
                    ]),
            ],
        });
        var mail = receiver.Mails.Single();
        var picture = mail.BodyParts.OfType<MimePart>().Single(part => part.ContentType.MimeType == "image/png");
        mail.HtmlBody!.ShouldContain($"cid:{picture.ContentId}");
        mail.HtmlBody!.ShouldContain("alt=\"The pace of March\"");
        mail.HtmlBody!.ShouldContain("a line &lt;of&gt; bytes");
        foreach (var text in new[] { "AGREEMENT", "80 leads – Behind pace", "28 of 80", "a line <of> bytes" })
            mail.TextBody!.ShouldContain(text, Case.Sensitive, "the words say it without the picture");
    }

    [Fact]
    public async Task An_address_that_is_refused_is_refused_for_good_and_a_mailbox_that_is_full_is_tried_later()
    {
        using var receiver = new MailReceiver { Takes = address => address != "rita@hub.example" };
        var refused = await Send(receiver);
        (refused.Problem, refused.IsFinal, refused.Status).ShouldBe((LetterProblem.Refused, true, 550));

        receiver.Takes = _ => true;
        receiver.OnMessage = () => new(SmtpReplyCode.InsufficientStorage, "full");
        var full = await Send(receiver);
        (full.Problem, full.IsFinal, full.MayHaveArrived, full.Status).ShouldBe((LetterProblem.TooMany, false, false, 452));

        receiver.OnMessage = () => new(SmtpReplyCode.TransactionFailed, "spam");
        (await Send(receiver)).IsFinal.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_no_server_listens_or_it_cannot_be_made_secure_it_is_tried_later_and_cannot_have_arrived()
    {
        using var receiver = new MailReceiver();
        foreach (var (options, problem) in new[]
        {
            (receiver.Options with { Port = MailReceiver.FreePort() }, LetterProblem.Unreachable),
            (receiver.Options with { Host = "no.such.host.invalid" }, LetterProblem.NoSuchName),
            (receiver.Options with { Security = MailSecurity.StartTls }, LetterProblem.NotSecure),
            (receiver.Options with { Security = MailSecurity.Tls }, LetterProblem.NotSecure),
        })
        {
            var answer = await Send(options);
            (answer.Problem, answer.IsFinal, answer.MayHaveArrived).ShouldBe((problem, false, false));
        }
        receiver.Mails.ShouldBeEmpty("nothing is said to a server that cannot be secure");
    }

    [Fact]
    public async Task No_mail_address_is_none()
    {
        using var receiver = new MailReceiver();
        var answer = await new MailChannel(receiver.Options, TimeProvider.System)
            .Send(new("letter-7", Rita, "not an address @@", Words), default);
        (answer.Problem, answer.IsFinal).ShouldBe((LetterProblem.NoAddress, true));
    }

    [Fact]
    public async Task What_waits_while_the_server_is_away_comes_in_one_mail_when_it_is_back()
    {
        using var receiver = new MailReceiver { OnMessage = () => new(SmtpReplyCode.ServiceUnavailable, "away") };
        await using var desk = await Desk.Set(new MailChannel(receiver.Options, TimeProvider.System));
        await desk.Choose(new TellChoices { Person = desk.Rita.Id, By = [Desk.By("mail", (HandedOver, AtOnce))] });
        for (var i = 0; i < 5; i++)
        {
            await desk.Offer($"{i}@example.com");
            await desk.Pass(Duration.FromMinutes(5));
        }
        receiver.OnMessage = () => SmtpResponse.Ok;
        await desk.Pass(Duration.FromHours(1));

        receiver.Mails.Last().Subject.ShouldBe("5 things");
        desk.Letters().ShouldHaveSingleItem().State.ShouldBe(LetterState.Sent);
        receiver.Mails.Select(mail => mail.MessageId).Distinct().ShouldHaveSingleItem();
        receiver.Mails.Last().To.Mailboxes.Single().Address.ShouldBe("rita.rep@hub.example");
    }

    private static Person Rita { get; } =
        new() { Id = 1, Name = "Rita Rep", Email = "rita@hub.example", Party = Party.Sales, Role = Role.Rep };

    private static Task<Answer> Send(MailReceiver receiver, Message? message = null) => Send(receiver.Options, message);

    private static Task<Answer> Send(MailOptions options, Message? message = null) =>
        new MailChannel(options, TimeProvider.System).Send(new("letter-7", Rita, Rita.Email, message ?? Words), default);
}
