using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>A file that somebody chose. Its beginning is read once and kept, the rest only when it is imported.</summary>
/// <param name="Size">In bytes.</param>
public sealed record ImportFile(string Name, long Size, Func<Stream> Open)
{
    private byte[]? head;

    /// <summary>It stays in the browser, as long as the input that it was chosen in stays on the page.</summary>
    public static ImportFile Of(IBrowserFile file) => new(file.Name, file.Size, () => file.OpenReadStream(Importer.MostBytes));

    /// <summary>A text of this installation's own.</summary>
    public static ImportFile Of(string name, byte[] text) => new(name, text.Length, () => new MemoryStream(text));

    /// <summary>As much of it as a preview looks at.</summary>
    /// <exception cref="InvalidArgument">It is too large, or the browser no longer gives it.</exception>
    public async Task<Stream> Head(CancellationToken stop)
    {
        if (Size > Importer.MostBytes)
            throw new InvalidArgument("file", $"The file is larger than {Importer.MostBytes >> 20} MB. Split it.");
        if (head is null)
        {
            var bytes = new byte[Math.Min(Size, Importer.HeadBytes)];
            await Reading(async () =>
            {
                await using var whole = Open();
                await whole.ReadExactlyAsync(bytes, stop);
            });
            head = bytes;
        }
        return new MemoryStream(head);
    }

    /// <summary>Reads of it: a file may be moved, changed or gone since it was chosen, and a line may break.</summary>
    /// <exception cref="InvalidArgument">The browser no longer gives it.</exception>
    internal static async Task Reading(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception error) when (error is IOException or JSException or TimeoutException)
        {
            throw new InvalidArgument("file", $"The browser no longer gives this file: choose it again.");
        }
    }
}
