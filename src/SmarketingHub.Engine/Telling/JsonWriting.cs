using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmarketingHub.Engine.Telling;

/// <summary>A message as the JSON of a channel, and how much of it the channel takes.</summary>
internal static class JsonWriting
{
    // Letters of all alphabets stand as themselves: escaped they would be three times as long.
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Written with as many of its items as fit; of the others it says how many they are.</summary>
    /// <param name="most">So many items at most.</param>
    /// <param name="write">Writes it with so many.</param>
    /// <param name="fits">Whether the channel takes it.</param>
    internal static byte[] WriteMost(int most, Func<int, object> write, Func<byte[], bool> fits)
    {
        for (var named = most; ; named--)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(write(named), Plain);
            if (named <= 0 || fits(json))
                return json;
        }
    }
}
