using System.Text;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

internal static class Encodings
{
    /// <summary>Strict: bytes that are no text of it are an error and never question marks.</summary>
    internal static Encoding Find(string? name)
    {
        if (name is null)
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        // Those that Windows programs write are not there without.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            throw new InvalidArgument("profile", $"'{name}' is no encoding known here: utf-8, windows-1250, windows-1252, iso-8859-1, utf-16 …");
        }
    }
}
