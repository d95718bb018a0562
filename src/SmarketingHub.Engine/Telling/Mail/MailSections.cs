using System.Text;

namespace SmarketingHub.Engine.Telling.Mail;

/// <summary>What is told at length in an e-mail: plain, and the same with its pictures.</summary>
internal static class MailSections
{
    internal static void Plain(MessageSection section, StringBuilder text)
    {
        text.Append(Message.OneLine(section.Heading).ToUpperInvariant()).Append("\n\n");
        foreach (var part in section.Parts)
        {
            if (part.Title is { } title)
                text.Append(Message.OneLine(title));
            if (part.Mark is { } mark)
                text.Append(part.Title is null ? "" : " – ").Append(mark);
            if (part.Title is not null || part.Mark is not null)
                text.Append('\n');
            foreach (var words in part.Words)
                text.Append(Message.OneLine(words)).Append('\n');
            if (part.Exact is { } exact)
                text.Append('\n').Append(exact).Append('\n');
            if (part.Link is { } link)
                text.Append(link.Text).Append(": ").Append(link.Address.AbsoluteUri).Append('\n');
            text.Append('\n');
        }
    }

    /// <param name="addressOf">Where its picture is found.</param>
    internal static void Html(MessageSection section, Func<MessageFile, string> addressOf, StringBuilder html)
    {
        html.Append($"""<h2 style="font-size:17px;line-height:1.3;margin:28px 0 8px">{MailText.Html(section.Heading)}</h2>""").Append('\n');
        foreach (var part in section.Parts)
        {
            html.Append("""<div style="margin:0 0 20px">""");
            if (part.Title is { } title)
                html.Append($"""<h3 style="font-size:16px;line-height:1.4;margin:0 0 2px">{MailText.Html(title)}</h3>""");
            if (part.Mark is { } mark)
                html.Append($"""<p class="{(part.IsBad ? "bad" : "good")}" style="margin:0;color:{(part.IsBad ? Bad : Good)}">"""
                    + $"<strong>{MailText.Html(mark)}</strong></p>");
            foreach (var words in part.Words)
                html.Append($"""<p style="margin:0 0 4px">{MailText.Html(words)}</p>""");
            if (part.Exact is { } exact)
                html.Append($"""<p class="exact" style="margin:8px 0;padding:8px 10px;border:1px solid #d1d5db;border-radius:6px;""")
                    .Append($"""font:13px/1.5 ui-monospace,Consolas,monospace;overflow-wrap:anywhere">{MailText.Html(exact)}</p>""");
            if (part.Picture is { } picture)
                html.Append($"""<img src="{addressOf(picture)}" alt="{MailText.Html(picture.Alt)}" width="{picture.Width}" """)
                    .Append("""style="display:block;width:100%;max-width:""")
                    .Append($"""{picture.Width}px;height:auto;margin:8px 0;border:0">""");
            if (part.Link is { } link)
                html.Append($"""<p style="margin:4px 0 0">{MailText.Link(link.Address, link.Text)}</p>""");
            html.Append("</div>\n");
        }
    }

    private const string Bad = "#b42318", Good = "#166534";
}
