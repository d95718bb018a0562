using System.Net;
using System.Text;
using MimeKit;
using MimeKit.Utils;
using NodaTime;

namespace SmarketingHub.Engine.Telling.Mail;

/// <summary>A message as an e-mail: plain, and the same as HTML without anything that is loaded.</summary>
public static class MailText
{
    private const string Ink = "#1f2937", Faint = "#6b7280", Accent = "#1d4ed8";

    public static MimeMessage Write(Outgoing outgoing, MailOptions options, Instant now)
    {
        var message = outgoing.Message;
        var mail = new MimeMessage
        {
            Subject = Message.OneLine(message.Subject),
            // The same when it is sent again: a mailbox that has it keeps one.
            MessageId = $"{outgoing.Id}@{options.ListId}",
            Date = now.ToDateTimeOffset(),
        };
        mail.From.Add(options.From ?? new("", $"hub@{options.Domain}"));
        var to = MailboxAddress.Parse(outgoing.Address);
        mail.To.Add(new MailboxAddress(Encoding.UTF8, Message.OneLine(outgoing.To.Name), to.Address));
        mail.Headers.Add("List-Id", $"SmarketingHub <{options.ListId}>");
        mail.Headers.Add("List-Unsubscribe", $"<{message.Stop.Address.AbsoluteUri}>");
        mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        mail.Headers.Add(HeaderId.ContentLanguage, message.Language);
        var body = new BodyBuilder { TextBody = Plain(message) };
        body.HtmlBody = Page(message, file =>
        {
            var part = body.LinkedResources.Add(file.Name, file.Bytes.ToArray(), ContentType.Parse(file.MediaType));
            part.ContentId = MimeUtils.GenerateMessageId(options.ListId);
            return $"cid:{part.ContentId}";
        });
        mail.Body = body.ToMessageBody();
        return mail;
    }

    /// <summary>The same page as in the e-mail, its pictures in it, for whoever looks at it here.</summary>
    public static string Preview(Message message) =>
        Page(message, file => $"data:{file.MediaType};base64,{Convert.ToBase64String(file.Bytes.Span)}");

    /// <summary>The part without HTML.</summary>
    public static string Plain(Message message)
    {
        var text = new StringBuilder();
        text.Append(Message.OneLine(message.Heading)).Append("\n\n");
        foreach (var words in message.Words)
            text.Append(words).Append("\n\n");
        foreach (var item in message.Items)
        {
            text.Append("- ").Append(Message.OneLine(item.Text));
            if (item.Detail is { Length: > 0 } detail)
                text.Append(" (").Append(Message.OneLine(detail)).Append(')');
            text.Append("\n  ").Append(item.Address.AbsoluteUri).Append('\n');
        }
        if (message.More(message.Items.Count) is { } more)
            text.Append("  ").Append(more).Append('\n');
        if (message.Items.Count > 0)
            text.Append('\n');
        foreach (var section in message.Sections)
            MailSections.Plain(section, text);
        if (message.Open is { } open)
            text.Append(open.Text).Append(": ").Append(open.Address.AbsoluteUri).Append("\n\n");
        text.Append("-- \n").Append(message.Why).Append('\n');
        foreach (var link in new[] { message.Choices, message.Stop })
            text.Append(link.Text).Append(": ").Append(link.Address.AbsoluteUri).Append('\n');
        return text.ToString();
    }

    private static string Page(Message message, Func<MessageFile, string> addressOf)
    {
        var html = new StringBuilder();
        html.Append($"""
            <!doctype html>
            <html lang="{Html(message.Language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light"><title>{Html(Message.OneLine(message.Subject))}</title></head>
            <body style="margin:0;padding:24px 16px;background:#ffffff">
            <div style="max-width:600px;margin:0 auto;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;color:{Ink}">
            <h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">{Html(message.Heading)}</h1>

            """);
        foreach (var words in message.Words)
            html.Append($"<p>{Html(words)}</p>\n");
        if (message.Items.Count > 0)
        {
            html.Append("""<ul style="list-style:none;margin:0;padding:0">""").Append('\n');
            foreach (var item in message.Items)
            {
                html.Append("""<li style="margin:0;padding:10px 0;border-bottom:1px solid #d1d5db">""");
                html.Append(Link(item.Address, item.Text));
                if (item.Detail is { Length: > 0 } detail)
                    html.Append($"""<br><span style="color:{Faint};font-size:14px">{Html(detail)}</span>""");
                html.Append("</li>\n");
            }
            html.Append("</ul>\n");
        }
        if (message.More(message.Items.Count) is { } more)
            html.Append($"<p>{Html(more)}</p>\n");
        foreach (var section in message.Sections)
            MailSections.Html(section, addressOf, html);
        if (message.Open is { } open)
            html.Append($"""
                <p style="margin:24px 0"><a href="{Html(open.Address.AbsoluteUri)}"
                style="display:inline-block;padding:10px 18px;border-radius:6px;background:{Accent};color:#ffffff;text-decoration:none">
                {Html(open.Text)}</a></p>

                """);
        html.Append($"""
            <p style="margin:24px 0 0;color:{Faint};font-size:14px">{Html(message.Why)}<br>
            {Link(message.Choices.Address, message.Choices.Text)} · {Link(message.Stop.Address, message.Stop.Text)}</p>
            </div></body></html>

            """);
        return html.ToString();
    }

    internal static string Link(Uri address, string text) =>
        $"""<a href="{Html(address.AbsoluteUri)}" style="color:{Accent}">{Html(text)}</a>""";

    internal static string Html(string text) => WebUtility.HtmlEncode(text);
}
