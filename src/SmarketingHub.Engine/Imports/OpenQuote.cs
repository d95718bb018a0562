using System.Text;

namespace SmarketingHub.Engine.Imports;

/// <summary>Finds a quote that a record opens and never closes: it swallows all that follows.</summary>
internal static class OpenQuote
{
    /// <summary>So many line breaks of the record stand before it; null: there is none.</summary>
    internal static int? LineOf(ReadOnlySpan<byte> record, char delimiter)
    {
        // Two of them stand for one, so that a record that closes all has an even number, unless one stands amid a cell.
        if (record.Count((byte)'"') % 2 == 0)
            return null;
        var (opened, begins, isClosed, line, breaks) = (false, true, false, 0, 0);
        foreach (var rune in Encoding.UTF8.GetString(record).ReplaceLineEndings("\n"))
        {
            if (rune == '\n')
                breaks++;
            // A doubled quote closes the cell and opens it again.
            if (rune == '"' && (opened || begins || isClosed))
                (opened, isClosed, line) = (!opened, opened, opened || isClosed ? line : breaks);
            else
                isClosed = false;
            begins = !opened && rune == delimiter;
        }
        return opened ? line : null;
    }
}
