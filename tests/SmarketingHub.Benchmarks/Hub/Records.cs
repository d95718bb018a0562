using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace SmarketingHub.Benchmarks.Hub;

/// <summary>Takes a stream of SignalR's JSON records apart, without parsing any JSON.</summary>
internal sealed class Records
{
    public const byte End = 0x1e;

    // So much of each record is looked at.
    private const int Looked = 160;

    private static ReadOnlySpan<byte> Changed => """{"type":1,"target":"Changed","arguments":["""u8;
    private static ReadOnlySpan<byte> KeepAlive => """{"type":6}"""u8;

    private readonly byte[] start = new byte[Looked];
    private readonly List<Arrival> arrivals = new(1024);
    private TaskCompletionSource? answered;
    private int looked;

    public IReadOnlyList<Arrival> Arrivals => arrivals;

    public long Last { get; private set; }

    public string Answer { get; private set; } = "";

    public Task NextAnswer() => (answered = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>No answer will come any more.</summary>
    public void Fail() => answered?.TrySetException(new IOException("The connection was closed."));

    public void Forget() => arrivals.Clear();

    public void Take(ReadOnlySpan<byte> part)
    {
        while (true)
        {
            var end = part.IndexOf(End);
            var kept = (end < 0 ? part : part[..end])[..Math.Min(Looked - looked, end < 0 ? part.Length : end)];
            kept.CopyTo(start.AsSpan(looked));
            looked += kept.Length;
            if (end < 0)
                return;
            Look(start.AsSpan(0, looked));
            looked = 0;
            part = part[(end + 1)..];
        }
    }

    private void Look(ReadOnlySpan<byte> record)
    {
        if (record.StartsWith(Changed))
        {
            var from = Number(record[Changed.Length..], out var length);
            Last = Number(record[(Changed.Length + length + 1)..], out _);
            arrivals.Add(new(from, Last, Stopwatch.GetTimestamp()));
        }
        else if (!record.SequenceEqual(KeepAlive))
        {
            Answer = Encoding.UTF8.GetString(record);
            // Of a Join its sequence, of a Resume what it reaches to.
            foreach (var name in (ReadOnlySpan<string>)["\"sequence\":", "\"to\":"])
                if (Answer.IndexOf(name, StringComparison.Ordinal) is >= 0 and var at && at + name.Length < record.Length)
                {
                    Last = Number(record[(at + name.Length)..], out _);
                    break;
                }
            answered?.TrySetResult();
        }
    }

    private static long Number(ReadOnlySpan<byte> text, out int length) =>
        Utf8Parser.TryParse(text, out long value, out length) ? value : throw new FormatException("No number where one was expected.");
}
